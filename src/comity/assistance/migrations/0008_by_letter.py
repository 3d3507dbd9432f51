"""Matters that go by letter: their channel, the letters of each, and where letters go."""

from django.db import migrations, models
import django.db.models.deletion

_STATES = [
    "draft", "submitted", "withdrawn", "approved", "posted", "sent", "received", "accepted",
    "refused", "answer_drafted", "answered", "opened", "closed",
]


class Migration(migrations.Migration):

    dependencies = [("assistance", "0007_going_asked")]

    operations = [
        migrations.AddField("request", "channel", models.CharField(default="node", max_length=8)),
        migrations.AddField("request", "approved_at", models.DateTimeField(null=True)),
        migrations.AddField("referencecounter", "by_letter", models.BooleanField(default=False)),
        migrations.RemoveConstraint("referencecounter", "one_counter_a_partner_year"),
        migrations.AddConstraint(
            "referencecounter",
            models.UniqueConstraint(
                fields=["partner", "year", "by_letter"], name="one_counter_a_partner_year"
            ),
        ),
        migrations.RemoveConstraint("request", "request_state_is_known"),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(("state__in", _STATES)), name="request_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                condition=models.Q(("channel__in", ["node", "letter"])),
                name="request_channel_is_known",
            ),
        ),
        migrations.AlterField(
            "enclosure",
            "part",
            models.CharField(
                choices=[("request", "Request"), ("answer", "Answer"), ("letter", "Letter")],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="PostalAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=2, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=200)),
                ("lines", models.TextField(max_length=600)),
                ("kept_by", models.CharField(max_length=200)),
                ("kept_at", models.DateTimeField()),
            ],
            options={"ordering": ["partner"]},
        ),
        migrations.CreateModel(
            name="PostedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("writer", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=12)),
                ("written_on", models.DateField(null=True)),
                ("day", models.DateField()),
                ("number", models.CharField(max_length=80)),
                ("carrier", models.CharField(blank=True, max_length=12)),
                ("carried_by", models.CharField(blank=True, max_length=200)),
                ("signed_by", models.CharField(blank=True, max_length=200)),
                ("unit", models.CharField(blank=True, max_length=200)),
                ("noted_by", models.CharField(max_length=200)),
                ("noted_at", models.DateTimeField()),
                ("request", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="assistance.request")),
            ],
            options={
                "ordering": ["noted_at", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("writer__in", ["requesting", "requested"])), name="letter_writer_is_known"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["request", "accepted", "refused", "asks_more", "answer"])), name="letter_kind_is_known"),
                    models.CheckConstraint(condition=models.Q(("carrier__in", ["", "post", "attache", "courier"])), name="letter_carrier_is_known"),
                ],
            },
        ),
    ]
