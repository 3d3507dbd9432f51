from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0016_consent")]
    operations: list[object] = []
