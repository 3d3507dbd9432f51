"""Countersigned terms: proposals, their steps and signatures, and differences relied on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_editing")]

    operations = [
        migrations.CreateModel(
            name="TermsProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=100)),
                ("partner", models.CharField(max_length=2)),
                ("proposer", models.CharField(max_length=2)),
                ("addressee", models.CharField(max_length=2)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("replaces", models.CharField(blank=True, max_length=64)),
                ("encoding", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partner", "reference", "proposer", "number"),
                        name="one_proposal_a_number",
                    )
                ],
                "indexes": [models.Index(fields=["reference"], name="terms_proposal_reference")],
            },
        ),
        migrations.CreateModel(
            name="TermsStepRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("countersigned", "countersigned"),
                            ("declined", "declined"),
                            ("refused", "refused"),
                        ],
                        max_length=20,
                    ),
                ),
                ("side", models.CharField(max_length=2)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("reasons", models.TextField(blank=True)),
                ("message_id", models.CharField(blank=True, max_length=36)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="agreements.termsproposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "step"), name="one_terms_step_of_a_kind"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step__in", ["countersigned", "declined", "refused"])),
                        fields=("proposal",),
                        name="one_answer_to_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["proposed", "countersigned", "declined", "refused"])
                        ),
                        name="terms_step_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("message_id", models.CharField(max_length=36)),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="agreements.termssteprecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TermsDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=300)),
                ("partner", models.CharField(max_length=2)),
                ("theirs", models.CharField(max_length=64)),
                ("ours", models.CharField(max_length=64)),
                ("seen_here", models.BooleanField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partner", "reference", "theirs", "ours", "seen_here"),
                        name="one_terms_difference_a_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("reasons", models.TextField()),
                (
                    "difference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="agreements.termsdifference",
                    ),
                ),
            ],
        ),
    ]
