"""New epochs, what was lost, and what partners gave back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_found_sooner"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="recovering",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="outbound",
            name="unapplied",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="ClosedLeaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index", models.PositiveBigIntegerField()),
                ("envelope", models.BinaryField(default=b"")),
                ("leaf_hash", models.BinaryField(max_length=32)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_leaves",
                        to="exchange.channel",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_leaves",
                        to="exchange.outbound",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "index"), name="one_closed_leaf_an_index"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EpochOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(choices=[("out", "out"), ("in", "in")], max_length=3),
                ),
                ("epoch", models.PositiveIntegerField(null=True)),
                ("cause", models.CharField(max_length=20)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("closes", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("root", models.BinaryField(default=b"", max_length=32)),
                ("held", models.PositiveBigIntegerField(null=True)),
                ("proposed_by", models.CharField(blank=True, max_length=200)),
                ("proposer", models.BigIntegerField(null=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("confirmer", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "direction", "epoch"), name="one_opening_an_epoch"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("opened_at__isnull", True)),
                        fields=("link",),
                        name="one_opening_proposed_a_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_at__isnull", True), ("epoch__isnull", False), _connector="OR"
                        ),
                        name="opened_epoch_has_its_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("theirs", models.BinaryField()),
                ("held_size", models.PositiveBigIntegerField()),
                ("held_root", models.BinaryField(max_length=32)),
                ("ours", models.BinaryField()),
                ("path", models.JSONField(default=list)),
                ("found_at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forks",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "origin", "size", "root"), name="one_fork_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("run", models.CharField(max_length=32, unique=True)),
                ("cause", models.CharField(max_length=20)),
                ("started_by", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("stage", models.CharField(max_length=12)),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("sent", models.PositiveBigIntegerField(default=0)),
                ("applied", models.PositiveBigIntegerField(default=0)),
                ("missing", models.JSONField(default=list)),
                ("unapplied", models.JSONField(default=list)),
                ("failure", models.CharField(blank=True, max_length=60)),
                ("failure_facts", models.JSONField(default=dict)),
                ("failed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("link",),
                        name="one_recovery_at_a_time",
                    )
                ],
            },
        ),
    ]
