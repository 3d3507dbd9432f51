"""What a malware scanner says of an exhibit, and what its first bytes say it is."""

from django.db import migrations, models

KINDS = [
    "taken_in",
    "transferred",
    "announced",
    "received",
    "refused",
    "copied",
    "shared",
    "unshared",
    "scanned",
    "finding",
    "not_scannable",
]
STATES = ["", "clean", "found", "too_large", "failed"]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_sharing")]

    operations = [
        migrations.AddField(
            model_name="exhibit",
            name="first_bytes",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exhibit",
            name="scan",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exhibit",
            name="scan_told",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exhibit",
            name="scanned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(
                condition=models.Q(("scan__in", ["", "failed"])),
                fields=["taken_in_at"],
                name="exhibit_to_scan",
            ),
        ),
        migrations.AddIndex(
            model_name="exhibit",
            index=models.Index(fields=["taken_in_by", "taken_in_at"], name="exhibit_taken_in"),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan__in", STATES)), name="exhibit_scan_is_known"
            ),
        ),
        migrations.RemoveConstraint(model_name="custodyevent", name="custody_kind_is_known"),
        migrations.AddConstraint(
            model_name="custodyevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="custody_kind_is_known"
            ),
        ),
    ]
