"""Acts ruled on: each a frozen value that says what somebody is about to do."""

from comity.agreements.terms.acts.asking import Answer, Ask, Volunteer
from comity.agreements.terms.acts.contents import UNREMARKABLE, Contents
from comity.agreements.terms.acts.executing import Attend, DeliverUnderControl, Serve, Watch
from comity.agreements.terms.acts.holding import Keep, PassOn, Share, Use
from comity.agreements.terms.acts.standing_work import ExchangeAutomatically, Match, Recognise

__all__ = [
    "UNREMARKABLE",
    "Answer",
    "Ask",
    "Attend",
    "Contents",
    "DeliverUnderControl",
    "ExchangeAutomatically",
    "Keep",
    "Match",
    "PassOn",
    "Recognise",
    "Serve",
    "Share",
    "Use",
    "Volunteer",
    "Watch",
]
