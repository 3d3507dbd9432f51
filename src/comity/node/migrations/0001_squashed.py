"""All tables of this package at once, as 0002_remembered leaves them."""

from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('node', '0001_pulses'), ('node', '0002_remembered')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Pulse',
                fields=[
                    ('job', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('owner', models.CharField(max_length=40)),
                    ('host', models.CharField(max_length=200)),
                    ('process', models.PositiveBigIntegerField()),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Verification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('size', models.PositiveBigIntegerField()),
                    ('whole', models.BooleanField()),
                ],
            ),
            migrations.CreateModel(
                name='Remembered',
                fields=[
                    ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('value', models.TextField()),
                    ('until', models.DateTimeField(db_index=True)),
                ],
            ),
        ]),
    ]
