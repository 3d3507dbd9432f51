"""Requests that name persons in own fields are found as those are that name the persons concerned."""

from django.db import migrations, models

_FIELDS = ("addressee", "debtor", "to_be_heard", "officials")
_AT_A_TIME = 500


def _names_persons(particulars):
    watched = particulars.get("watched") == "persons" and particulars.get("watched_known_by")
    return bool(watched or any(particulars.get(name) for name in _FIELDS))


def _mark(apps, schema_editor):
    requests = apps.get_model("assistance", "Request").objects.order_by()
    requests.exclude(parties="").update(names_persons=True)
    typed = requests.filter(parties="").exclude(own_text="").values_list("pk", "particulars")
    named = [key for key, particulars in typed if _names_persons(particulars)]
    for start in range(0, len(named), _AT_A_TIME):
        requests.filter(pk__in=named[start : start + _AT_A_TIME]).update(names_persons=True)


class Migration(migrations.Migration):

    dependencies = [("assistance", "0011_personal")]

    operations = [
        migrations.AddField("request", "names_persons", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(_mark, migrations.RunPython.noop),
        migrations.RemoveIndex("request", "request_names_persons"),
        migrations.AddIndex("request", models.Index(fields=["-id"], condition=models.Q(names_persons=True), name="request_names_persons")),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(names_persons=True) | models.Q(parties=""),
                name="request_with_parties_names_persons",
            ),
        ),
    ]
