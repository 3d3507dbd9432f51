"""By what matters are recognised, hits between them, and what left for whom on what ground."""

import django.db.models.deletion
from django.db import migrations, models

from comity.assistance.fingerprints import traces_in
from comity.assistance.terms import RequestDraft

AT_ONCE = 200
MARKS = (
    "declaration",
    "container",
    "consignment",
    "vessel",
    "vehicle",
    "account",
    "company",
    "number",
    "goods",
    "name",
)
# What is still being written has not been submitted: it is recognised once it is.
WRITTEN = ("draft", "withdrawn")
READ = (
    "consignment_reference",
    "parties",
    "goods_description",
    "facts",
    "asked",
    "particulars",
    "hs_code",
    "value_amount",
    "value_currency",
)


def recognise(apps, schema_editor):
    requests = apps.get_model("assistance", "Request").objects.exclude(state__in=WRITTEN)
    prints = apps.get_model("assistance", "Fingerprint")
    waiting = []
    for request in requests.only(*READ).order_by("pk").iterator(chunk_size=AT_ONCE):
        draft = RequestDraft(**{name: getattr(request, name) for name in READ})
        waiting += [
            prints(key=trace.key, mark=trace.mark.value, request_id=request.pk)
            for trace in traces_in(draft)
        ]
        if len(waiting) >= AT_ONCE * 10:
            prints.objects.bulk_create(waiting)
            waiting = []
    prints.objects.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0016_consent"),
        ("officers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.BinaryField(max_length=16)),
                ("mark", models.CharField(max_length=12)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "-request"], name="matter_by_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "key"), name="fingerprint_once"),
                    models.CheckConstraint(
                        condition=models.Q(mark__in=list(MARKS)), name="mark_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marks", models.JSONField(default=list)),
                ("found_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=8)),
                ("settled_by", models.CharField(blank=True, max_length=200)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
                (
                    "told",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officers.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["-id"],
                        name="hit_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("later", "earlier"), name="hit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "told", "no_link"])),
                        name="hit_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "told"), ("told__isnull", False)),
                            models.Q(
                                models.Q(("outcome", "told"), _negated=True),
                                ("told__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="hit_told_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("partner", models.CharField(max_length=2)),
                ("channel", models.CharField(max_length=8)),
                ("categories", models.JSONField(default=list)),
                ("fields_naming", models.JSONField(default=list)),
                ("personal", models.BooleanField(default=False)),
                ("under", models.CharField(blank=True, max_length=300)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("own_law", models.JSONField(default=list)),
                ("released_by", models.CharField(max_length=200)),
                ("approved_by", models.CharField(blank=True, max_length=200)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("personal", True)),
                        fields=["-id"],
                        name="data_transfer_personal",
                    ),
                    models.Index(fields=["partner", "-id"], name="data_transfer_to"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["request", "completion", "answer", "partial"])
                        ),
                        name="data_transfer_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("version", models.PositiveIntegerField()),
                ("answer_number", models.PositiveIntegerField(default=0)),
                ("verdict", models.CharField(max_length=12)),
                ("reasons", models.TextField(blank=True, max_length=2000)),
                ("by", models.CharField(max_length=200)),
                ("officer_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["approved", "opposed"])),
                        name="transfer_verdict_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=1000)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=1000)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("lifted_reason", models.CharField(blank=True, max_length=1000)),
                ("lifted_by", models.CharField(blank=True, max_length=200)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("request",),
                        name="one_legal_hold_a_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_until", models.DateField()),
                ("proposed_by", models.CharField(max_length=200)),
                ("proposed_at", models.DateTimeField()),
                ("erased_by", models.CharField(blank=True, max_length=200)),
                ("erased_at", models.DateTimeField(null=True)),
                ("messages", models.PositiveIntegerField(default=0)),
                ("exhibits", models.PositiveIntegerField(default=0)),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunPython(recognise, migrations.RunPython.noop),
    ]
