"""Exhibits that were erased: the last link of their chain of custody says so."""

from django.db import migrations, models

KINDS = [
    "taken_in",
    "transferred",
    "announced",
    "received",
    "refused",
    "copied",
    "shared",
    "unshared",
    "scanned",
    "finding",
    "not_scannable",
    "erased",
]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0004_shares")]

    operations = [
        migrations.RemoveConstraint(model_name="custodyevent", name="custody_kind_is_known"),
        migrations.AddConstraint(
            model_name="custodyevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="custody_kind_is_known"
            ),
        ),
    ]
