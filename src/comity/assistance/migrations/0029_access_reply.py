"""Persons looked for in files too, word of opinions, and supplies erased on their own day."""

import django.db.models.deletion
from django.db import migrations, models

_KINDS = ["due_soon", "overdue", "escalated", "opinion"]
_ONCE = ["officer", "request", "kind", "matter", "due_on"]
_OFFICER = models.ForeignKey(
    null=True,
    on_delete=django.db.models.deletion.PROTECT,
    related_name="+",
    to="officers.officer",
)
_OF_SUBJECT = {
    "files_for": _OFFICER,
    "files_done_at": models.DateTimeField(null=True),
    "last_enclosure": models.BigIntegerField(default=0),
    "last_supply": models.BigIntegerField(default=0),
    "files_read": models.PositiveIntegerField(default=0),
    "files_unread": models.JSONField(default=list),
    "files_unread_count": models.PositiveIntegerField(default=0),
}
_OF_ITEM = {
    "exhibit": models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="evidence.exhibit",
    ),
    "places": models.JSONField(default=list),
    "place_count": models.PositiveIntegerField(default=0),
}
_OF_SUPPLY = {
    "proposed_by": models.CharField(blank=True, default="", max_length=200),
    "proposed_at": models.DateTimeField(null=True),
    "erased_by": models.CharField(blank=True, default="", max_length=200),
    "erased_at": models.DateTimeField(null=True),
}


def _added(model, columns):
    return [
        migrations.AddField(
            model, name, column, preserve_default=not isinstance(column, models.CharField)
        )
        for name, column in columns.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("assistance", "0028_facts")]
    operations = [
        migrations.AddField(
            "notice",
            "consultation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="assistance.accessconsultation",
            ),
        ),
        migrations.RemoveConstraint("notice", "notice_kind_is_known"),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(("kind__in", _KINDS)), name="notice_kind_is_known"
            ),
        ),
        migrations.RemoveConstraint("notice", "noticed_once"),
        migrations.AddConstraint(
            "notice",
            models.UniqueConstraint(
                condition=models.Q(("consultation__isnull", True)),
                fields=_ONCE,
                name="noticed_once",
            ),
        ),
        migrations.AddConstraint(
            "notice",
            models.UniqueConstraint(
                condition=models.Q(("consultation__isnull", False)),
                fields=["officer", "consultation"],
                name="opinion_noticed_once",
            ),
        ),
        *_added("subjectrequest", _OF_SUBJECT),
        migrations.AddIndex(
            "subjectrequest",
            models.Index(
                condition=models.Q(
                    ("files_for__isnull", False),
                    ("files_done_at__isnull", True),
                    ("state", "open"),
                ),
                fields=["id"],
                name="subject_reads_files",
            ),
        ),
        *_added("subjectitem", _OF_ITEM),
        migrations.RemoveConstraint("subjectitem", "subject_answer_once"),
        migrations.RemoveConstraint("subjectitem", "subject_request_once"),
        migrations.AddConstraint(
            "subjectitem",
            models.UniqueConstraint(
                condition=models.Q(("exhibit__isnull", True)),
                fields=["subject", "request", "answer"],
                name="subject_answer_once",
            ),
        ),
        migrations.AddConstraint(
            "subjectitem",
            models.UniqueConstraint(
                condition=models.Q(("exhibit__isnull", False)),
                fields=["subject", "exhibit"],
                name="subject_file_once",
            ),
        ),
        migrations.AddConstraint(
            "subjectitem",
            models.UniqueConstraint(
                condition=models.Q(("answer__isnull", True), ("exhibit__isnull", True)),
                fields=["subject", "request"],
                name="subject_request_once",
            ),
        ),
        *_added("standingsupply", _OF_SUPPLY),
        migrations.AddIndex(
            "standingsupply",
            models.Index(
                condition=models.Q(("erased_at__isnull", True)),
                fields=["request"],
                name="supplies_not_erased",
            ),
        ),
    ]
