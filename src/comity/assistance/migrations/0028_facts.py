"""The facts of a message, in words."""

from django.db import migrations, models

from comity.assistance import text_index


def lay_words_anew(apps, schema_editor):
    text_index.lay_anew(schema_editor)


# The days from what began a request to its answer, in UTC; requests bore the instants alone.
_BEGAN = "CASE side WHEN 'requesting' THEN sent_at ELSE received_at END"
_DAYS = {
    "sqlite": "CAST(julianday(substr(answered_at, 1, 10))"
    f" - julianday(substr({_BEGAN}, 1, 10)) AS INTEGER)",
    "postgresql": f"(answered_at AT TIME ZONE 'UTC')::date - ({_BEGAN} AT TIME ZONE 'UTC')::date",
}


def count_days(apps, schema_editor):
    schema_editor.execute(
        f"UPDATE assistance_request SET days_taken = {_DAYS[schema_editor.connection.vendor]}"
        " WHERE answered_at IS NOT NULL",
        params=None,
    )


class Migration(migrations.Migration):
    dependencies = [("assistance", "0027_closing")]
    operations = [
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                fields=["agency", "-updated_at", "-id"],
                condition=models.Q(
                    ("state", "submitted"),
                    ("state", "completed"),
                    ("state", "answer_drafted"),
                    ("state", "informing"),
                    _connector="OR",
                ),
                name="request_to_release",
            ),
        ),
        migrations.AddField("request", "days_taken", models.IntegerField(editable=False, null=True)),
        migrations.RemoveIndex("request", "pair_answered"),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["side", "partner", "answered_at", "relied_on", "days_taken"],
                name="pair_days_taken",
            ),
        ),
        migrations.RunPython(count_days, migrations.RunPython.noop),
        migrations.RunPython(lay_words_anew, migrations.RunPython.noop),
    ]
