"""The plain meaning of handling and evaluation codes, and names of originators."""

from collections.abc import Mapping

from comity.assistance.terms.markings import EvaluationScheme, HandlingScheme, Originator
from comity.kernel.wording import N_

HANDLING_SCHEME_NAMES: Mapping[HandlingScheme, str] = {
    HandlingScheme.EUROPOL: N_("Europol handling code"),
    HandlingScheme.TLP: N_("Traffic Light Protocol"),
    HandlingScheme.UK: N_("3x5x2 handling code"),
}
EVALUATION_SCHEME_NAMES: Mapping[EvaluationScheme, str] = {
    EvaluationScheme.FOUR_BY_FOUR: N_("4x4 evaluation"),
    EvaluationScheme.UK: N_("3x5x2 evaluation"),
}
ORIGINATOR_NAMES: Mapping[Originator, str] = {
    Originator.OWN: N_("the supplying service"),
    Originator.AGENCY: N_("another agency"),
    Originator.PARTNER: N_("another partner"),
    Originator.COURT: N_("a court"),
}
HANDLING_MEANINGS: Mapping[tuple[str, str], str] = {
    (HandlingScheme.EUROPOL, "H0"): N_("to prevent and fight crime"),
    (HandlingScheme.EUROPOL, "H1"): N_("not in court without the supplier's permission"),
    (HandlingScheme.EUROPOL, "H2"): N_("not passed on without the supplier's permission"),
    (HandlingScheme.EUROPOL, "H3"): N_("other restrictions, as stated"),
    (HandlingScheme.TLP, "RED"): N_("for the named recipients only"),
    (HandlingScheme.TLP, "AMBER+STRICT"): N_("for the receiving organisation only"),
    (HandlingScheme.TLP, "AMBER"): N_("for the receiving organisation and its clients"),
    (HandlingScheme.TLP, "GREEN"): N_("for the community"),
    (HandlingScheme.TLP, "CLEAR"): N_("no limit"),
    (HandlingScheme.UK, "P"): N_("lawful sharing is permitted"),
    (HandlingScheme.UK, "C"): N_("sharing is permitted on conditions"),
}
SOURCE_MEANINGS: Mapping[tuple[str, str], str] = {
    (EvaluationScheme.FOUR_BY_FOUR, "A"): N_("no doubt of the source"),
    (EvaluationScheme.FOUR_BY_FOUR, "B"): N_("source mostly reliable"),
    (EvaluationScheme.FOUR_BY_FOUR, "C"): N_("source mostly unreliable"),
    (EvaluationScheme.FOUR_BY_FOUR, "X"): N_("source cannot be assessed"),
    (EvaluationScheme.UK, "1"): N_("source reliable"),
    (EvaluationScheme.UK, "2"): N_("source untested"),
    (EvaluationScheme.UK, "3"): N_("source not reliable"),
}
INFORMATION_MEANINGS: Mapping[tuple[str, str], str] = {
    (EvaluationScheme.FOUR_BY_FOUR, "1"): N_("not in doubt"),
    (EvaluationScheme.FOUR_BY_FOUR, "2"): N_("known to the source, not to the officer"),
    (EvaluationScheme.FOUR_BY_FOUR, "3"): N_("not known to the source, corroborated"),
    (EvaluationScheme.FOUR_BY_FOUR, "4"): N_("not known to the source, not corroborated"),
    (EvaluationScheme.UK, "A"): N_("known directly"),
    (EvaluationScheme.UK, "B"): N_("known indirectly, corroborated"),
    (EvaluationScheme.UK, "C"): N_("known indirectly"),
    (EvaluationScheme.UK, "D"): N_("not known"),
    (EvaluationScheme.UK, "E"): N_("suspected to be false"),
}
