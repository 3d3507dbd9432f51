"""A ruling told on the command line, in words with colours."""

from typing import assert_never

from rich.console import Console

from comity.agreements.rules import Bearing, bearing_of
from comity.interfaces.permissions import instrument_of, lacks_article
from comity.interfaces.sentences import sentence
from comity.kernel.rulings import (
    Alternative,
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Ruling,
    outcome_of,
)

EXIT_CODES = {Outcome.PERMITTED: 0, Outcome.REFUSED: 1, Outcome.REFERRED: 2}
_MARKS = {Bearing.FOR: "[green]+[/]", Bearing.AGAINST: "[red]-[/]", Bearing.OPEN: "[yellow]?[/]"}
_COLOURS = {
    Outcome.PERMITTED: "bold green",
    Outcome.REFUSED: "bold red",
    Outcome.REFERRED: "bold yellow",
}


def _headline(ruling: Ruling) -> str:
    match ruling:
        case Permission() if lacks_article(ruling):
            facts = (("instrument", instrument_of(ruling)),)
            return sentence("ruling.permitted_without_article", facts).removesuffix(".")
        case Permission():
            return f"Permitted under {ruling.under}, {ruling.article}"
        case Refusal():
            return "Refused"
        case Referral():
            under = f" under {ruling.under}" if ruling.under else ""
            return f"Referred to the {ruling.to.value.replace('_', ' ')}{under}"
        case _:
            assert_never(ruling)


def print_ruling(ruling: Ruling) -> None:
    """Print a ruling in words, each ground with what it cites."""
    console = Console(highlight=False, soft_wrap=True)
    colour = _COLOURS[outcome_of(ruling)]
    console.print(f"[{colour}]{_headline(ruling)}[/] on {ruling.on.isoformat()}")
    for ground in ruling.grounds:
        _line(console, _MARKS[bearing_of(ground)], ground)
    if isinstance(ruling, Permission):
        _section(console, "Conditions", ruling.conditions)
    else:
        _section(console, "Other roads", ruling.alternatives)


def _section(
    console: Console, title: str, parts: tuple[Condition, ...] | tuple[Alternative, ...]
) -> None:
    if parts:
        console.print(f"[bold]{title}[/]")
    for part in parts:
        _line(console, "·", part)


def _line(console: Console, mark: str, part: Ground | Condition | Alternative) -> None:
    console.print(f"  {mark} ", end="")
    console.print(sentence(part.code, part.facts), markup=False)
    console.print(f"      {part.cites}", markup=False, style="dim")
