"""The catalogue: what each provision kind is called, and which parameters it takes.

A register file names a kind by its id and gives the parameters listed here; nothing else is taken.
The law itself (which article, which values) stands in the files.
"""

from collections.abc import Mapping

from comity.agreements.terms.catalogue.documents import DOCUMENTS, PROCEDURE
from comity.agreements.terms.catalogue.entries import KindEntry
from comity.agreements.terms.catalogue.identity import IDENTITY
from comity.agreements.terms.catalogue.information import INFORMATION
from comity.agreements.terms.catalogue.running import EXEMPTIONS, RUNNING
from comity.agreements.terms.catalogue.special import SPECIAL
from comity.agreements.terms.catalogue.use import PROTECTION, USE
from comity.agreements.terms.kinds import ProvisionKind

__all__ = ["CATALOGUE", "KindEntry", "fault_in_parameter", "taken_by_parameter"]

CATALOGUE: Mapping[ProvisionKind, KindEntry] = {
    **IDENTITY,
    **INFORMATION,
    **SPECIAL,
    **DOCUMENTS,
    **PROCEDURE,
    **USE,
    **PROTECTION,
    **EXEMPTIONS,
    **RUNNING,
}


def fault_in_parameter(kind: ProvisionKind, name: str, value: object) -> str | None:
    """Return the code of what is wrong with one parameter of a provision, or None.

    Register files and settlements are held to the same catalogue.

    Args:
        kind: of the provision.
        name: of the parameter.
        value: as `shapes.value_from` holds it.
    """
    parameter = CATALOGUE[kind].parameters.get(name)
    return "unknown_parameter" if parameter is None else parameter.fault_in(value)


def taken_by_parameter(kind: ProvisionKind, name: str) -> dict[str, str]:
    """Return what a parameter would take instead, as the sentence of its fault tells it.

    Args:
        kind: of the provision.
        name: of the parameter.

    Returns:
        `wanted`, its shape in words, and `known`, its closed choices; both empty where the
        catalogue has no such parameter.
    """
    parameter = CATALOGUE[kind].parameters.get(name)
    if parameter is None:
        return {"wanted": "", "known": ""}
    return {"wanted": parameter.shape.label, "known": ", ".join(sorted(parameter.choices))}
