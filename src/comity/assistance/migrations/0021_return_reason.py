"""An answer kept no reason of its own for being returned: the request has it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("assistance", "0020_delivery")]

    operations = [migrations.RemoveField("answer", "return_reason")]
