"""Instructions that let a duty officer release alone, or a reply leave before a confirmation."""

from django.db import migrations, models

from comity.agreements import guards


def install_guards(apps, schema_editor):
    guards.install(schema_editor)


def remove_guards(apps, schema_editor):
    guards.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_countersigned_terms")]

    # SQLite remakes the table, and with the table its guards are gone.
    operations = [
        migrations.RunPython(remove_guards, install_guards),
        migrations.RemoveConstraint(
            model_name="instructionrecord", name="instruction_effect_is_known"
        ),
        migrations.AddConstraint(
            model_name="instructionrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "effect__in",
                        [
                            "hold",
                            "refer",
                            "higher-approval",
                            "release-alone",
                            "answer-unconfirmed",
                        ],
                    )
                ),
                name="instruction_effect_is_known",
            ),
        ),
        migrations.RunPython(install_guards, remove_guards),
    ]
