"""All tables of this package at once, as 0002_found_sooner leaves them."""

import comity.exchange.terms
import django.db.models.deletion
from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('exchange', '0001_initial'), ('exchange', '0002_found_sooner')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='OwnDescriptor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('raw', models.BinaryField()),
                    ('published_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=2, unique=True)),
                    ('own_code', models.CharField(max_length=2)),
                    ('name', models.CharField(max_length=200)),
                    ('state', models.CharField(choices=[('proposed', 'proposed'), ('half_confirmed', 'half_confirmed'), ('confirmed', 'confirmed'), ('suspended', 'suspended'), ('revoked', 'revoked')], max_length=20)),
                    ('link_id', models.CharField(max_length=32)),
                    ('number', models.CharField(max_length=80)),
                    ('descriptor', models.BinaryField()),
                    ('own_descriptor', models.BinaryField()),
                    ('proposed_at', models.DateTimeField()),
                    ('first_confirmed_by', models.CharField(blank=True, max_length=200)),
                    ('first_confirmer', models.BigIntegerField(null=True)),
                    ('first_confirmed_at', models.DateTimeField(null=True)),
                    ('confirmed_by', models.CharField(blank=True, max_length=200)),
                    ('confirmer', models.BigIntegerField(null=True)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'half_confirmed', 'confirmed', 'suspended', 'revoked'])), name='link_state_is_known'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), models.Q(('confirmer__isnull', False), ('first_confirmer__isnull', False), models.Q(('first_confirmer', models.F('confirmer')), _negated=True)), _connector='OR'), name='link_is_confirmed_by_two'), models.CheckConstraint(condition=models.Q(models.Q(('state', comity.exchange.terms.LinkState['CONFIRMED']), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='confirmed_link_says_when')],
                },
            ),
            migrations.CreateModel(
                name='Channel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('direction', models.CharField(choices=[('out', 'out'), ('in', 'in')], max_length=3)),
                    ('epoch', models.PositiveIntegerField(default=1)),
                    ('origin', models.CharField(max_length=100, unique=True)),
                    ('size', models.PositiveBigIntegerField(default=0)),
                    ('frontier', models.BinaryField()),
                    ('receipted_size', models.PositiveBigIntegerField(default=0)),
                    ('halted', models.CharField(blank=True, max_length=60)),
                    ('halted_facts', models.JSONField(default=dict)),
                    ('halted_evidence', models.BinaryField(null=True)),
                    ('lease_owner', models.CharField(blank=True, max_length=40)),
                    ('leased_until', models.DateTimeField(null=True)),
                    ('failure', models.CharField(blank=True, max_length=60)),
                    ('failure_facts', models.JSONField(default=dict)),
                    ('failed_at', models.DateTimeField(null=True)),
                    ('reached_at', models.DateTimeField(null=True)),
                    ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='channels', to='exchange.link')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('link', 'direction', 'epoch'), name='one_channel_a_direction_and_epoch'), models.CheckConstraint(condition=models.Q(('direction__in', ['out', 'in'])), name='channel_direction_is_known'), models.CheckConstraint(condition=models.Q(('receipted_size__lte', models.F('size'))), name='receipted_size_within_size')],
                },
            ),
            migrations.CreateModel(
                name='Outbound',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('message_id', models.CharField(max_length=36, unique=True)),
                    ('type', models.CharField(max_length=120)),
                    ('case', models.CharField(blank=True, max_length=64)),
                    ('urgent', models.BooleanField(default=False)),
                    ('envelope', models.BinaryField()),
                    ('salt', models.BinaryField(max_length=16)),
                    ('body', models.BinaryField()),
                    ('leaf_hash', models.BinaryField(max_length=32)),
                    ('size_in_parcel', models.PositiveIntegerField()),
                    ('recorded_at', models.DateTimeField()),
                    ('index', models.PositiveBigIntegerField(null=True)),
                    ('delivered_at', models.DateTimeField(null=True)),
                    ('refused', models.CharField(blank=True, max_length=60)),
                    ('refused_facts', models.JSONField(default=dict)),
                    ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbound', to='exchange.channel')),
                    ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outbound', to='exchange.link')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('index__isnull', True)), fields=['link', 'id'], name='exchange_unnumbered'), models.Index(condition=models.Q(('delivered_at__isnull', True)), fields=['link'], name='exchange_undelivered')],
                    'constraints': [models.UniqueConstraint(fields=('channel', 'index'), name='one_message_sent_an_index'), models.CheckConstraint(condition=models.Q(models.Q(('channel__isnull', True), ('index__isnull', True)), models.Q(('channel__isnull', False), ('index__isnull', False)), _connector='OR'), name='numbered_message_has_channel'), models.CheckConstraint(condition=models.Q(('delivered_at__isnull', True), ('index__isnull', False), _connector='OR'), name='delivered_message_is_numbered')],
                },
            ),
            migrations.CreateModel(
                name='RefusedParcel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('origin', models.CharField(max_length=100)),
                    ('size', models.PositiveBigIntegerField()),
                    ('root', models.BinaryField(max_length=32)),
                    ('code', models.CharField(max_length=60)),
                    ('facts', models.JSONField(default=dict)),
                    ('head', models.BinaryField()),
                    ('first_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('times', models.PositiveIntegerField(default=1)),
                    ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refused_parcels', to='exchange.link')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('link', 'origin', 'size', 'root', 'code'), name='one_refusal_a_head_and_code')],
                },
            ),
            migrations.CreateModel(
                name='ChannelHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('size', models.PositiveBigIntegerField()),
                    ('root', models.BinaryField(max_length=32)),
                    ('note', models.BinaryField()),
                    ('receipt', models.BinaryField(null=True)),
                    ('receipt_at', models.DateTimeField(null=True)),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='exchange.channel')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('channel', 'size'), name='one_head_a_size'), models.CheckConstraint(condition=models.Q(models.Q(('receipt__isnull', True), ('receipt_at__isnull', True)), models.Q(('receipt__isnull', False), ('receipt_at__isnull', False)), _connector='OR'), name='receipt_says_when')],
                },
            ),
            migrations.CreateModel(
                name='Inbound',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('index', models.PositiveBigIntegerField()),
                    ('message_id', models.CharField(blank=True, max_length=36)),
                    ('type', models.CharField(blank=True, max_length=120)),
                    ('case', models.CharField(blank=True, max_length=64)),
                    ('envelope', models.BinaryField()),
                    ('salt', models.BinaryField(max_length=16)),
                    ('body', models.BinaryField()),
                    ('leaf_hash', models.BinaryField(max_length=32)),
                    ('held_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('held', 'held'), ('handled', 'handled'), ('waiting', 'waiting'), ('set_aside', 'set_aside'), ('refused', 'refused')], default='held', max_length=12)),
                    ('handled_at', models.DateTimeField(null=True)),
                    ('cause', models.CharField(blank=True, max_length=60)),
                    ('cause_facts', models.JSONField(default=dict)),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inbound', to='exchange.channel')),
                ],
                options={
                    'indexes': [models.Index(fields=['message_id'], name='exchange_inbound_by_id'), models.Index(condition=models.Q(('state', 'held')), fields=['channel', 'index'], name='exchange_unhandled'), models.Index(condition=models.Q(('state', 'set_aside')), fields=['channel', 'case'], name='exchange_set_aside'), models.Index(condition=models.Q(('state', 'waiting')), fields=['channel', 'case'], name='exchange_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('channel', 'index'), name='one_message_held_an_index'), models.CheckConstraint(condition=models.Q(('state__in', ['held', 'handled', 'waiting', 'set_aside', 'refused'])), name='inbound_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', [comity.exchange.terms.InboundState['SET_ASIDE'], comity.exchange.terms.InboundState['REFUSED']]), _negated=True), models.Q(('cause', ''), _negated=True), _connector='OR'), name='what_is_not_taken_says_why')],
                },
            ),
        ]),
    ]
