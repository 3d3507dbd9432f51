"""Standing exchanges of an agreed data set."""

from django.db import migrations, models
import django.db.models.deletion
from django.db.models import F, Q

_WORDS = ["terms", "agree", "suspend", "resume", "end", "ask", "report"]
_SIDES = ["requesting", "requested"]
_KINDS = ["request", "completion", "answer", "partial", "supply"]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0021_urgent")]

    operations = [
        migrations.CreateModel(
            name="StandingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=10)),
                ("by", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField(default=1)),
                ("of_requested", models.BooleanField(default=False)),
                ("facts", models.JSONField(default=dict)),
                ("officer_name", models.CharField(blank=True, max_length=200)),
                ("writers", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="standing_words", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["request", "at", "id"], name="standing_words_of_request")],
                "constraints": [
                    models.CheckConstraint(condition=Q(("word__in", _WORDS)), name="standing_word_is_known"),
                    models.CheckConstraint(condition=Q(("by__in", _SIDES)), name="standing_word_has_a_side"),
                    models.UniqueConstraint(condition=Q(("word", "terms")), fields=("request", "number", "of_requested"), name="one_standing_terms_of_a_name"),
                    models.UniqueConstraint(condition=Q(("told_at__isnull", True)), fields=("request",), name="one_standing_word_waits"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingSupply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("terms_number", models.PositiveIntegerField()),
                ("terms_of_requested", models.BooleanField()),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("rows", models.BigIntegerField()),
                ("faults", models.JSONField(default=list)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("officer_name", models.CharField(blank=True, max_length=200)),
                ("writers", models.JSONField(default=list)),
                ("told_at", models.DateTimeField(null=True)),
                ("released_by", models.CharField(blank=True, max_length=200)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("exhibit", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.exhibit")),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="supplies", to="assistance.request")),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["request", "-at", "-id"], name="supplies_of_request"),
                    models.Index(condition=Q(("checked_at__isnull", True)), fields=["id"], name="supplies_to_check"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=Q(("by__in", _SIDES)), name="supply_has_a_side"),
                    models.CheckConstraint(condition=Q(("period_from__lt", F("period_until"))), name="supply_period_ends"),
                    models.CheckConstraint(condition=Q(("told_at__isnull", True), ("given_up_at__isnull", True), _connector="OR"), name="supply_left_or_given_up"),
                    models.UniqueConstraint(fields=("request", "by", "number"), name="one_supply_of_a_number"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingGap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=12)),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("due_on", models.DateField()),
                ("noticed_at", models.DateTimeField()),
                ("filled_at", models.DateTimeField(null=True)),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="supply_gaps", to="assistance.request")),
            ],
            options={
                "ordering": ["-period_from", "id"],
                "constraints": [
                    models.CheckConstraint(condition=Q(("by__in", _SIDES)), name="supply_gap_has_a_side"),
                    models.UniqueConstraint(fields=("request", "by", "period_from"), name="one_supply_gap_of_a_period"),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="datatransfer", name="data_transfer_kind_known"),
        migrations.AddConstraint(
            model_name="datatransfer",
            constraint=models.CheckConstraint(condition=Q(("kind__in", _KINDS)), name="data_transfer_kind_known"),
        ),
    ]
