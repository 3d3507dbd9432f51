"""Who holds what is there already; apart from the column, as PostgreSQL wants."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def find_holders(apps, schema_editor):
    request = apps.get_model("assistance", "Request")
    answer = apps.get_model("assistance", "Answer")
    own = request.objects.filter(side="requesting", drafter__isnull=False)
    own.update(holder_id=F("drafter_id"))
    written = answer.objects.filter(request=OuterRef("pk")).values("drafter_id")[:1]
    request.objects.filter(side="requested", answer__drafter__isnull=False).update(
        holder_id=Subquery(written)
    )


class Migration(migrations.Migration):

    dependencies = [("assistance", "0004_holder")]

    operations = [migrations.RunPython(find_holders, migrations.RunPython.noop)]
