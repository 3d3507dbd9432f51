"""What officers find requests by, also those that are there already, and what each opened last."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comity.assistance.search_keys import DESK, WHOLE_NODE, circle_of_agency, keys_of, text_of

AT_ONCE = 200
DESK_NAME = "treaty_desk"


def make_searchable(apps, schema_editor):
    requests = apps.get_model("assistance", "Request").objects.select_related("agency")
    keys = apps.get_model("assistance", "SearchKey")
    waiting = []
    seen = requests.prefetch_related("shared_with").order_by("pk")
    for request in seen.iterator(chunk_size=AT_ONCE):
        codes = [agency.code for agency in request.shared_with.all()]
        codes += [request.agency.code] if request.agency else []
        circles = {WHOLE_NODE, *map(circle_of_agency, codes)}
        circles |= {DESK} if request.referred_to == DESK_NAME else set()
        text = text_of(request.reference, subject=request.subject)
        found_by = keys_of(text, partner=request.partner, circles=circles)
        waiting += [keys(key=key, request_id=request.pk) for key in sorted(found_by)]
        if len(waiting) >= AT_ONCE * 10:
            keys.objects.bulk_create(waiting)
            waiting = []
    keys.objects.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0002_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.BinaryField(max_length=300)),
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
                "indexes": [models.Index(fields=["key", "-request"], name="search_by_key")],
            },
        ),
        migrations.CreateModel(
            name="OpenedRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["officer", "-at"], name="opened_by_officer")],
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "request"), name="opened_noted_once")
                ],
            },
        ),
        migrations.RunPython(make_searchable, migrations.RunPython.noop),
    ]
