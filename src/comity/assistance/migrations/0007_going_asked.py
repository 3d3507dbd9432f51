"""An index by which a small agency's part of the inbox is counted without the large one's."""

from django.db import migrations, models

_GOING = models.Q(("state", "closed"), _negated=True) & models.Q(("state", "withdrawn"), _negated=True)


class Migration(migrations.Migration):

    dependencies = [("assistance", "0006_in_order")]

    operations = [
        migrations.AddIndex("Request", models.Index(fields=["agency", "side", "-updated_at", "-id"], condition=_GOING, name="request_going_asked")),
    ]
