from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0015_clocks")]
    operations: list[object] = []
