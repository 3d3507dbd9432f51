from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("node", "0001_pulses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remembered",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
