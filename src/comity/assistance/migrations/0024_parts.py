"""A reply ruled part by part."""

from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [("assistance", "0023_access")]

    operations = [
        migrations.CreateModel(
            name="ReplyPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, default="", max_length=6000)),
                ("originator", models.CharField(blank=True, max_length=10)),
                ("named", models.CharField(blank=True, max_length=200)),
                ("supplier", models.CharField(blank=True, max_length=2)),
                ("categories", models.JSONField(default=list)),
                ("touches", models.JSONField(default=list)),
                ("consented", models.BooleanField(null=True)),
                ("leave", models.CharField(blank=True, max_length=200)),
                ("reasons", models.TextField(blank=True, default="", max_length=4000)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("withheld", models.CharField(blank=True, max_length=40)),
                ("withheld_article", models.CharField(blank=True, max_length=300)),
                ("withheld_told", models.BooleanField(default=True)),
                ("written_by", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("agency", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officers.agency")),
                ("answer", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reply_parts", to="assistance.answer")),
                ("consent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="for_parts", to="assistance.afterword")),
                ("exhibit", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reply_part", to="evidence.exhibit")),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reply_parts", to="assistance.request")),
                ("source", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assistance.answer")),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(agency__isnull=False, answer__isnull=True, decided_at__isnull=True, withheld=""),
                        fields=["agency", "id"],
                        name="part_waits_for_agency",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "number"), name="part_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(originator__in=["", "own", "agency", "partner", "court"]),
                        name="part_originator_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consented__isnull", True), ("decided_at__isnull", False), _connector="OR"),
                        name="part_decided_on_a_day",
                    ),
                ],
            },
        ),
        # A consent that is withdrawn from afar ends what rested on it, and no officer here does.
        migrations.RemoveConstraint(model_name="share", name="share_ended_was_permitted"),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("outcome", "permitted"), models.Q(("ended_by_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="share_ended_was_permitted",
            ),
        ),
    ]
