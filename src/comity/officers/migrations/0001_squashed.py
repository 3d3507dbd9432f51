"""All tables of this package at once, as 0004_passwords leaves them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comity.ledger.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('officers', '0001_initial'), ('officers', '0002_cards'), ('officers', '0003_absence'), ('officers', '0004_passwords')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Administration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=2, unique=True)),
                    ('name', models.CharField(max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='Agency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('administration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='officers.administration')),
                ],
            ),
            migrations.CreateModel(
                name='Officer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('username', models.CharField(max_length=60, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('language', models.CharField(default='en', max_length=8)),
                    ('is_active', models.BooleanField(default=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='officers.agency')),
                    ('password_given_at', models.DateTimeField(null=True)),
                    ('told_until', models.DateTimeField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('request_officer', 'request_officer'), ('approver', 'approver'), ('central_unit', 'central_unit'), ('investigator', 'investigator'), ('treaty_desk', 'treaty_desk'), ('aeo_manager', 'aeo_manager'), ('auditor', 'auditor'), ('data_protection_officer', 'data_protection_officer'), ('attache', 'attache'), ('node_administrator', 'node_administrator')], max_length=40)),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('officer', 'role'), name='one_appointment_a_role'), models.CheckConstraint(condition=models.Q(('role__in', ['request_officer', 'approver', 'central_unit', 'investigator', 'treaty_desk', 'aeo_manager', 'auditor', 'data_protection_officer', 'attache', 'node_administrator'])), name='role_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Card',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holder', models.CharField(max_length=300, unique=True)),
                    ('officer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='card', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField()),
                    ('until_on', models.DateField()),
                    ('roles', models.JSONField()),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField()),
                    ('ended_by', models.CharField(blank=True, max_length=200)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('since_on'))), name='absence_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('deputy', models.F('officer')), _negated=True), name='nobody_is_their_own_deputy')],
                },
            ),
        ]),
    ]
