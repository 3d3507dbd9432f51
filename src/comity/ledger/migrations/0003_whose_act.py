"""Whose act it was stands with what an entry names, so that a search reads only what may be seen.

The table is made anew, because the key begins with it; what it holds is derived and can be.
"""

from django.db import migrations, models

_FILL = (
    'INSERT INTO "ledger_seenmention" ("value", "agency", "epoch", "index", "kind")'
    ' SELECT m."value", e."agency", m."epoch", m."index", m."kind"'
    ' FROM "ledger_ledgermention" m JOIN "ledger_ledgerentry" e'
    ' ON e."epoch" = m."epoch" AND e."index" = m."index" ORDER BY 1, 2, 3, 4, 5'
)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0002_finding")]

    # Adding an index remakes no table, so the guards of the record stay where they are.
    operations = [
        migrations.CreateModel(
            name="SeenMention",
            fields=[
                ("pk", models.CompositePrimaryKey("value", "agency", "epoch", "index", "kind", blank=True, editable=False, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=300)),
                ("agency", models.CharField(blank=True, max_length=20)),
                ("epoch", models.PositiveSmallIntegerField()),
                ("index", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=12)),
            ],
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.DeleteModel("LedgerMention"),
        migrations.RenameModel("SeenMention", "LedgerMention"),
        migrations.AddIndex("LedgerEntry", models.Index(fields=["agency", "at", "epoch", "index"], name="ledger_agency")),
    ]
