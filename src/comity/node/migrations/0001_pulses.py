from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('job', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('owner', models.CharField(max_length=40)),
                ('host', models.CharField(max_length=200)),
                ('process', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('size', models.PositiveBigIntegerField()),
                ('whole', models.BooleanField()),
            ],
        ),
    ]
