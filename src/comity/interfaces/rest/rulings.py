"""May we? One question for every act: the ruling, and every agreement that could carry it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Body, Router
from pydantic import Field

from comity.agreements.queries import current_register
from comity.agreements.terms import ActKind
from comity.interfaces.questions import question_from, rule_on
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.values import Day, Strict, Word
from comity.interfaces.rulings_json import candidates_json, ruling_json
from comity.kernel.errors import InvalidDraftError
from comity.officers.queries import own_administration

router = Router(tags=["law"])
Json = dict[str, Any]
Words = Annotated[list[Word], Field(max_length=50)]


class QuestionIn(Strict):
    """An act asked about. What the act does not turn on is left out."""

    act: Annotated[ActKind, Field(description="Which act.")]
    acting: Annotated[
        Word, Field(description="Who would act, as US; this administration when left out.")
    ] = ""
    other: Annotated[
        Word, Field(description="The other side; for something supplied, who supplied it.")
    ] = ""
    on: Annotated[Day | None, Field(description="The day; today when left out.")] = None
    under: Annotated[Word, Field(description="The agreement picked, as us-ua-2016.")] = ""
    kind: Annotated[Word, Field(description="ask, answer, volunteer: the assistance.")] = ""
    purpose: Annotated[Word, Field(description="What for, as duty-assessment.")] = ""
    not_reciprocal: Annotated[
        bool, Field(description="ask, answer: the asking side could not do the same.")
    ] = False
    courtesy: Annotated[bool, Field(description="ask, answer: put as a courtesy.")] = False
    oral: Annotated[bool, Field(description="ask: put by word of mouth.")] = False
    contains: Annotated[Words, Field(description="Categories of data let out.")] = []
    suppliers: Annotated[Words, Field(description="Who supplied some of it themselves.")] = []
    consented: Annotated[Words, Field(description="Those of them that consented.")] = []
    assured: Annotated[Words, Field(description="What the receiving side promised.")] = []
    in_breach: Annotated[bool, Field(description="It has broken a promise before.")] = False
    touches: Annotated[Words, Field(description="Exemptions touched, as ex.secret.")] = []
    received_on: Annotated[
        Day | None, Field(description="answer, keep: the day it was received.")
    ] = None
    asked_for: Annotated[
        Word, Field(description="use, pass-on, share: the purpose stated in the request.")
    ] = ""
    only_for: Annotated[Words, Field(description="… the purposes the supplier allowed.")] = []
    proceedings: Annotated[Word, Field(description="use: the proceedings.")] = ""
    recipient: Annotated[Word, Field(description="use, pass-on, share: who would get it.")] = ""
    abroad: Annotated[Word, Field(description="pass-on: the recipient's country.")] = ""
    consent: Annotated[Word, Field(description="Reference of the consent given.")] = ""
    on_legal_hold: Annotated[bool, Field(description="keep: an order holds it.")] = False
    as_host: Annotated[bool, Field(description="attend: the host asks.")] = False
    armed: Annotated[bool, Field(description="attend: officials carry arms.")] = False
    enforce: Annotated[bool, Field(description="serve: enforced, not only told.")] = False
    targets: Annotated[Words, Field(description="watch: what is watched.")] = []
    on_own: Annotated[bool, Field(description="watch: nobody asked for it.")] = False
    route: Annotated[
        Words, Field(description="deliver-under-control: the states on the way, in order.")
    ] = []
    goods: Annotated[Word, Field(description="deliver-under-control: what moves.")] = ""
    decided: Annotated[
        Words, Field(description="deliver-under-control: decisions, each as UA=J-1.")
    ] = []
    dataset: Annotated[Word, Field(description="exchange-automatically: the data set.")] = ""
    fields: Annotated[Words, Field(description="exchange-automatically: its elements.")] = []
    channel: Annotated[Word, Field(description="exchange-automatically: the road.")] = ""
    without_names: Annotated[bool, Field(description="match: the lists name nobody.")] = False
    operating: Annotated[
        bool | None, Field(description="recognise: the arrangement operates; null for unknown.")
    ] = None
    trader_consents: Annotated[
        bool | None, Field(description="recognise: the trader consented; null for unknown.")
    ] = None


@router.post("/rulings", response=Json)
def rule_on_question(request: HttpRequest, asked: Body[QuestionIn]) -> Json:
    """Whether an act is lawful, for any two administrations on any day; nothing is recorded.

    `candidates` holds every agreement that could carry the act, the best first, with what stands
    in its way and which conditions differ.
    """
    today: date = moment_of(request).on
    typed = asked.model_dump(exclude={"act"})
    typed["acting"] = typed["acting"] or str(own_administration().code)
    question, problems = question_from(asked.act, typed, today=today)
    if question is None:
        raise InvalidDraftError(problems)
    ruled = rule_on(current_register(), question)
    return {
        **ruling_json(ruled.ruling, translate=gettext),
        "act": asked.act.value,
        "candidates": candidates_json(ruled.candidates, translate=gettext),
    }
