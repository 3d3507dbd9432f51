"""Every type that an envelope in form can name fits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0009_openings")]

    operations = [
        migrations.AlterField("inbound", "type", models.CharField(blank=True, max_length=163)),
    ]
