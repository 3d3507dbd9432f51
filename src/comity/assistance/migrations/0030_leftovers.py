"""What alerts enclose, and faults told of themselves."""

import django.db.models.deletion
from django.db import migrations, models


# Of files that were looked at before, their suppliers are told by people: not all of them at once,
# by the first tick of the new version. What was refused and comes yet is told once it is checked.
_TOLD = """
UPDATE assistance_standingsupply SET reported_at = COALESCE(checked_at, "at")
WHERE checked_at IS NOT NULL
OR exhibit_id IN (SELECT id FROM evidence_exhibit WHERE fault <> '')
"""


class Migration(migrations.Migration):
    dependencies = [("assistance", "0029_access_reply")]
    operations = [
        migrations.AddField(
            model_name="standingsupply",
            name="is_late",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="standingsupply",
            name="reported_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="officers.officer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "place"), name="look_noted_once")
                ],
            },
        ),
        migrations.RunSQL(_TOLD, migrations.RunSQL.noop),
    ]
