"""Statistics of a pair, filters that are kept, and from what a request was copied."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from comity.assistance import text_index
from comity.assistance.search_keys import DESK, WHOLE_NODE, circle_of_agency
from comity.assistance.search_texts import kept_words

AT_ONCE = 200
DESK_NAME = "treaty_desk"
FIELDS = (
    "subject",
    "facts",
    "asked",
    "goods_description",
    "parties",
    "legal_elements",
    "enquiries_made",
    "intended_use",
    "consignment_reference",
    "own_text",
)


def circles_of(request):
    codes = [agency.code for agency in request.shared_with.all()]
    codes += [request.agency.code] if request.agency else []
    circles = {WHOLE_NODE, *map(circle_of_agency, codes)}
    return circles | ({DESK} if request.referred_to == DESK_NAME else set())


def keep_texts(apps, schema_editor):
    texts = apps.get_model("assistance", "SearchText")
    answers = apps.get_model("assistance", "Answer").objects
    requests = apps.get_model("assistance", "Request").objects.select_related("agency")
    seen = requests.prefetch_related("shared_with").order_by("pk")
    waiting = []
    for request in seen.iterator(chunk_size=AT_ONCE):
        circles = circles_of(request)
        words = kept_words([getattr(request, name) for name in FIELDS], circles=circles)
        waiting.append(texts(request_id=request.pk, words=words))
        for answer in answers.filter(request_id=request.pk).exclude(text=""):
            ours = request.side == "requested"
            if not ours and answer.opened_at is None:
                continue
            until = None if ours else (answer.limits or {}).get("keep_until")
            words = kept_words([answer.text], circles=circles)
            waiting.append(
                texts(request_id=request.pk, answer_id=answer.pk, words=words, until=until)
            )
        if len(waiting) >= AT_ONCE * 5:
            texts.objects.bulk_create(waiting)
            waiting = []
    texts.objects.bulk_create(waiting)


def lay_index(apps, schema_editor):
    text_index.lay(schema_editor)


def take_index_up(apps, schema_editor):
    text_index.take_up(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0017_personal_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["side", "partner", "sent_at"], name="pair_asked_by_us"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["side", "partner", "received_at"], name="pair_asked_by_them"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                fields=["side", "partner", "answered_at", "relied_on", "sent_at", "received_at"],
                name="pair_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                fields=["side", "partner", "decided_at", "decision_ground"], name="pair_decided"
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                fields=["request", "at"],
                condition=models.Q(reopens=True, stage__in=("sent", "received")),
                name="question_brought_back",
            ),
        ),
        migrations.CreateModel(
            name="StatisticsRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("partner", models.CharField(max_length=2)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("figures", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["partner", "-at", "-id"], name="released_of_partner")
                ],
            },
        ),
        migrations.CreateModel(
            name="CopiedFrom",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="assistance.request",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistance.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("side", models.CharField(blank=True, max_length=12)),
                ("state", models.CharField(blank=True, max_length=20)),
                ("partner", models.CharField(blank=True, max_length=2)),
                ("search", models.CharField(blank=True, max_length=100)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "name"), name="filter_named_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("until", models.DateField(null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistance.answer",
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
        ),
        # PostgreSQL alters no table whose new rows wait for their foreign keys to be checked.
        migrations.RunPython(lay_index, take_index_up),
        migrations.RunPython(keep_texts, migrations.RunPython.noop),
    ]
