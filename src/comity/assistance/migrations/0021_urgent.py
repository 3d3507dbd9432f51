"""What was asked aloud, and what a duty officer released alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0020_delivery"),
        ("officers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OralRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oral",
                        to="assistance.request",
                    ),
                ),
                ("side", models.CharField(max_length=12)),
                ("partner", models.CharField(max_length=2)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("put_at", models.DateTimeField()),
                ("spoken_with", models.CharField(max_length=200)),
                ("means", models.CharField(max_length=12)),
                ("why", models.CharField(max_length=16)),
                ("noted_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
                ("leave", models.CharField(max_length=12)),
                ("length", models.PositiveIntegerField()),
                ("by_article", models.BooleanField(default=False)),
                ("cites", models.JSONField(null=True)),
                ("within", models.CharField(blank=True, max_length=300)),
                ("reminders", models.PositiveIntegerField(default=0)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "written",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
                ("confirmed_on", models.DateField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["put_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["put_at", "id"],
                        name="oral_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["partner", "side"],
                        name="oral_of_partner",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["requesting", "requested"])),
                        name="oral_has_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "confirmed", "given_up"])),
                        name="oral_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ["telephone", "video", "in_person"])),
                        name="oral_means_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                [
                                    "goods_move",
                                    "persons_leave",
                                    "evidence_lost",
                                    "danger",
                                    "day_ends",
                                    "other_urgency",
                                ],
                            )
                        ),
                        name="oral_urgency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leave__in", ["allowed", "not_allowed", "silent"])),
                        name="oral_leave_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("confirmed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="oral_confirmed_some_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("written__isnull", True),
                            models.Q(("written", models.F("request")), _negated=True),
                            _connector="OR",
                        ),
                        name="oral_written_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OralMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oral_mention",
                        to="assistance.request",
                    ),
                ),
                ("put_at", models.DateTimeField()),
                ("spoken_with", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="DutyRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_releases",
                        to="assistance.request",
                    ),
                ),
                ("act", models.CharField(max_length=14)),
                ("reason", models.CharField(max_length=20)),
                ("note", models.TextField(blank=True, default="", max_length=2000)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by", models.CharField(max_length=200)),
                ("writers", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("cites", models.JSONField(null=True)),
                ("due_on", models.DateField()),
                ("word", models.CharField(blank=True, max_length=24)),
                ("follows", models.CharField(blank=True, max_length=20)),
                ("review_note", models.TextField(blank=True, default="", max_length=2000)),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("word", "")),
                        fields=["due_on", "id"],
                        name="alone_unreviewed",
                    ),
                    models.Index(fields=["-at", "-id"], name="alone_latest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["approve", "release", "release_part"])),
                        name="alone_act_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "nobody_on_duty",
                                    "goods_leaving",
                                    "persons_leaving",
                                    "evidence_going",
                                    "danger_to_life",
                                ],
                            )
                        ),
                        name="alone_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("word__in", ["", "release_confirmed", "release_not_confirmed"])
                        ),
                        name="alone_word_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "follows__in",
                                [
                                    "",
                                    "nothing_follows",
                                    "recall_follows",
                                    "correction_follows",
                                    "withdrawal_follows",
                                    "report_follows",
                                ],
                            )
                        ),
                        name="alone_follow_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewer__isnull", True),
                            models.Q(("reviewer", models.F("officer")), _negated=True),
                            _connector="OR",
                        ),
                        name="alone_reviewed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("reviewer__isnull", True), ("word", "")
                            ),
                            models.Q(
                                models.Q(("word", ""), _negated=True),
                                ("ended_at__isnull", False),
                                ("reviewer__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="alone_reviewed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="deadline_matter_is_known",
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "matter__in",
                        [
                            "answer",
                            "decision",
                            "approval",
                            "dispatch",
                            "completion",
                            "look_again",
                            "wish",
                            "opening",
                            "closing",
                            "confirmation",
                            "review",
                            "retention",
                            "limitation",
                            "detention",
                            "guarantee",
                            "hearing",
                            "other",
                        ],
                    )
                ),
                name="deadline_matter_is_known",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_matter_is_known",
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "matter__in",
                        [
                            "answer",
                            "decision",
                            "approval",
                            "dispatch",
                            "completion",
                            "look_again",
                            "wish",
                            "opening",
                            "closing",
                            "confirmation",
                            "review",
                            "retention",
                            "limitation",
                            "detention",
                            "guarantee",
                            "hearing",
                            "other",
                        ],
                    )
                ),
                name="notice_matter_is_known",
            ),
        ),
    ]
