"""The own fields of each kind of assistance, and the area and offence with the version of the lists."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("assistance", "0008_by_letter")]

    operations = [
        migrations.AddField("request", "area", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("request", "offence", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("request", "particulars", models.JSONField(default=dict)),
        migrations.AddField("request", "own_text", models.TextField(blank=True, default="")),
        migrations.AddField("request", "code_versions", models.JSONField(default=dict)),
    ]
