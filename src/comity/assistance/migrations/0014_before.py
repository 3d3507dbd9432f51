from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0013_replies")]
    operations: list[object] = []
