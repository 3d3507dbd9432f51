"""All tables of this package at once, as 0004_who_named_it leaves them."""

from django.db import migrations, models

from comity.ledger import guards
from comity.ledger.tables import CreateTables


def install_guards(apps, schema_editor):
    guards.install(schema_editor)


def remove_guards(apps, schema_editor):
    guards.remove(schema_editor)


class Migration(migrations.Migration):

    replaces = [('ledger', '0001_initial'), ('ledger', '0002_finding'), ('ledger', '0003_whose_act'), ('ledger', '0004_who_named_it')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='LedgerCheckpoint',
                fields=[
                    ('pk', models.CompositePrimaryKey('epoch', 'size', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('epoch', models.PositiveSmallIntegerField()),
                    ('size', models.PositiveBigIntegerField()),
                    ('at', models.DateTimeField()),
                    ('note', models.BinaryField()),
                ],
            ),
            migrations.CreateModel(
                name='LedgerHead',
                fields=[
                    ('epoch', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('size', models.PositiveBigIntegerField(default=0)),
                    ('frontier', models.BinaryField()),
                ],
            ),
            migrations.CreateModel(
                name='LedgerEntry',
                fields=[
                    ('pk', models.CompositePrimaryKey('epoch', 'index', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('epoch', models.PositiveSmallIntegerField()),
                    ('index', models.PositiveBigIntegerField()),
                    ('at', models.DateTimeField()),
                    ('event', models.CharField(max_length=80)),
                    ('about', models.CharField(max_length=200)),
                    ('by', models.CharField(max_length=200)),
                    ('agency', models.CharField(blank=True, max_length=20)),
                    ('body', models.BinaryField()),
                    ('leaf_hash', models.BinaryField(max_length=32)),
                ],
                options={
                    'indexes': [models.Index(fields=['about', 'epoch', 'index'], name='ledger_about'), models.Index(fields=['at', 'epoch', 'index'], name='ledger_at'), models.Index(fields=['by', 'at', 'epoch', 'index'], name='ledger_by'), models.Index(fields=['event', 'at', 'epoch', 'index'], name='ledger_event'), models.Index(fields=['agency', 'at', 'epoch', 'index'], name='ledger_agency')],
                },
            ),
            migrations.CreateModel(
                name='LedgerMention',
                fields=[
                    ('pk', models.CompositePrimaryKey('value', 'agency', 'epoch', 'index', 'kind', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('value', models.CharField(max_length=300)),
                    ('agency', models.CharField(blank=True, max_length=20)),
                    ('by', models.CharField(max_length=200)),
                    ('epoch', models.PositiveSmallIntegerField()),
                    ('index', models.PositiveBigIntegerField()),
                    ('kind', models.CharField(max_length=12)),
                ],
                options={
                    'indexes': [models.Index(fields=['value', 'by', 'agency', 'epoch', 'index'], name='ledger_named_by')],
                },
            ),
        ]),
        # SQLite drops a table's triggers when a later migration remakes the table: remove the
        # guards before such a migration and install them again after it.
        migrations.RunPython(install_guards, remove_guards),
    ]
