"""The daily anchor."""

import django.db.models.deletion
from django.db import migrations, models

_LINK = "exchange.link"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_keys")]
    operations = [
        migrations.CreateModel(
            "Anchor",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("epoch", models.PositiveIntegerField()),
                ("size", models.PositiveBigIntegerField()),
                ("note", models.BinaryField()),
                ("nonce", models.BinaryField(max_length=32)),
                ("message_id", models.CharField(max_length=36, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=60)),
                ("fault_facts", models.JSONField(default=dict)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to=_LINK,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "on"), name="one_anchor_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            "HeldAnchor",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("digest", models.BinaryField(max_length=32)),
                ("message_id", models.CharField(max_length=36, unique=True)),
                ("held_at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_anchors",
                        to=_LINK,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["link", "on"], name="exchange_held_anchors")],
            },
        ),
    ]
