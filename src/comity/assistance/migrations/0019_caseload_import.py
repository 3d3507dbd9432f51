from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0018_finding_more")]
    operations: list[object] = []
