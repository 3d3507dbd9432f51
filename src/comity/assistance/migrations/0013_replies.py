from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0012_persons")]
    operations: list[object] = []
