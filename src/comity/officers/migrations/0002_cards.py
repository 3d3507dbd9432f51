import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("officers", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=300, unique=True)),
                ("officer", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="card", to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
