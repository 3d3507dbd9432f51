import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("officers", "0002_cards")]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField()),
                ("until_on", models.DateField()),
                ("roles", models.JSONField()),
                ("recorded_by", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                ("deputy", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="absences", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until_on__gte", models.F("since_on"))), name="absence_ends_after_it_begins"),
                    models.CheckConstraint(condition=models.Q(("deputy", models.F("officer")), _negated=True), name="nobody_is_their_own_deputy"),
                ],
            },
        ),
    ]
