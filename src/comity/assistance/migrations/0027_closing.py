"""What was left of the life of a matter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0026_joining")]
    operations = [
        migrations.AddField(
            model_name="afterword",
            name="originators",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="standingsupply",
            name="is_short",
            field=models.BooleanField(default=False),
        ),
    ]
