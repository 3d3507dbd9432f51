"""What handling codes bar, and what they leave to the supplier's permission. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from comity.agreements.rules.bearings import make_ground
from comity.agreements.terms import Proceedings, Use
from comity.assistance.terms.markings import HandlingScheme
from comity.kernel.rulings import Citation, Ground

Code = tuple[str, str]

# Administrative proceedings are no judicial ones; the limits of use speak of those.
_JUDICIAL = frozenset({Proceedings.CIVIL, Proceedings.CRIMINAL})
# Not as evidence, or not to be passed on, without the supplier's permission.
_NO_COURT = frozenset({(HandlingScheme.EUROPOL, "H1")})
_NO_PASSING_ON = frozenset(
    {
        (HandlingScheme.EUROPOL, "H2"),
        (HandlingScheme.TLP, "AMBER"),
        (HandlingScheme.TLP, "AMBER+STRICT"),
        (HandlingScheme.UK, "C"),
    }
)
_NEVER_PASSED_ON = frozenset({(HandlingScheme.TLP, "RED")})


def grounds_of_handling(codes: Iterable[Code], use: Use, *, supplier: str) -> tuple[Ground, ...]:
    """Return what handling codes say of a use; a consent to exactly this use lifts all of it.

    Args:
        codes: each with its scheme, of what is used.
        use: what is about to be done.
        supplier: the name of who supplied it.
    """
    if use.consent:
        return ()
    return tuple(_grounds(codes, use, {"supplier": supplier}))


def bars_showing(codes: Iterable[Code]) -> str:
    """Return the code by which something is shown to nobody else; empty when none bars it."""
    return next((code for scheme, code in codes if (scheme, code) in _NEVER_PASSED_ON), "")


def is_passed_on_with_leave(code: Code) -> bool:
    """Tell whether a code leaves passing on to the supplier's permission."""
    return code in _NO_PASSING_ON


def _grounds(codes: Iterable[Code], use: Use, facts: Mapping[str, str]) -> Iterator[Ground]:
    for each in codes:
        told = {**facts, "code": each[1]}
        cites = Citation("cited_handling", (("code", each[1]),))
        if use.onward_to and each in _NEVER_PASSED_ON:
            yield make_ground("handling_bars", cites, told)
        court = use.proceedings in _JUDICIAL and each in _NO_COURT
        if court or (use.onward_to and each in _NO_PASSING_ON):
            yield make_ground("handling_needs_leave", cites, told)
