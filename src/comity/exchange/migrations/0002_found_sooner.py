"""Indexes of the few messages that wait or are held back, among all that ever went or came."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.AddIndex("Outbound", models.Index(fields=["link"], condition=models.Q(("delivered_at__isnull", True)), name="exchange_undelivered")),
        migrations.RemoveIndex("Inbound", "exchange_held_back"),
        migrations.AddIndex("Inbound", models.Index(fields=["channel", "case"], condition=models.Q(("state", "set_aside")), name="exchange_set_aside")),
        migrations.AddIndex("Inbound", models.Index(fields=["channel", "case"], condition=models.Q(("state", "waiting")), name="exchange_waiting")),
    ]
