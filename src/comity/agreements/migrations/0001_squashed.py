"""All tables of this package at once, as 0005_letting_instructions leaves them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comity.agreements import guards
from comity.ledger.tables import CreateTables


def install_guards(apps, schema_editor):
    guards.install(schema_editor)


def remove_guards(apps, schema_editor):
    guards.remove(schema_editor)


class Migration(migrations.Migration):

    replaces = [('agreements', '0001_initial'), ('agreements', '0002_own_law'), ('agreements', '0003_editing'), ('agreements', '0004_countersigned_terms'), ('agreements', '0005_letting_instructions')]

    initial = True

    dependencies = [
        ('officers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='InstrumentText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(max_length=200)),
                    ('digest', models.CharField(max_length=64)),
                    ('text', models.TextField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('path', 'digest'), name='one_text_a_version')],
                },
            ),
            migrations.CreateModel(
                name='SettlementRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('about', models.CharField(max_length=100)),
                    ('matter', models.CharField(choices=[('term', 'term'), ('event', 'event'), ('own-law', 'own-law')], max_length=20)),
                    ('stated', models.JSONField()),
                    ('by', models.CharField(max_length=200)),
                    ('on', models.DateField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['about'], name='settlement_about')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('matter__in', ['term', 'event', 'own-law'])), name='settlement_matter_is_known')],
                },
            ),
            migrations.CreateModel(
                name='RegisterImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64)),
                    ('at', models.DateTimeField()),
                    ('by', models.CharField(max_length=200)),
                    ('texts', models.ManyToManyField(related_name='imports', to='agreements.instrumenttext')),
                ],
                options={
                    'indexes': [models.Index(fields=['at'], name='register_import_at')],
                },
            ),
            migrations.CreateModel(
                name='BreachRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('breaker', models.CharField(max_length=12)),
                    ('partner', models.CharField(max_length=2)),
                    ('unit', models.CharField(blank=True, max_length=200)),
                    ('assurance', models.CharField(blank=True, max_length=40)),
                    ('item', models.CharField(blank=True, max_length=100)),
                    ('what', models.TextField()),
                    ('happened_on', models.DateField(null=True)),
                    ('known_on', models.DateField()),
                    ('source', models.CharField(max_length=1000)),
                    ('reported_by_name', models.CharField(max_length=200)),
                    ('reported_at', models.DateTimeField()),
                    ('reported_on', models.DateField()),
                    ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-reported_at', '-pk'],
                    'indexes': [models.Index(fields=['partner'], name='breach_partner')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('breaker__in', ['partner', 'ourselves'])), name='breaker_is_known'), models.CheckConstraint(condition=models.Q(('assurance__in', ['', 'confidentiality', 'law-enforcement-use'])), name='broken_assurance_is_known')],
                },
            ),
            migrations.CreateModel(
                name='BreachMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(max_length=12)),
                    ('state', models.CharField(max_length=12)),
                    ('reason', models.CharField(max_length=2000)),
                    ('by_name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('on', models.DateField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='agreements.breachrecord')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['establish', 'dismiss', 'remedy', 'tell'])), name='breach_act_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['alleged', 'established', 'dismissed', 'remedied'])), name='breach_state_is_known')],
                },
            ),
            migrations.CreateModel(
                name='InstructionRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('effect', models.CharField(max_length=20)),
                    ('to', models.CharField(max_length=40)),
                    ('partners', models.JSONField(default=list)),
                    ('kinds', models.JSONField(default=list)),
                    ('purposes', models.JSONField(default=list)),
                    ('acts', models.JSONField(default=list)),
                    ('from_on', models.DateField()),
                    ('until_on', models.DateField(null=True)),
                    ('office', models.CharField(max_length=200)),
                    ('reference', models.CharField(max_length=100)),
                    ('dated', models.DateField()),
                    ('source', models.CharField(max_length=1000)),
                    ('text', models.TextField()),
                    ('issued_by_name', models.CharField(max_length=200)),
                    ('issued_at', models.DateTimeField()),
                    ('confirmed_by_name', models.CharField(blank=True, max_length=200)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('withdrawal_by_name', models.CharField(blank=True, max_length=200)),
                    ('withdrawal_at', models.DateTimeField(null=True)),
                    ('withdrawal_reason', models.CharField(blank=True, max_length=2000)),
                    ('ended_by_name', models.CharField(blank=True, max_length=200)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_on', models.DateField(null=True)),
                    ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawal_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-issued_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('to__in', ['request_officer', 'approver', 'central_unit', 'investigator', 'treaty_desk', 'aeo_manager', 'auditor', 'data_protection_officer', 'attache', 'node_administrator'])), name='instruction_role_is_known'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='instruction_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('issued_by')), _negated=True), _connector='OR'), name='instruction_confirmed_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='instruction_confirmed_by_somebody'), models.CheckConstraint(condition=models.Q(('ended_by__isnull', True), ('confirmed_by__isnull', True), models.Q(('withdrawal_by__isnull', False), models.Q(('ended_by', models.F('withdrawal_by')), _negated=True)), _connector='OR'), name='instruction_ended_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='instruction_ended_by_somebody'), models.CheckConstraint(condition=models.Q(('effect__in', ['hold', 'refer', 'higher-approval', 'release-alone', 'answer-unconfirmed'])), name='instruction_effect_is_known')],
                },
            ),
            migrations.CreateModel(
                name='InstructionMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(max_length=20)),
                    ('reason', models.CharField(blank=True, max_length=2000)),
                    ('by_name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='agreements.instructionrecord')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['confirm', 'give-up', 'ask-withdrawal', 'withdraw', 'keep'])), name='instruction_act_is_known')],
                },
            ),
            migrations.CreateModel(
                name='AssuranceRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partner', models.CharField(max_length=2)),
                    ('unit', models.CharField(blank=True, max_length=200)),
                    ('assurance', models.CharField(max_length=40)),
                    ('given_by', models.CharField(max_length=200)),
                    ('document', models.CharField(max_length=1000)),
                    ('given_on', models.DateField()),
                    ('from_on', models.DateField(null=True)),
                    ('until_on', models.DateField(null=True)),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField()),
                    ('withdrawn_by_name', models.CharField(blank=True, max_length=200)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_on', models.DateField(null=True)),
                    ('withdrawal_reason', models.CharField(blank=True, max_length=2000)),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['partner', '-recorded_at', '-pk'],
                    'indexes': [models.Index(fields=['partner'], name='assurance_partner')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('assurance__in', ['confidentiality', 'law-enforcement-use'])), name='assurance_is_known'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('from_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='assurance_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False)), _connector='OR'), name='assurance_withdrawn_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='LocalEdit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(max_length=200, unique=True)),
                    ('folder_digest', models.CharField(blank=True, max_length=64)),
                ],
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(max_length=200)),
                    ('reference', models.CharField(max_length=100)),
                    ('base', models.CharField(blank=True, max_length=64)),
                    ('text', models.TextField()),
                    ('why', models.TextField(blank=True)),
                    ('state', models.CharField(default='draft', max_length=20)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('author_name', models.CharField(max_length=200)),
                    ('begun_at', models.DateTimeField()),
                    ('updated_at', models.DateTimeField()),
                    ('proposed_at', models.DateTimeField(null=True)),
                    ('decided_by_name', models.CharField(blank=True, max_length=200)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='agreements.registerimport')),
                ],
                options={
                    'ordering': ['-updated_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'approved', 'returned', 'withdrawn'])), name='proposal_state_is_known'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('author')), _negated=True), _connector='OR'), name='proposal_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('version__isnull', False)), _connector='OR'), name='proposal_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'returned'])), fields=('path', 'author'), name='one_open_proposal_a_file')],
                },
            ),
            migrations.CreateModel(
                name='TermsProposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=100)),
                    ('partner', models.CharField(max_length=2)),
                    ('proposer', models.CharField(max_length=2)),
                    ('addressee', models.CharField(max_length=2)),
                    ('number', models.PositiveIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('replaces', models.CharField(blank=True, max_length=64)),
                    ('encoding', models.TextField()),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'reference', 'proposer', 'number'), name='one_proposal_a_number')],
                    'indexes': [models.Index(fields=['reference'], name='terms_proposal_reference')],
                },
            ),
            migrations.CreateModel(
                name='TermsStepRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(choices=[('proposed', 'proposed'), ('countersigned', 'countersigned'), ('declined', 'declined'), ('refused', 'refused')], max_length=20)),
                    ('side', models.CharField(max_length=2)),
                    ('by', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('reasons', models.TextField(blank=True)),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='agreements.termsproposal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'step'), name='one_terms_step_of_a_kind'), models.UniqueConstraint(condition=models.Q(('step__in', ['countersigned', 'declined', 'refused'])), fields=('proposal',), name='one_answer_to_terms'), models.CheckConstraint(condition=models.Q(('step__in', ['proposed', 'countersigned', 'declined', 'refused'])), name='terms_step_is_known')],
                },
            ),
            migrations.CreateModel(
                name='TermsSignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('note', models.BinaryField()),
                    ('at', models.DateTimeField()),
                    ('message_id', models.CharField(max_length=36)),
                    ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='agreements.termssteprecord')),
                ],
            ),
            migrations.CreateModel(
                name='TermsDifference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=300)),
                    ('partner', models.CharField(max_length=2)),
                    ('theirs', models.CharField(max_length=64)),
                    ('ours', models.CharField(max_length=64)),
                    ('seen_here', models.BooleanField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'reference', 'theirs', 'ours', 'seen_here'), name='one_terms_difference_a_pair')],
                },
            ),
            migrations.CreateModel(
                name='TermsDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('reasons', models.TextField()),
                    ('difference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='agreements.termsdifference')),
                ],
            ),
        ]),
        # SQLite drops a table's triggers when a later migration remakes the table: remove the
        # guards before such a migration and install them again after it.
        migrations.RunPython(install_guards, remove_guards),
    ]
