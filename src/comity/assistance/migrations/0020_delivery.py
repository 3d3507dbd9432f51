"""Controlled deliveries: what both sides say about them."""

from django.db import migrations, models
import django.db.models.deletion

_WORDS = ["plan", "agree", "decision", "go", "stop", "sighting", "fallback", "result"]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0019_caseload_import")]

    operations = [
        migrations.CreateModel(
            name="DeliveryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=10)),
                ("by", models.CharField(max_length=12)),
                ("plan_number", models.PositiveIntegerField()),
                ("plan_of_requested", models.BooleanField()),
                ("state", models.CharField(blank=True, max_length=2)),
                ("facts", models.JSONField(default=dict)),
                ("officer_name", models.CharField(blank=True, max_length=200)),
                ("writers", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="delivery_words", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["request", "at", "id"], name="delivery_words_of_request")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("word__in", _WORDS)), name="delivery_word_is_known"),
                    models.CheckConstraint(condition=models.Q(("by__in", ["requesting", "requested"])), name="delivery_word_has_a_side"),
                    models.UniqueConstraint(condition=models.Q(("word", "plan")), fields=("request", "plan_number", "plan_of_requested"), name="one_delivery_plan_of_a_name"),
                ],
            },
        ),
    ]
