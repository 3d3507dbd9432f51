import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0002_own_law"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200, unique=True)),
                ("folder_digest", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=100)),
                ("base", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("state", models.CharField(default="draft", max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("author_name", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="agreements.registerimport")),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state__in", ["draft", "proposed", "approved", "returned", "withdrawn"])), name="proposal_state_is_known"),
                    models.CheckConstraint(condition=models.Q(("decided_by__isnull", True), models.Q(("decided_by", models.F("author")), _negated=True), _connector="OR"), name="proposal_decided_by_another"),
                    models.CheckConstraint(condition=models.Q(models.Q(("state", "approved"), _negated=True), models.Q(("decided_at__isnull", False), ("decided_by__isnull", False), ("version__isnull", False)), _connector="OR"), name="proposal_approved_by_somebody"),
                    models.UniqueConstraint(condition=models.Q(("state__in", ["draft", "proposed", "returned"])), fields=("path", "author"), name="one_open_proposal_a_file"),
                ],
            },
        ),
    ]
