"""Notices on a link, and that the end of a key of ours was told."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0006_medium")]

    operations = [
        migrations.CreateModel(
            name="KeyWarning",
            fields=[
                ("id", _ID.clone()),
                ("role", models.CharField(max_length=7)),
                ("digest", models.BinaryField(max_length=32)),
                ("ends_on", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "ends_on", "days"), name="end_of_key_told_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkNotice",
            fields=[
                ("id", _ID.clone()),
                ("end", models.CharField(max_length=7)),
                ("kind", models.CharField(max_length=12)),
                ("role", models.CharField(blank=True, max_length=7)),
                ("on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("message_id", models.CharField(max_length=36)),
                ("at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__in", ["own", "partner"]),
                            ("kind__in", ["key-ends", "re-keying", "revocation"]),
                            ("role__in", ["", "sender", "holder", "sealing"]),
                        ),
                        name="notice_is_of_an_end_and_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("link", "end", "message_id"), name="one_notice_an_end_and_message"
                    ),
                ],
            },
        ),
    ]
