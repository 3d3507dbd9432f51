"""Keys that are valid for a range of sizes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_epochs")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="key_changes",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="KeyRehearsal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("first", models.CharField(max_length=200)),
                ("second", models.CharField(max_length=200)),
                ("fingerprint", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="KeyTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("sender", "sender"),
                            ("holder", "holder"),
                            ("sealing", "sealing"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("confirmed", "confirmed"),
                            ("done", "done"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("compromised_since", models.DateTimeField(null=True)),
                ("asked_by", models.CharField(max_length=200)),
                ("asker", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("confirmer", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("digest", models.BinaryField(default=b"", max_length=32)),
                ("replaced", models.BinaryField(default=b"", max_length=32)),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "confirmed", "done", "withdrawn"]),
                            ("role__in", ["sender", "holder", "sealing"]),
                        ),
                        name="turn_is_of_a_role_and_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asker__isnull", True),
                            ("confirmer__isnull", True),
                            models.Q(("asker", models.F("confirmer")), _negated=True),
                            _connector="OR",
                        ),
                        name="turn_is_confirmed_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "confirmed"])),
                        fields=("role",),
                        name="one_turn_of_a_role_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.CharField(max_length=32)),
                (
                    "end",
                    models.CharField(
                        choices=[("own", "own"), ("partner", "partner")], max_length=7
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("sender", "sender"),
                            ("holder", "holder"),
                            ("sealing", "sealing"),
                        ],
                        max_length=7,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("public", models.BinaryField()),
                ("digest", models.BinaryField(max_length=32)),
                ("statement", models.BinaryField(default=b"")),
                ("introduced_by", models.CharField(blank=True, max_length=36)),
                ("introduced_at", models.DateTimeField(null=True)),
                ("from_epoch", models.PositiveIntegerField(null=True)),
                ("from_size", models.PositiveBigIntegerField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=36)),
                ("ended_at", models.DateTimeField(null=True)),
                ("until_epoch", models.PositiveIntegerField(null=True)),
                ("until_size", models.PositiveBigIntegerField(null=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "identifier", "end", "role", "digest"), name="one_row_a_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__in", ["own", "partner"]),
                            ("role__in", ["sender", "holder", "sealing"]),
                        ),
                        name="key_is_of_an_end_and_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_epoch__isnull", True), ("from_size__isnull", True)),
                            models.Q(("from_epoch__isnull", False), ("from_size__isnull", False)),
                            _connector="OR",
                        ),
                        name="key_begins_at_a_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("until_epoch__isnull", True), ("until_size__isnull", True)),
                            models.Q(("until_epoch__isnull", False), ("until_size__isnull", False)),
                            _connector="OR",
                        ),
                        name="key_ends_at_a_size",
                    ),
                ],
            },
        ),
    ]
