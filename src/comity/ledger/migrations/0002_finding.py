"""Indexes by which entries are found, and what each entry names, for entries recorded before."""

import json

from django.db import migrations, models

from comity.ledger.mentions import mentions_of

AT_ONCE = 2000


def name_what_is_recorded(apps, schema_editor):
    entries = apps.get_model("ledger", "LedgerEntry").objects.order_by("epoch", "index")
    mentions = apps.get_model("ledger", "LedgerMention")
    waiting = []
    columns = entries.values_list("epoch", "index", "about", "body")
    for epoch, index, about, body in columns.iterator(chunk_size=AT_ONCE):
        for value, kind in mentions_of(about, json.loads(bytes(body))["fields"]):
            waiting.append(mentions(value=value, epoch=epoch, index=index, kind=kind))
        if len(waiting) >= AT_ONCE:
            mentions.objects.bulk_create(waiting)
            waiting = []
    mentions.objects.bulk_create(waiting)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    # Adding an index remakes no table, so the guards of the record stay where they are.
    operations = [
        migrations.CreateModel(
            name="LedgerMention",
            fields=[
                ("pk", models.CompositePrimaryKey("value", "epoch", "index", "kind", blank=True, editable=False, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=300)),
                ("epoch", models.PositiveSmallIntegerField()),
                ("index", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=12)),
            ],
        ),
        migrations.AddIndex("LedgerEntry", models.Index(fields=["at", "epoch", "index"], name="ledger_at")),
        migrations.AddIndex("LedgerEntry", models.Index(fields=["by", "at", "epoch", "index"], name="ledger_by")),
        migrations.AddIndex("LedgerEntry", models.Index(fields=["event", "at", "epoch", "index"], name="ledger_event")),
        migrations.RunPython(name_what_is_recorded, migrations.RunPython.noop),
    ]
