"""What is due and until when, what stops it, and what officers are told of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assistance', '0014_before'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='assistance.request')),
                ('reason', models.CharField(max_length=12)),
                ('begins', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['begins', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['completion', 'postponed', 'consent', 'closure', 'other'])), name='pause_reason_is_known')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='TypedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='typed_days', to='assistance.request')),
                ('matter', models.CharField(max_length=12)),
                ('due_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.CharField(max_length=200)),
                ('typed_on', models.DateField()),
                ('met_on', models.DateField(null=True)),
                ('met_by', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('matter__in', ['limitation', 'detention', 'guarantee', 'hearing', 'other'])), name='typed_day_is_of_officers')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='assistance.request')),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='officers.agency')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=14)),
                ('begins', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('met_on', models.DateField(null=True)),
                ('unit', models.CharField(max_length=12)),
                ('length', models.PositiveIntegerField()),
                ('cites', models.JSONField(null=True)),
                ('soft', models.BooleanField(default=False)),
                ('act', models.CharField(blank=True, max_length=20)),
                ('owed_by', models.CharField(max_length=12)),
                ('countries', models.JSONField(default=list)),
                ('held', models.JSONField(default=list)),
                ('typed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assistance.typedday')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('due_on__isnull', False), ('met_on__isnull', True)), fields=['due_on', 'id'], name='due_in_order'), models.Index(condition=models.Q(('due_on__isnull', False), ('met_on__isnull', True)), fields=['kind', 'due_on', 'id'], name='due_of_kind'), models.Index(condition=models.Q(('due_on__isnull', False), ('met_on__isnull', True)), fields=['agency', 'due_on', 'id'], name='due_of_agency'), models.Index(condition=models.Q(('due_on__isnull', False), ('met_on__isnull', True)), fields=['agency', 'kind', 'due_on', 'id'], name='due_of_agency_and_kind'), models.Index(condition=models.Q(('due_on__isnull', False), ('met_on__isnull', True)), fields=['holder', 'due_on', 'id'], name='due_of_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(('matter__in', ['answer', 'decision', 'approval', 'dispatch', 'completion', 'look_again', 'wish', 'opening', 'closing', 'retention', 'limitation', 'detention', 'guarantee', 'hearing', 'other'])), name='deadline_matter_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['legal', 'administrative', 'own'])), name='deadline_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Reckoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.CharField(max_length=64)),
                ('after', models.PositiveBigIntegerField(null=True)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assistance.request')),
                ('kind', models.CharField(max_length=12)),
                ('matter', models.CharField(max_length=12)),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['officer', '-at', '-id'], name='notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('officer', 'request', 'kind', 'matter', 'due_on'), name='noticed_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['due_soon', 'overdue', 'escalated'])), name='notice_kind_is_known'), models.CheckConstraint(condition=models.Q(('matter__in', ['answer', 'decision', 'approval', 'dispatch', 'completion', 'look_again', 'wish', 'opening', 'closing', 'retention', 'limitation', 'detention', 'guarantee', 'hearing', 'other'])), name='notice_matter_is_known')],
            },
        ),
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('officer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='MailWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('officer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('address', models.EmailField(max_length=254)),
                ('wished_at', models.DateTimeField()),
                ('told_until', models.DateTimeField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
    ]

