"""Indexes in the order of lists, so that a page of requests reads a page of them."""

from django.db import migrations, models


_GOING = models.Q(("state", "closed"), _negated=True) & models.Q(("state", "withdrawn"), _negated=True)


class Migration(migrations.Migration):

    dependencies = [("assistance", "0005_holders")]

    operations = [
        migrations.RemoveIndex("Request", "request_by_agency"),
        migrations.AddIndex("Request", models.Index(fields=["agency", "state", "-updated_at", "-id"], name="request_stands")),
        migrations.AddIndex("Request", models.Index(fields=["agency", "-updated_at", "-id"], name="request_of_agency")),
        migrations.AddIndex("Request", models.Index(fields=["state", "-updated_at", "-id"], name="request_in_state")),
        migrations.AddIndex("Request", models.Index(fields=["partner", "-updated_at", "-id"], name="request_of_partner")),
        migrations.AddIndex("Request", models.Index(fields=["partner", "-id"], name="request_begun_with")),
        migrations.AddIndex("Request", models.Index(fields=["-updated_at", "-id"], name="request_latest")),
        migrations.AddIndex("Request", models.Index(fields=["referred_to", "state", "agency"], name="request_referred")),
        migrations.AddIndex("Request", models.Index(fields=["agency", "-updated_at", "-id"], condition=_GOING, name="request_going")),
        migrations.AddIndex("Request", models.Index(fields=["holder", "agency", "-updated_at", "-id"], condition=_GOING, name="request_going_held")),
        migrations.AddIndex("Request", models.Index(fields=["side", "-updated_at", "-id"], condition=_GOING, name="request_going_side")),
    ]
