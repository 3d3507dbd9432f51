"""The turns a request can take on its way: returned for completion, postponed, withdrawn."""

from django.db import migrations, models
import django.db.models.deletion

_STATES = [
    "draft", "submitted", "withdrawn", "approved", "posted", "sent", "incomplete", "completed",
    "postponed", "taken_back", "received", "accepted", "refused", "answer_drafted", "answered",
    "opened", "closed",
]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0009_kinds")]

    operations = [
        migrations.RemoveConstraint("request", "request_state_is_known"),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(("state__in", _STATES)), name="request_state_is_known"
            ),
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("ground", models.CharField(blank=True, max_length=20)),
                ("reasons", models.TextField(blank=True, default="", max_length=4000)),
                ("until", models.DateField(null=True)),
                ("earlier", models.JSONField(null=True)),
                ("travelled", models.JSONField(default=list)),
                ("message_id", models.CharField(max_length=36)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["incomplete", "completed", "postponed", "taken_back"])), name="turn_kind_is_known"),
                ],
            },
        ),
    ]
