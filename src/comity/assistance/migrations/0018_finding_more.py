from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0017_personal_data")]
    operations: list[object] = []
