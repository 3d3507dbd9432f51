"""Partial replies, supplementary questions, and what became of an answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

_LETTERS = ["request", "accepted", "refused", "asks_more", "partial", "answer"]
_CODES = [
    "used_in_seizure", "duty_assessed", "penalty", "proceedings_opened", "background",
    "not_useful", "duplicate", "not_yet_known",
]


def bind(apps, schema_editor):
    """Bind what went or came with an answer to it; what is being written stays bound to none."""
    enclosures = apps.get_model("assistance", "Enclosure").objects.filter(part="answer")
    answers = apps.get_model("assistance", "Answer").objects.filter(released_at__isnull=False)
    of_it = answers.filter(request=OuterRef("request")).values("pk")[:1]
    enclosures.update(answer=Subquery(of_it))


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("assistance", "0012_persons"),
    ]

    operations = [
        migrations.AlterField("answer", "request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="assistance.request")),
        migrations.AddField("answer", "number", models.PositiveIntegerField(default=1)),
        migrations.AddField("answer", "partial", models.BooleanField(default=False)),
        migrations.AddField("answer", "still_to_come", models.TextField(blank=True, default="", max_length=2000)),
        migrations.AddField("answer", "received_at", models.DateTimeField(null=True)),
        migrations.AddConstraint("answer", models.UniqueConstraint(fields=("request", "number"), name="answer_in_its_order")),
        migrations.AddField("enclosure", "answer", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="enclosures", to="assistance.answer")),
        migrations.RunPython(bind, migrations.RunPython.noop),
        migrations.RemoveConstraint("postedletter", "letter_kind_is_known"),
        migrations.AddConstraint("postedletter", models.CheckConstraint(condition=models.Q(("kind__in", _LETTERS)), name="letter_kind_is_known")),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=10)),
                ("text", models.TextField(blank=True, default="", max_length=4000)),
                ("reopens", models.BooleanField(default=False)),
                ("ruling", models.JSONField(null=True)),
                ("writers", models.JSONField(default=list)),
                ("drafted_by", models.CharField(blank=True, max_length=200)),
                ("approved_by", models.CharField(blank=True, max_length=200)),
                ("return_reason", models.TextField(blank=True, default="", max_length=2000)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("drafter", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(condition=models.Q(("stage", "drafted")), fields=["-request"], name="question_to_release")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("stage__in", ["drafted", "sent", "received", "dropped"])), name="question_stage_is_known"),
                    models.UniqueConstraint(condition=models.Q(("stage", "drafted")), fields=("request",), name="one_question_being_written"),
                    models.CheckConstraint(condition=models.Q(models.Q(("stage", "sent"), _negated=True), models.Q(("message_id", ""), _negated=True), _connector="OR"), name="sent_question_has_message"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=2)),
                ("side", models.CharField(max_length=12)),
                ("code", models.CharField(max_length=20)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=17, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("stands", models.BooleanField(default=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="feedback", to="assistance.request")),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(condition=models.Q(("stands", True)), fields=["partner", "side", "at"], name="feedback_that_stands")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("code__in", _CODES)), name="feedback_code_is_known"),
                    models.CheckConstraint(condition=models.Q(("side__in", ["requesting", "requested"])), name="feedback_side_is_known"),
                    models.CheckConstraint(condition=models.Q(models.Q(("amount__isnull", True), ("currency", "")), models.Q(("amount__isnull", False), models.Q(("currency", ""), _negated=True)), _connector="OR"), name="feedback_amount_has_currency"),
                ],
            },
        ),
    ]
