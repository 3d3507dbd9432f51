"""All tables of this package at once, as 0005_erased leaves them."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('evidence', '0001_initial'), ('evidence', '0002_sharing'), ('evidence', '0003_scans'), ('evidence', '0004_shares'), ('evidence', '0005_erased')]

    initial = True

    dependencies = [
        ('officers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Exhibit',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('origin', models.CharField(max_length=10)),
                    ('case', models.CharField(max_length=40)),
                    ('file_name', models.CharField(max_length=200)),
                    ('media_type', models.CharField(max_length=140)),
                    ('source', models.CharField(blank=True, max_length=1000)),
                    ('size', models.BigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('payload_digest', models.CharField(max_length=64)),
                    ('payload_size', models.BigIntegerField()),
                    ('payload_offset', models.IntegerField(default=0)),
                    ('wrapped_key', models.BinaryField(null=True)),
                    ('salt', models.BinaryField(max_length=16)),
                    ('taken_in_by', models.CharField(max_length=200)),
                    ('taken_in_at', models.DateTimeField()),
                    ('held_at', models.DateTimeField(null=True)),
                    ('partner', models.CharField(blank=True, max_length=2)),
                    ('partner_exhibit', models.CharField(blank=True, max_length=64)),
                    ('capability', models.CharField(blank=True, max_length=128)),
                    ('fault', models.CharField(blank=True, max_length=64)),
                    ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='officers.agency')),
                    ('shared_with', models.ManyToManyField(related_name='+', to='officers.agency')),
                    ('first_bytes', models.CharField(blank=True, max_length=10)),
                    ('scan', models.CharField(blank=True, max_length=10)),
                    ('scan_told', models.CharField(blank=True, max_length=200)),
                    ('scanned_at', models.DateTimeField(null=True)),
                    ('taker', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['case'], name='exhibit_case'), models.Index(condition=models.Q(('scan__in', ['', 'failed'])), fields=['taken_in_at'], name='exhibit_to_scan'), models.Index(condition=models.Q(('taker__isnull', False)), fields=['taker', 'taken_in_at', 'size'], name='exhibit_of_taker'), models.Index(fields=['partner', 'held_at', 'size'], name='exhibit_of_partner')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['own', 'received'])), name='exhibit_origin_is_known'), models.CheckConstraint(condition=models.Q(('held_at__isnull', True), ('wrapped_key__isnull', False), _connector='OR'), name='exhibit_held_has_key'), models.UniqueConstraint(condition=models.Q(('partner', ''), _negated=True), fields=('partner', 'partner_exhibit'), name='exhibit_announced_once'), models.CheckConstraint(condition=models.Q(('scan__in', ['', 'clean', 'found', 'too_large', 'failed'])), name='exhibit_scan_is_known')],
                },
            ),
            migrations.CreateModel(
                name='CustodyEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sequence', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=20)),
                    ('at', models.DateTimeField()),
                    ('by', models.CharField(max_length=200)),
                    ('agency', models.CharField(blank=True, max_length=20)),
                    ('to', models.CharField(blank=True, max_length=200)),
                    ('reason', models.CharField(blank=True, max_length=1000)),
                    ('previous', models.CharField(blank=True, max_length=64)),
                    ('digest', models.CharField(max_length=64)),
                    ('exhibit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='custody', to='evidence.exhibit')),
                ],
                options={
                    'ordering': ['exhibit', 'sequence'],
                    'constraints': [models.UniqueConstraint(fields=('exhibit', 'sequence'), name='custody_in_order'), models.CheckConstraint(condition=models.Q(('kind__in', ['taken_in', 'transferred', 'announced', 'received', 'refused', 'copied', 'shared', 'unshared', 'scanned', 'finding', 'not_scannable', 'erased'])), name='custody_kind_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partner', models.CharField(max_length=2)),
                    ('capability_digest', models.CharField(max_length=64, unique=True)),
                    ('header', models.BinaryField()),
                    ('made_at', models.DateTimeField()),
                    ('exhibit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='evidence.exhibit')),
                ],
            ),
        ]),
    ]
