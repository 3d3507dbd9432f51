from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0020_delivery")]
    operations: list[object] = []
