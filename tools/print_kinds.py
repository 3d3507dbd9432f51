"""Print the kinds of assistance from their table: a part of the reference."""

from collections.abc import Iterator

from comity.assistance.terms.kinds import KINDS, MOST_MINIMUM, KindOfAssistance
from comity.assistance.wording import FIELD_LABELS

OPENING = f"""# Kinds of assistance

Printed from the source by `python -m tools.print_reference`; do not edit.

Each kind has a short form: the fields without which no request of it leaves, at most
{MOST_MINIMUM}. Every other field may stay empty. The purpose is that of the kind unless another is
stated. `comity assistance kinds --json` says the same to programs.
[How a request is drafted](../how-to/kinds-of-assistance.md).
"""


def page() -> str:
    return "\n".join([OPENING, *(line for each in KINDS.values() for line in _kind(each))])


def _kind(each: KindOfAssistance) -> Iterator[str]:
    yield f"## {each.kind.label[0].upper()}{each.kind.label[1:]} (`{each.kind.value}`)\n"
    acts = ", ".join(f"`{act.value}`" for act in each.acts)
    stated = "" if each.proceedings is None else f" Proceedings: {each.proceedings.value}."
    yield f"Carried by `{each.kind.provision.value}`; acts ruled on: {acts}.{stated}\n"
    yield f"Known from: {each.practice}.\n"
    short = ", ".join(FIELD_LABELS[name] for name in each.minimum)
    yield f"Short form: {short}.\n"
    if not each.own_fields:
        return
    yield "| own field | name | what is typed | needed |"
    yield "| --- | --- | --- | --- |"
    for field in each.own_fields:
        told = f"{field.label}. {field.help}" if field.help else field.label
        codes = ", ".join(f"`{code}`" for code in field.codes)
        typed = (
            f"one of {codes}" if codes else f"{field.entry.value}, up to {field.limit} characters"
        )
        needed = "yes" if field.name in each.minimum else ""
        yield f"| {told} | `{field.name}` | {typed} | {needed} |"
    yield ""
