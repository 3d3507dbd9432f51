"""`comity request delivery`: a controlled delivery, at a node."""

from typing import Annotated, Any

import typer

from comity.assistance.terms.delivery import DELIVERY_FIELDS, DeliveryWord
from comity.assistance.wording import DELIVERY_STAGE_NAMES, DELIVERY_WORD_NAMES
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

delivery_app = typer.Typer(no_args_is_help=True, help="A controlled delivery, at a node.")
course_app = typer.Typer()
course_app.add_typer(delivery_app, name="delivery")

Facts = Annotated[
    list[str] | None, typer.Argument(help="What is filled in, each as name=value: goods=Scrap")
]
_TAKES_TWO = frozenset({DeliveryWord.AGREE, DeliveryWord.GO})


@delivery_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show where it stands, the plan, and what both sides have said."""
    _print(told(lambda: signed_in().get(at("requests", reference, "delivery"))), as_json=json)


@delivery_app.command("plan")
def plan(reference: Reference, facts: Facts = None, json: Json = False) -> None:
    """Write a plan; an approver lets it out with `send`."""
    body = {"facts": _facts(facts, DeliveryWord.PLAN)}
    path = at("requests", reference, "delivery", "plan")
    _print(told(lambda: signed_in().post(path, body)), as_json=json)


@delivery_app.command("send")
def send(reference: Reference, password: Afresh = "", json: Json = False) -> None:
    """Show the plan that waits, then let it out by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference, "delivery")))
    waiting = seen["waiting"]
    if waiting is None:
        refuse("No plan waits to be let out.")
    _print_facts(waiting["facts"], err=True)
    sign_in_afresh(client, password)
    path, body = (
        at("requests", reference, "delivery", "send"),
        {"written_at": waiting["written_at"]},
    )
    _print(told(lambda: client.post(path, body)), as_json=json)


@delivery_app.command("say")
def say(
    reference: Reference,
    word: Annotated[str, typer.Argument(help="agree, decision, go, stop, sighting, …")],
    facts: Facts = None,
    state: Annotated[str, typer.Option(help="Of a decision: whose authority decided.")] = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Say a word about it; the partner is told at once."""
    if word not in set(DeliveryWord) - {DeliveryWord.PLAN}:
        refuse(f"Not a word about a delivery: {word}")
    client = signed_in()
    plan = told(lambda: client.get(at("requests", reference, "delivery")))["plan"]
    if plan is None:
        refuse("There is no plan to speak of.")
    if word in _TAKES_TWO:
        _print_facts(plan["facts"], err=True)
        sign_in_afresh(client, password)
    filled = _facts(facts, DeliveryWord(word))
    of_plan = {"plan": plan["plan"], "plan_by": plan["plan_by"]}
    body = {"word": word, **of_plan, "state": state, "facts": filled}
    path = at("requests", reference, "delivery", "words")
    _print(told(lambda: client.post(path, body)), as_json=json)


def _facts(typed: list[str] | None, word: DeliveryWord) -> dict[str, str]:
    known = [field.name for field in DELIVERY_FIELDS[word]]
    facts: dict[str, str] = {}
    for each in typed or ():
        name, equals, value = each.partition("=")
        if name not in known or not equals:
            refuse(f"Write name=value, with one of: {', '.join(known)}")
        facts[name] = value
    return facts


def _print(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']}: {_STAGES[seen['stage']]}")
    if seen["plan"] is not None:
        _print_facts(seen["plan"]["facts"])
    for each in seen["words"]:
        state = f" ({each['state']})" if each["state"] else ""
        typer.echo(f"{each['told_at']}  {each['by']}: {_WORDS[each['word']]}{state}")
        if each["word"] != DeliveryWord.PLAN:
            _print_facts(each["facts"])


def _print_facts(facts: dict[str, str], *, err: bool = False) -> None:
    for name, value in facts.items():
        typer.echo(f"  {name}: {value}", err=err)


_STAGES = {stage.value: name for stage, name in DELIVERY_STAGE_NAMES.items()}
_WORDS = {word.value: name for word, name in DELIVERY_WORD_NAMES.items()}
