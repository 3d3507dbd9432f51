"""Afterwords: consent, recall and notice, the items of a recall; and markings of answers."""

import django.db.models.deletion
from django.db import migrations, models

_PROTECT = django.db.models.deletion.PROTECT
_KINDS = ["consent", "recall", "disclosure", "evidence"]
_STATES = ["drafted", "dropped", "open", "given", "refused", "withdrawn", "answered", "told"]
_FATES = ["", "deleted", "corrected", "use_ended", "kept", "disclosed"]
_WAITS = models.Q(("ours", True), ("state", "drafted")) | models.Q(
    ("ours", False), ("state", "open")
)


class Migration(migrations.Migration):
    dependencies = [("assistance", "0015_clocks"), ("evidence", "0003_scans")]

    operations = [
        migrations.CreateModel(
            name="Afterword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=36)),
                ("kind", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=10)),
                ("ours", models.BooleanField()),
                ("said", models.JSONField(default=dict)),
                ("writers", models.JSONField(default=list)),
                ("written_by", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("sent_by", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("letter", models.CharField(blank=True, max_length=60)),
                ("letter_on", models.DateField(null=True)),
                ("conditions", models.TextField(blank=True, default="", max_length=4000)),
                ("reasons", models.TextField(blank=True, default="", max_length=4000)),
                ("until", models.DateField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reply_message_id", models.CharField(blank=True, max_length=36)),
                ("reply_letter", models.CharField(blank=True, max_length=60)),
                ("reply_letter_on", models.DateField(null=True)),
                ("answer", models.ForeignKey(null=True, on_delete=_PROTECT, related_name="afterwords", to="assistance.answer")),
                ("request", models.ForeignKey(on_delete=_PROTECT, related_name="afterwords", to="assistance.request")),
                ("scan", models.ForeignKey(null=True, on_delete=_PROTECT, related_name="+", to="evidence.exhibit")),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(condition=_WAITS, fields=["-id"], name="afterword_waits"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "number"), name="afterword_number_once"),
                    models.UniqueConstraint(fields=("request", "key"), name="afterword_key_once"),
                    models.CheckConstraint(condition=models.Q(("kind__in", _KINDS)), name="afterword_kind_is_known"),
                    models.CheckConstraint(condition=models.Q(("state__in", _STATES)), name="afterword_state_is_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AfterwordItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=64)),
                ("fate", models.CharField(blank=True, max_length=12)),
                ("article", models.CharField(blank=True, max_length=200)),
                ("disclosed_to", models.CharField(blank=True, max_length=200)),
                ("consent", models.CharField(blank=True, max_length=120)),
                ("afterword", models.ForeignKey(on_delete=_PROTECT, related_name="items", to="assistance.afterword")),
                ("exhibit", models.ForeignKey(null=True, on_delete=_PROTECT, related_name="+", to="evidence.exhibit")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("afterword", "item"), name="afterword_item_once"),
                    models.CheckConstraint(condition=models.Q(("fate__in", _FATES)), name="afterword_fate_is_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Marking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handling_scheme", models.CharField(blank=True, max_length=20)),
                ("handling", models.CharField(blank=True, max_length=20)),
                ("evaluation_scheme", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(blank=True, max_length=2)),
                ("information", models.CharField(blank=True, max_length=2)),
                ("originator", models.CharField(blank=True, max_length=10)),
                ("named", models.CharField(blank=True, max_length=200)),
                ("leave", models.CharField(blank=True, max_length=200)),
                ("answer", models.ForeignKey(on_delete=_PROTECT, related_name="markings", to="assistance.answer")),
                ("exhibit", models.OneToOneField(null=True, on_delete=_PROTECT, related_name="marking", to="evidence.exhibit")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("exhibit__isnull", True)), fields=("answer",), name="answer_marked_once"),
                ],
            },
        ),
    ]
