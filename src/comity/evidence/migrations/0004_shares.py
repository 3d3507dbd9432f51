"""Whose share of a day an exhibit counts in, and indexes to sum both shares by.

What was taken in before this counts in nobody's share: a day later it would not anyway.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_scans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="exhibit", name="exhibit_taken_in"),
        migrations.AddField(
            model_name="exhibit",
            name="taker",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(
                condition=models.Q(("taker__isnull", False)),
                fields=["taker", "taken_in_at", "size"],
                name="exhibit_of_taker",
            ),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(
                fields=["partner", "held_at", "size"],
                name="exhibit_of_partner",
            ),
        ),
    ]
