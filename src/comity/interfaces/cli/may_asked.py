"""What the verbs of `comity may` share: their options, and the one way from words to a ruling."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from comity.agreements.terms import ActKind, InstrumentNotFoundError
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.legal_input import day, register_at
from comity.interfaces.cli.rulings_told import show_ruled
from comity.interfaces.questions import question_from, rule_on
from comity.interfaces.sentences import sentence, sentence_of
from comity.kernel.errors import InvalidDraftError, Problem

Acting = Annotated[str, typer.Option("--from", help="Who acts, as US.")]
Other = Annotated[str, typer.Option("--to", help="The other side, as UA.")]
Holder = Annotated[str, typer.Option("--to", help="Who holds it, as US.")]
Supplier = Annotated[str, typer.Option("--from", help="Who supplied it, as UA.")]
SuppliedUnder = Annotated[str, typer.Option("--under", help="What it was supplied under.")]
On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
Under = Annotated[str, typer.Option("--under", help="The agreement picked, as us-ua-2016.")]
Purpose = Annotated[str, typer.Option("--purpose", help="What for, as duty-assessment.")]
Recipient = Annotated[str, typer.Option("--onward-to", help="Whom it would go to.")]
AskedFor = Annotated[str, typer.Option(help="The purpose stated in the request.")]
Consent = Annotated[str, typer.Option(help="Reference of the consent given for exactly this.")]
Words = list[str] | None
Contains = Annotated[Words, typer.Option(help="Category of data, as personal.")]
Suppliers = Annotated[Words, typer.Option("--supplied-by", help="Who supplied some of it.")]
Consented = Annotated[Words, typer.Option(help="A supplier that has consented.")]
Assured = Annotated[Words, typer.Option(help="Assurance the other side gave.")]
InBreach = Annotated[bool, typer.Option(help="The other side has broken one.")]
Touches = Annotated[Words, typer.Option(help="Exemption, as ex.secret.")]
Folder = Annotated[
    Path | None, typer.Option("--register", help="Folder of register files.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]

_OPTIONS = {
    "acting": "--from",
    "other": "--to",
    "recipient": "--onward-to",
    "suppliers": "--supplied-by",
    "kind": "--for",
}


def rule(
    act: ActKind, typed: Mapping[str, object], *, on: str, register: Path | None, json: bool
) -> NoReturn:
    """Read a question from what was typed, rule on it and print the ruling.

    Args:
        act: which act.
        typed: words by field.
        on: the day as typed.
        register: folder of register files; None for the one named elsewhere, or shipped.
        json: print JSON instead of words.
    """
    held, when = register_at(register), day(on)
    question, problems = question_from(act, {**typed, "on": when}, today=when)
    if question is None:
        refuse("\n".join(_told(problem) for problem in problems))
    try:
        ruled = rule_on(held, question)
    except InstrumentNotFoundError as error:
        refuse(sentence_of(error))
    except InvalidDraftError as error:
        refuse("\n".join(_told(problem) for problem in error.problems))
    show_ruled(ruled, as_json=json)


def _told(problem: Problem) -> str:
    option = _OPTIONS.get(problem.field, f"--{problem.field.replace('_', '-')}")
    return f"{option}: {sentence(problem.code, problem.facts)}"
