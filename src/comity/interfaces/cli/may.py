"""`comity may`: what the law says of an act, with every ground, and every agreement beside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from comity.agreements.rules import (
    limits_of,
    problems_in_ask,
    rule_on_answering,
    rule_on_asking,
    rule_on_use_of_supply,
    weighed_for,
)
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assurance,
    DataCategory,
    Instrument,
    InstrumentNotFoundError,
    Proceedings,
    ProvisionKind,
    Purpose,
    Use,
    need_of_answering,
    need_of_asking,
)
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.legal_input import country, day, exactly, name, one_of, register_at
from comity.interfaces.cli.may_acts import VERBS
from comity.interfaces.cli.rulings_told import show_ruled
from comity.interfaces.questions import Ruled
from comity.interfaces.sentences import sentence, sentence_of
from comity.kernel.codes import CountryCode

may_app = typer.Typer(no_args_is_help=True, help="May we? A ruling, with every ground.")

Acting = Annotated[str, typer.Option("--from", help="Who acts, as US.")]
Other = Annotated[str, typer.Option("--to", help="The other side, as UA.")]
For = Annotated[str, typer.Option("--for", help="What is asked, as origin-and-value.")]
On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
Under = Annotated[str, typer.Option("--under", help="The agreement picked, as us-ua-2016.")]
PurposeOf = Annotated[str, typer.Option("--purpose", help="What for, as duty-assessment.")]
Folder = Annotated[
    Path | None, typer.Option("--register", help="Folder of register files.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


@may_app.command("ask")
def may_ask(
    *,
    acting: Acting,
    other: Other,
    kind: For,
    on: On = "",
    under: Under = "",
    purpose: PurposeOf = "",
    not_reciprocal: Annotated[
        bool, typer.Option("--not-reciprocal", help="We could not do the same in return.")
    ] = False,
    courtesy: Annotated[bool, typer.Option(help="As a courtesy, which nobody owes.")] = False,
    oral: Annotated[bool, typer.Option(help="By word of mouth, because it is urgent.")] = False,
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration ask another for assistance?"""
    us, them = country(acting, option="--from"), country(other, option="--to")
    stated = _ask(us, them, kind, purpose, reciprocal=not not_reciprocal)
    ask = replace(stated, courtesy=courtesy, oral=oral)
    held, when = register_at(register), day(on)

    def ruled() -> Ruled:
        ruling = rule_on_asking(held, ask, on=when, under=under or None)
        return Ruled(ruling, weighed_for(held, need_of_asking(ask), on=when))

    _show(ruled, as_json=json)


@may_app.command("answer")
def may_answer(
    *,
    acting: Acting,
    other: Other,
    kind: For,
    on: On = "",
    under: Under = "",
    purpose: PurposeOf = "",
    contains: Annotated[
        list[str] | None, typer.Option(help="Category of data, as personal.")
    ] = None,
    assured: Annotated[
        list[str] | None, typer.Option(help="Assurance the other side gave.")
    ] = None,
    in_breach: Annotated[bool, typer.Option(help="The other side has broken one.")] = False,
    touches: Annotated[list[str] | None, typer.Option(help="Exemption, as ex.secret.")] = None,
    register: Folder = None,
    json: Json = False,
) -> None:
    """May one administration (--from) answer what the other (--to) asked? Both limbs."""
    us, them = country(acting, option="--from"), country(other, option="--to")
    ask = _ask(them, us, kind, purpose, reciprocal=True)
    answer = Answer(
        ask=ask,
        categories=frozenset(one_of(c, DataCategory, option="--contains") for c in contains or ()),
        assurances=frozenset(one_of(a, Assurance, option="--assured") for a in assured or ()),
        partner_in_breach=in_breach,
        touches=frozenset(_exemption(each) for each in touches or ()),
    )
    held, when = register_at(register), day(on)

    def ruled() -> Ruled:
        ruling = rule_on_answering(held, answer, on=when, under=under or None)
        return Ruled(ruling, weighed_for(held, need_of_answering(answer), on=when))

    _show(ruled, as_json=json)


@may_app.command("use")
def may_use(
    *,
    under: Annotated[str, typer.Option("--under", help="What it was supplied under.")],
    supplier: Annotated[str, typer.Option("--from", help="Who supplied it, as UA.")],
    purpose: Annotated[str, typer.Option("--purpose", help="What it would be used for.")],
    user: Annotated[
        str, typer.Option("--to", help="Who would use it; the other side of an agreement of two.")
    ] = "",
    asked_for: Annotated[
        str, typer.Option(help="The purpose stated in the request, when it is known.")
    ] = "",
    only_for: Annotated[
        list[str] | None, typer.Option(help="Purpose the supplier allowed, and no other.")
    ] = None,
    proceedings: Annotated[str, typer.Option("--in", help="Proceedings, as criminal.")] = "",
    onward_to: Annotated[
        str | None, typer.Option(help="Whom it would be passed on to.", show_default=False)
    ] = None,
    consent: Annotated[str, typer.Option(help="Reference of the supplier's consent.")] = "",
    on: On = "",
    register: Folder = None,
    json: Json = False,
) -> None:
    """May something that was supplied be used in this way?"""
    held, when = register_at(register), day(on)
    use = Use(
        purpose=one_of(purpose, Purpose, option="--purpose"),
        proceedings=one_of(proceedings, Proceedings, option="--in") if proceedings else None,
        onward_to="" if onward_to is None else name(onward_to, option="--onward-to"),
        consent=consent,
    )
    allowed = [one_of(each, Purpose, option="--only-for") for each in only_for or ()]
    stated = one_of(asked_for, Purpose, option="--asked-for") if asked_for else None
    from_whom = country(supplier, option="--from")
    by_whom = country(user, option="--to") if user else None
    if by_whom == from_whom:
        refuse("--to: who supplied it and who would use it are the same")

    def ruled() -> Ruled:
        instrument = held.instrument(under)
        limits = limits_of(instrument, supplier=from_whom, asked_for=stated, on=when)
        narrowed = limits.narrowed(purposes=allowed) if allowed else limits
        by = by_whom or _other_side(instrument, from_whom, when)
        return Ruled(rule_on_use_of_supply(held, narrowed, use, by=by, on=when))

    _show(ruled, as_json=json)


def _other_side(instrument: Instrument, supplier: CountryCode, on: date) -> CountryCode:
    """Return who can only be meant as the user: the party of two that is not the supplier's."""
    if len(instrument.parties) != 2:
        refuse("--to: name who would use it; this agreement has not exactly two parties")
    mine = instrument.party_of(supplier, on=on)
    return next(party.code for party in instrument.parties if party != mine)


def _ask(
    requesting: CountryCode, requested: CountryCode, kind: str, purpose: str, *, reciprocal: bool
) -> Ask:
    ask = Ask(
        requesting=requesting,
        requested=requested,
        kind=one_of(kind, AssistanceKind, option="--for"),
        purpose=one_of(purpose, Purpose, option="--purpose") if purpose else None,
        reciprocal=reciprocal,
    )
    for problem in problems_in_ask(ask):
        refuse(sentence(problem.code, problem.facts))
    return ask


def _exemption(text: str) -> ProvisionKind:
    kind = exactly(text, ProvisionKind, option="--touches")
    if not kind.is_exemption:
        refuse(f"--touches: {text} is no ground on which anything can be refused")
    return kind


def _show(rule: Callable[[], Ruled], *, as_json: bool) -> None:
    try:
        ruled = rule()
    except InstrumentNotFoundError as error:
        refuse(sentence_of(error))
    show_ruled(ruled, as_json=as_json)


for _verb, _act in VERBS.items():
    may_app.command(_verb)(_act)
