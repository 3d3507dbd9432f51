"""Whether each end of a link tells the other what it has opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0008_urgent_first")]

    operations = [
        migrations.AddField("link", "tells_openings", models.BooleanField(default=True)),
        migrations.AddField("link", "openings_told", models.BooleanField(default=True)),
    ]
