from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0014_before")]
    operations: list[object] = []
