"""What is urgent among what waits is found without looking at all that waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0007_notices")]

    operations = [
        migrations.AddIndex(
            model_name="outbound",
            index=models.Index(
                fields=["link", "id"],
                condition=models.Q(index__isnull=True, urgent=True),
                name="exchange_urgent",
            ),
        ),
    ]
