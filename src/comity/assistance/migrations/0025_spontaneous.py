"""Information given without a request, and alerts."""

import django.db.models.deletion
from django.db import migrations, models

_STATES = [
    *("draft", "submitted", "withdrawn", "approved", "posted", "sent", "incomplete", "completed"),
    *("postponed", "taken_back", "received", "accepted", "refused", "answer_drafted", "answered"),
    *("opened", "informing", "to_inform", "volunteered", "informed", "allocated", "noted"),
    "closed",
]
_TRANSFERS = [
    *("request", "completion", "answer", "partial"),
    *("correction", "question", "consultation", "delivery", "information", "supply"),
]
_LETTERS = ["request", "accepted", "refused", "asks_more", "partial", "answer", "information"]
_URGENCIES = ["", "danger", "offence", "moving", "evidence", "deadline"]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0024_parts")]

    operations = [
        migrations.AddField("request", "unasked", models.BooleanField(default=False)),
        migrations.RemoveConstraint("request", "request_state_is_known"),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(("state__in", _STATES)), name="request_state_is_known"
            ),
        ),
        migrations.RemoveConstraint("request", "own_request_has_agency"),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(
                    ("side", "requested"),
                    ("agency__isnull", False),
                    models.Q(("state", "informed"), ("unasked", True)),
                    _connector="OR",
                ),
                name="own_request_has_agency",
            ),
        ),
        migrations.RemoveConstraint("datatransfer", "data_transfer_kind_known"),
        migrations.AddConstraint(
            "datatransfer",
            models.CheckConstraint(
                condition=models.Q(("kind__in", _TRANSFERS)), name="data_transfer_kind_known"
            ),
        ),
        migrations.RemoveConstraint("postedletter", "letter_kind_is_known"),
        migrations.AddConstraint(
            "postedletter",
            models.CheckConstraint(
                condition=models.Q(("kind__in", _LETTERS)), name="letter_kind_is_known"
            ),
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_by", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("told_by", models.CharField(blank=True, max_length=200)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officers.agency",
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Information",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="information",
                        serialize=False,
                        to="assistance.request",
                    ),
                ),
                ("partner", models.CharField(max_length=2)),
                ("side", models.CharField(max_length=12)),
                ("urgency", models.CharField(blank=True, max_length=12)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "alert",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="assistance.alert",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["partner", "side", "told_at"], name="information_told")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["requesting", "requested"])),
                        name="information_side_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", _URGENCIES)),
                        name="information_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side", "requested"), ("alert__isnull", True), _connector="OR"
                        ),
                        name="alert_is_ours",
                    ),
                ],
            },
        ),
    ]
