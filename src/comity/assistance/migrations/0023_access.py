"""What persons ask about the data kept of them, rules on transfers, and corrections."""

import django.db.models.deletion
from django.db import migrations, models

# Both lists grow: what a correction leads to, and what else leaves by the data officer's word.
_FATES = ["", "deleted", "corrected", "use_ended", "kept", "disclosed", "marked"]
_KINDS = [
    *("request", "completion", "answer", "partial"),
    *("correction", "question", "consultation", "delivery", "information", "supply"),
]


class Migration(migrations.Migration):
    dependencies = [("assistance", "0022_standing")]

    operations = [
        migrations.CreateModel(
            name="AccessLaw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=16)),
                ("article", models.CharField(max_length=200)),
                ("consult_days", models.PositiveIntegerField()),
                ("keep_days", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("right", models.CharField(max_length=14)),
                ("state", models.CharField(default="open", max_length=10)),
                ("person", models.CharField(blank=True, max_length=200)),
                ("identifiers", models.TextField(blank=True, max_length=1000)),
                ("contact", models.TextField(blank=True, max_length=500)),
                ("asked", models.TextField(blank=True, max_length=4000)),
                ("identity", models.CharField(max_length=16)),
                ("identity_on", models.DateField(null=True)),
                ("received_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("due_by", models.CharField(blank=True, max_length=200)),
                ("writers", models.JSONField(default=list)),
                ("registered_by", models.CharField(max_length=200)),
                ("registered_at", models.DateTimeField()),
                ("searched_at", models.DateTimeField(null=True)),
                ("return_reason", models.TextField(blank=True, max_length=4000)),
                ("approved_by", models.CharField(blank=True, max_length=200)),
                ("approved_at", models.DateTimeField(null=True)),
                ("letter", models.CharField(blank=True, max_length=60)),
                ("letter_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "proposed", "approved", "answered", "ended"])
                        ),
                        name="subject_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("right__in", ["access", "rectification", "erasure", "restriction"])
                        ),
                        name="subject_right_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assistance.subjectrequest",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.answer",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("fields", models.JSONField(default=list)),
                ("originator", models.CharField(max_length=10)),
                ("partner", models.CharField(blank=True, max_length=2)),
                ("relied_on", models.CharField(blank=True, max_length=300)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("heard_by", models.CharField(blank=True, max_length=300)),
                ("binds", models.BooleanField(default=False)),
                ("proposed", models.CharField(blank=True, max_length=20)),
                ("proposed_cites", models.CharField(blank=True, max_length=300)),
                ("verdict", models.CharField(blank=True, max_length=10)),
                ("ground", models.CharField(blank=True, max_length=20)),
                ("cites", models.CharField(blank=True, max_length=200)),
                ("reasons", models.TextField(blank=True, max_length=4000)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "number"), name="subject_item_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "request", "answer"), name="subject_answer_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer__isnull", True)),
                        fields=("subject", "request"),
                        name="subject_request_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "grant", "withhold", "neither"])),
                        name="subject_verdict_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessConsultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="assistance.subjectitem",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.answer",
                    ),
                ),
                ("key", models.CharField(max_length=36)),
                ("ours", models.BooleanField()),
                ("state", models.CharField(max_length=16)),
                ("right", models.CharField(max_length=14)),
                ("person", models.CharField(blank=True, max_length=200)),
                ("why", models.TextField(blank=True, max_length=4000)),
                ("until", models.DateField(null=True)),
                ("verdict", models.CharField(blank=True, max_length=14)),
                ("ground", models.CharField(blank=True, max_length=20)),
                ("reasons", models.TextField(blank=True, max_length=4000)),
                ("writers", models.JSONField(default=list)),
                ("written_by", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("sent_by", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("reply_message_id", models.CharField(blank=True, max_length=36)),
                ("letter", models.CharField(blank=True, max_length=60)),
                ("letter_on", models.DateField(null=True)),
                ("reply_letter", models.CharField(blank=True, max_length=60)),
                ("reply_letter_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["opinion_written", "received", "written"])
                        ),
                        fields=["-id"],
                        name="access_consultation_waits",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "key"), name="access_consultation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "written",
                                    "sent",
                                    "answered",
                                    "received",
                                    "opinion_written",
                                    "replied",
                                ],
                            )
                        ),
                        name="access_consultation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "no_objection", "objection"])),
                        name="access_opinion_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article", models.CharField(max_length=200)),
                ("kinds", models.JSONField(default=list)),
                ("categories", models.JSONField(default=list)),
                ("partners", models.JSONField(default=list)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(model_name="afterworditem", name="afterword_fate_is_known"),
        migrations.AddConstraint(
            model_name="afterworditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("fate__in", _FATES)), name="afterword_fate_is_known"
            ),
        ),
        migrations.RemoveConstraint(model_name="datatransfer", name="data_transfer_kind_known"),
        migrations.AddConstraint(
            model_name="datatransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", _KINDS)), name="data_transfer_kind_known"
            ),
        ),
    ]
