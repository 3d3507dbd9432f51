"""By which personal data is found without reading every case: a flag, and two small indexes."""

from django.db import migrations, models

_MARK = '"personal"'


def _mark(apps, schema_editor):
    answers = apps.get_model("assistance", "Answer").objects
    answers.filter(categories__icontains=_MARK).update(personal=True)


class Migration(migrations.Migration):

    dependencies = [("assistance", "0010_turns")]

    operations = [
        migrations.AddField("answer", "personal", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(_mark, migrations.RunPython.noop),
        migrations.AddIndex("answer", models.Index(fields=["-request"], condition=models.Q(personal=True), name="answer_is_personal")),
        migrations.AddConstraint(
            "answer",
            models.CheckConstraint(
                condition=models.Q(personal=True, categories__icontains=_MARK)
                | (models.Q(personal=False) & ~models.Q(categories__icontains=_MARK)),
                name="answer_is_personal_as_marked",
            ),
        ),
        migrations.AddIndex("request", models.Index(fields=["-id"], condition=~models.Q(parties=""), name="request_names_persons")),
    ]
