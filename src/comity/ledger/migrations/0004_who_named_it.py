"""Who did it stands with what an entry names, so that an officer's acts by a basis are found.

The table is made anew, sorted as it is read; what it holds is derived and can be.
"""

from django.db import migrations, models

_FILL = (
    'INSERT INTO "ledger_namedby" ("value", "agency", "by", "epoch", "index", "kind")'
    ' SELECT m."value", m."agency", e."by", m."epoch", m."index", m."kind"'
    ' FROM "ledger_ledgermention" m JOIN "ledger_ledgerentry" e'
    ' ON e."epoch" = m."epoch" AND e."index" = m."index" ORDER BY 1, 2, 4, 5, 6'
)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0003_whose_act")]

    operations = [
        migrations.CreateModel(
            name="NamedBy",
            fields=[
                ("pk", models.CompositePrimaryKey("value", "agency", "epoch", "index", "kind", blank=True, editable=False, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=300)),
                ("agency", models.CharField(blank=True, max_length=20)),
                ("by", models.CharField(max_length=200)),
                ("epoch", models.PositiveSmallIntegerField()),
                ("index", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=12)),
            ],
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.DeleteModel("LedgerMention"),
        migrations.RenameModel("NamedBy", "LedgerMention"),
        migrations.AddIndex("LedgerMention", models.Index(fields=["value", "by", "agency", "epoch", "index"], name="ledger_named_by")),
    ]
