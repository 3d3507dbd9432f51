"""Matters by letter that go on by node."""

from django.db import migrations, models
import django.db.models.deletion

_STATES = ["proposed", "received", "agreed", "carried", "differs", "declined"]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0025_spontaneous")]

    operations = [
        migrations.CreateModel(
            name="Continuation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=2)),
                ("proposed_here", models.BooleanField()),
                ("state", models.CharField(max_length=10)),
                ("side", models.CharField(max_length=12)),
                ("reference", models.CharField(max_length=40)),
                ("known_as", models.CharField(blank=True, max_length=80)),
                ("other_reference", models.CharField(blank=True, max_length=40)),
                ("other_stand", models.CharField(blank=True, max_length=10)),
                ("other_day", models.CharField(blank=True, max_length=10)),
                ("other_kind", models.CharField(blank=True, max_length=40)),
                ("letters", models.JSONField(default=list)),
                ("told", models.JSONField(default=dict)),
                ("relied_on", models.CharField(blank=True, max_length=300)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("terms_digest", models.CharField(blank=True, max_length=64)),
                ("reasons", models.TextField(blank=True, default="", max_length=4000)),
                ("message_id", models.CharField(max_length=36)),
                ("reply_message_id", models.CharField(blank=True, max_length=36)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("request", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="continuations", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["partner", "state"], name="continuation_stands"),
                    models.Index(fields=["message_id"], name="continuation_by_message"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state__in", _STATES)), name="continuation_state_is_known"),
                    models.CheckConstraint(condition=models.Q(("side__in", ["requesting", "requested"])), name="continuation_side_is_known"),
                    models.UniqueConstraint(fields=("partner", "side", "reference", "proposed_here"), name="one_continuation_of_a_reference"),
                    models.UniqueConstraint(condition=models.Q(("state", "agreed")), fields=("request",), name="one_continuation_agreed_to"),
                ],
            },
        ),
    ]
