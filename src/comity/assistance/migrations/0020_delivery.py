from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0019_caseload_import")]
    operations: list[object] = []
