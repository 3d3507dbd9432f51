"""A ruling told on the command line, in words with colours."""

import json
from typing import NoReturn, assert_never

import typer
from rich.console import Console

from comity.agreements.rules import Bearing, Weighed, bearing_of
from comity.interfaces.permissions import instrument_of, lacks_article
from comity.interfaces.questions import Ruled
from comity.interfaces.rulings_json import candidates_json, ruling_json
from comity.interfaces.sentences import cited, sentence
from comity.kernel.rulings import (
    Alternative,
    Condition,
    Ground,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
    outcome_of,
)
from comity.officers.wording import ROLE_NAMES

EXIT_CODES = {Outcome.PERMITTED: 0, Outcome.REFUSED: 1, Outcome.REFERRED: 2}
_MARKS = {Bearing.FOR: "[green]+[/]", Bearing.AGAINST: "[red]-[/]", Bearing.OPEN: "[yellow]?[/]"}
_COLOURS = {
    Outcome.PERMITTED: "bold green",
    Outcome.REFUSED: "bold red",
    Outcome.REFERRED: "bold yellow",
}


def _within_sentence(role: Role) -> str:
    name = ROLE_NAMES[role]
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _headline(ruling: Ruling) -> str:
    match ruling:
        case Permission() if lacks_article(ruling):
            facts = (("instrument", instrument_of(ruling)),)
            return sentence("ruling.permitted_without_article", facts).removesuffix(".")
        case Permission() if ruling.article in {"", ruling.under}:
            return f"Permitted under {ruling.under}"
        case Permission():
            return f"Permitted under {ruling.under}, {ruling.article}"
        case Refusal():
            return "Refused"
        case Referral():
            under = f" under {ruling.under}" if ruling.under else ""
            return f"Referred to the {_within_sentence(ruling.to)}{under}"
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


def show_ruled(ruled: Ruled, *, as_json: bool) -> NoReturn:
    """Print a ruling with every agreement that could carry the act, and leave by its outcome."""
    if as_json:
        told = {**ruling_json(ruled.ruling), "candidates": candidates_json(ruled.candidates)}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        print_ruling(ruled.ruling)
        _print_candidates(ruled.candidates)
    raise typer.Exit(EXIT_CODES[outcome_of(ruled.ruling)])


def _print_candidates(candidates: tuple[Weighed, ...]) -> None:
    """Print the agreements beside each other; one alone has been told of already."""
    if len(candidates) < 2:
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print("[bold]Agreements that could carry it[/]")
    for each in candidates:
        console.print(f"  · {each.title} ({each.reference}): {each.outcome.value}", markup=False)
        parts: tuple[Ground | Condition, ...] = (*each.in_the_way, *each.differs)
        for part in parts:
            console.print(f"      {sentence(part.code, part.facts)}", markup=False, style="dim")


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
    console.print(f"      {cited(part.cites)}", markup=False, style="dim")
