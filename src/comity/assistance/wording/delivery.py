"""The words of controlled delivery."""

from collections.abc import Mapping

from comity.assistance.terms.delivery import DeliveryStage, DeliveryWord
from comity.kernel.wording import N_

DELIVERY_WORD_NAMES: Mapping[DeliveryWord, str] = {
    DeliveryWord.PLAN: N_("a plan is proposed"),
    DeliveryWord.AGREE: N_("the plan is agreed"),
    DeliveryWord.DECISION: N_("the competent authority has decided"),
    DeliveryWord.GO: N_("go"),
    DeliveryWord.STOP: N_("no go"),
    DeliveryWord.SIGHTING: N_("the goods were seen"),
    DeliveryWord.FALLBACK: N_("control was lost; the fallback is carried out"),
    DeliveryWord.RESULT: N_("the result"),
}

DELIVERY_STAGE_NAMES: Mapping[DeliveryStage, str] = {
    DeliveryStage.NONE: N_("no plan yet"),
    DeliveryStage.PROPOSED: N_("a plan is proposed and not agreed yet"),
    DeliveryStage.AGREED: N_(
        "the plan is agreed; decisions of the competent authorities are awaited"
    ),
    DeliveryStage.DECIDED: N_("every state has decided; the goods move when both sides say go"),
    DeliveryStage.UNDER_WAY: N_("the goods are under way: both sides said go"),
    DeliveryStage.STOPPED: N_("stopped: the goods do not move"),
    DeliveryStage.INTERRUPTED: N_("control was lost; the fallback is carried out"),
    DeliveryStage.ENDED: N_("ended"),
}

# What a button is called by which a word is said.
DELIVERY_ACT_NAMES: Mapping[DeliveryWord, str] = {
    DeliveryWord.PLAN: N_("Write a plan"),
    DeliveryWord.AGREE: N_("Agree to the plan"),
    DeliveryWord.DECISION: N_("Record a decision"),
    DeliveryWord.GO: N_("Say go"),
    DeliveryWord.STOP: N_("Say no go"),
    DeliveryWord.SIGHTING: N_("Tell where the goods are"),
    DeliveryWord.FALLBACK: N_("Control is lost"),
    DeliveryWord.RESULT: N_("Tell the result"),
}

SENTENCES: Mapping[str, str] = {
    "not_a_delivery": N_("{reference} asks for no controlled delivery."),
    "delivery_word_not_now": N_(
        "The delivery stands at “{stage}”; this cannot be said now. The partner may have spoken"
        " meanwhile: look at it again."
    ),
    "delivery_plan_unknown": N_("{partner} speaks of plan {plan}, which this node does not know."),
    "delivery_word_not_theirs": N_(
        "{partner} told what only we can tell: {word}. It was not taken in."
    ),
    "delivery_plan_changed": N_("The plan was written anew since you read it. Read it again."),
    "route_passes_by": N_("The way must lead through both our states."),
}
