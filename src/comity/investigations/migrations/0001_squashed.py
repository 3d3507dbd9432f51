"""All tables of this package at once, as 0001_initial leaves them."""

import django.db.models.deletion
from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('investigations', '0001_initial')]

    initial = True

    dependencies = [
        ('assistance', '0001_initial'),
        ('officers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Folder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('folder_id', models.UUIDField(unique=True)),
                    ('host', models.CharField(blank=True, max_length=2)),
                    ('title', models.CharField(max_length=200)),
                    ('mandate', models.TextField(max_length=4000)),
                    ('unit', models.CharField(max_length=200)),
                    ('state', models.CharField(max_length=10)),
                    ('opened_by', models.CharField(blank=True, max_length=200)),
                    ('openers', models.JSONField(default=list)),
                    ('relied_on', models.CharField(blank=True, max_length=300)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('terms_digest', models.CharField(blank=True, max_length=64)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('reason', models.TextField(blank=True, max_length=1000)),
                    ('at', models.DateTimeField()),
                    ('updated_at', models.DateTimeField()),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('agencies', models.ManyToManyField(related_name='+', to='officers.agency')),
                    ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.agency')),
                ],
                options={
                    'ordering': ['-updated_at', '-id'],
                    'indexes': [models.Index(fields=['-updated_at', '-id'], name='folder_latest'), models.Index(fields=['state', '-updated_at', '-id'], name='folder_in_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'open', 'declined', 'left', 'closed'])), name='folder_state_is_known'), models.CheckConstraint(condition=models.Q(('agency__isnull', False), models.Q(('state__in', ['invited', 'declined', 'closed']), models.Q(('host', ''), _negated=True)), _connector='OR'), name='folder_joined_has_agency')],
                },
            ),
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item_id', models.UUIDField()),
                    ('state', models.CharField(max_length=10)),
                    ('kind', models.CharField(blank=True, max_length=10)),
                    ('originator', models.CharField(blank=True, max_length=2)),
                    ('unit', models.CharField(blank=True, max_length=200)),
                    ('title', models.CharField(blank=True, max_length=200)),
                    ('text', models.TextField(blank=True, max_length=20000)),
                    ('request_reference', models.CharField(blank=True, max_length=40)),
                    ('exhibit_name', models.CharField(blank=True, max_length=64)),
                    ('handling_scheme', models.CharField(blank=True, max_length=20)),
                    ('handling', models.CharField(blank=True, max_length=20)),
                    ('categories', models.JSONField(default=list)),
                    ('suppliers', models.JSONField(default=list)),
                    ('consented', models.JSONField(default=list)),
                    ('consent', models.CharField(blank=True, max_length=200)),
                    ('tell_existence', models.BooleanField(default=True)),
                    ('keep_from', models.JSONField(default=list)),
                    ('for_member', models.CharField(blank=True, max_length=2)),
                    ('due_on', models.DateField(null=True)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('done_by', models.CharField(blank=True, max_length=200)),
                    ('written_by', models.CharField(blank=True, max_length=200)),
                    ('writers', models.JSONField(default=list)),
                    ('released_by', models.CharField(blank=True, max_length=200)),
                    ('relied_on', models.CharField(blank=True, max_length=300)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('terms_digest', models.CharField(blank=True, max_length=64)),
                    ('conditions', models.JSONField(default=list)),
                    ('reach_told', models.JSONField(default=list)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('at', models.DateTimeField()),
                    ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.agency')),
                    ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='investigations.folder')),
                    ('for_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.agency')),
                    ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='folder_items', to='assistance.request')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [models.Index(fields=['folder', '-at', '-id'], name='folder_items_latest')],
                    'constraints': [models.UniqueConstraint(fields=('folder', 'originator', 'item_id'), name='folder_item_once'), models.CheckConstraint(condition=models.Q(('state__in', ['written', 'released', 'received', 'withheld'])), name='folder_item_state_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['request', 'exhibit', 'answer', 'note', 'task', 'decision']), models.Q(('kind', ''), ('state', 'withheld')), _connector='OR'), name='folder_item_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withheld'), _negated=True), models.Q(('exhibit_name', ''), ('request_reference', ''), ('text', ''), ('title', '')), _connector='OR'), name='folder_item_withheld_is_empty'), models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', False), ('originator', ''), ('state__in', ['written', 'released'])), models.Q(models.Q(('originator', ''), _negated=True), ('state__in', ['received', 'withheld'])), _connector='OR'), name='folder_item_is_ours_or_a_partners')],
                },
            ),
            migrations.CreateModel(
                name='ItemReach',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('member', models.CharField(blank=True, max_length=2)),
                    ('shown', models.BooleanField()),
                    ('why', models.CharField(max_length=20)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('told', models.BooleanField(default=True)),
                    ('ruling_kept', models.JSONField(null=True)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('at', models.DateTimeField()),
                    ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.agency')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reach', to='investigations.item')),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['agency', 'item', 'shown'], name='folder_reach_of_agency')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('agency__isnull', True)), fields=('item', 'member'), name='folder_reach_of_member_once'), models.UniqueConstraint(condition=models.Q(('agency__isnull', False)), fields=('item', 'agency'), name='folder_reach_of_agency_once'), models.CheckConstraint(condition=models.Q(('member', ''), ('agency__isnull', True), _connector='XOR'), name='folder_reach_is_of_one'), models.CheckConstraint(condition=models.Q(('why__in', ['own', 'agreement', 'own_agency', 'no_agreement', 'agreement_bars', 'own_law', 'referred', 'consent_missing', 'handling', 'no_link', 'originator_chose', 'audience', 'not_released'])), name='folder_reach_reason_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Member',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=2)),
                    ('state', models.CharField(max_length=10)),
                    ('under', models.CharField(blank=True, max_length=300)),
                    ('article', models.CharField(blank=True, max_length=300)),
                    ('terms_digest', models.CharField(blank=True, max_length=64)),
                    ('ruling_kept', models.JSONField(null=True)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('at', models.DateTimeField()),
                    ('invited_at', models.DateTimeField(null=True)),
                    ('joined_at', models.DateTimeField(null=True)),
                    ('left_at', models.DateTimeField(null=True)),
                    ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='investigations.folder')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('folder', 'code'), name='folder_member_once'), models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'joined', 'declined', 'left'])), name='folder_member_state_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Word',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('member', models.CharField(blank=True, max_length=2)),
                    ('agrees', models.BooleanField()),
                    ('by', models.CharField(blank=True, max_length=200)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('at', models.DateTimeField()),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='investigations.item')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='folder_word_once')],
                },
            ),
        ]),
    ]
