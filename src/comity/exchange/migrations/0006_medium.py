"""What came and went on an offline medium or through a gateway's folder."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0005_anchors")]
    operations = [
        migrations.AddField("link", "by_folder", models.BooleanField(default=False)),
        migrations.CreateModel(
            "CarriedFile",
            [
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
                (
                    "way",
                    models.CharField(
                        choices=[("medium", "medium"), ("folder", "folder")], max_length=6
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parcel", "parcel"),
                            ("receipt", "receipt"),
                            ("exhibit", "exhibit"),
                        ],
                        max_length=7,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="exchange.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "way", "direction", "name"), name="one_row_a_carried_file"
                    )
                ],
                "indexes": [
                    models.Index(fields=["link", "way", "at"], name="exchange_carried_lately")
                ],
            },
        ),
    ]
