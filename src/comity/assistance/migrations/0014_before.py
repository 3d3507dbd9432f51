"""Decisions, requests passed on, own enquiries, and tasks by which a request is carried out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0013_replies")]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(default="whole", max_length=8)),
                ("not_done", models.TextField(blank=True, default="", max_length=4000)),
                ("conditions", models.TextField(blank=True, default="", max_length=4000)),
                ("consulted_on", models.DateField(null=True)),
                ("consultation", models.TextField(blank=True, default="", max_length=2000)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["whole", "part"])),
                        name="decision_scope_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(blank=True, default="", max_length=200)),
                ("on", models.DateField()),
                ("number", models.CharField(blank=True, default="", max_length=80)),
                ("contact", models.TextField(blank=True, default="", max_length=1000)),
                ("basis", models.TextField(blank=True, default="", max_length=2000)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passed_on",
                        to="assistance.request",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.CreateModel(
            name="CompetentBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(blank=True, default="", max_length=40)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("contact", models.TextField(blank=True, default="", max_length=1000)),
                ("matters", models.TextField(blank=True, default="", max_length=1000)),
                ("kept_by", models.CharField(max_length=200)),
                ("kept_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ["area", "id"]},
        ),
        migrations.CreateModel(
            name="OwnEnquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("looked", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("outcome", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True, default="", max_length=1000)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_enquiries",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "looked__in",
                                [
                                    "declarations",
                                    "risk_data",
                                    "seizures",
                                    "companies",
                                    "transport",
                                    "tax",
                                    "trader",
                                    "other_agency",
                                    "open_sources",
                                    "other",
                                ],
                            )
                        ),
                        name="enquiry_place_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["found", "not_enough", "nothing", "pending"])
                        ),
                        name="enquiry_outcome_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(blank=True, default="", max_length=200)),
                ("what", models.TextField(blank=True, default="", max_length=4000)),
                ("due", models.DateField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("result", models.TextField(blank=True, default="", max_length=4000)),
                ("given_by", models.CharField(max_length=200)),
                ("given_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officers.agency",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "id"],
                "indexes": [
                    models.Index(fields=["agency", "state", "due", "id"], name="task_of_agency")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "withdrawn"])),
                        name="task_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=16)),
                ("partner", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=40)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("summary", models.TextField(blank=True, default="", max_length=4000)),
                ("view", models.TextField(blank=True, default="", max_length=4000)),
                ("version", models.PositiveIntegerField(default=0)),
                ("writers", models.JSONField(default=list)),
                ("written_by", models.CharField(blank=True, max_length=200)),
                ("released_by", models.CharField(blank=True, max_length=200)),
                ("relied_on", models.CharField(blank=True, max_length=300)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("terms_digest", models.CharField(blank=True, max_length=64)),
                ("ruling", models.JSONField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("view_message_id", models.CharField(blank=True, max_length=36)),
                ("begun_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("viewed_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-id"],
                "indexes": [
                    models.Index(fields=["-begun_at", "-id"], name="consultation_latest"),
                    models.Index(fields=["partner", "reference"], name="consultation_on_draft"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "written",
                                    "sent",
                                    "answered",
                                    "received",
                                    "view_written",
                                    "replied",
                                ],
                            )
                        ),
                        name="consultation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["requesting", "requested"])),
                        name="consultation_side_is_known",
                    ),
                ],
            },
        ),
    ]
