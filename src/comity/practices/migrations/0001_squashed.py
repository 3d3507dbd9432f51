"""All tables of this package at once, as 0001_initial leaves them."""

import django.db.models.deletion
from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('practices', '0001_initial')]

    initial = True

    dependencies = [
        ('officers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('note_id', models.UUIDField()),
                    ('state', models.CharField(max_length=10)),
                    ('topic', models.CharField(max_length=12)),
                    ('title', models.CharField(max_length=200)),
                    ('text', models.TextField(max_length=20000)),
                    ('partner', models.CharField(blank=True, max_length=2)),
                    ('unit', models.CharField(blank=True, max_length=200)),
                    ('written_by', models.CharField(blank=True, max_length=200)),
                    ('writers', models.JSONField(default=list)),
                    ('relied_on', models.CharField(blank=True, max_length=300)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('terms_digest', models.CharField(blank=True, max_length=64)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('at', models.DateTimeField()),
                    ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='officers.agency')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [models.Index(fields=['-at', '-id'], name='note_latest'), models.Index(fields=['state', 'agency', '-at', '-id'], name='note_of_agency')],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'note_id'), name='one_note_of_a_name'), models.CheckConstraint(condition=models.Q(('state__in', ['written', 'shared', 'received'])), name='note_state_is_known'), models.CheckConstraint(condition=models.Q(('topic__in', ['technique', 'trend', 'method', 'law_change', 'training'])), name='note_topic_is_known'), models.CheckConstraint(condition=models.Q(('state', 'received'), models.Q(('agency__isnull', False), ('partner', '')), _connector='XOR'), name='note_is_ours_or_a_partners')],
                },
            ),
            migrations.CreateModel(
                name='NoteFeedback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partner', models.CharField(blank=True, max_length=2)),
                    ('usefulness', models.CharField(max_length=10)),
                    ('words', models.TextField(blank=True, max_length=2000)),
                    ('by', models.CharField(blank=True, max_length=200)),
                    ('message_id', models.CharField(max_length=36)),
                    ('at', models.DateTimeField()),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='practices.note')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('usefulness__in', ['applied', 'useful', 'known', 'not_useful'])), name='note_usefulness_is_known')],
                },
            ),
            migrations.CreateModel(
                name='NoteShare',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partner', models.CharField(max_length=2)),
                    ('under', models.CharField(max_length=300)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('message_id', models.CharField(max_length=36)),
                    ('by', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='practices.note')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('note', 'partner'), name='note_shared_once')],
                },
            ),
        ]),
    ]
