"""What the map says in words."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "map_own": N_("this administration"),
    "map_in-force": N_("in force"),
    "map_provisional": N_("applied provisionally"),
    "map_not-recorded": N_("force not recorded"),
    "map_signed": N_("signed, not in force"),
    "map_suspended": N_("suspended"),
    "map_ended": N_("ended"),
    "map_none": N_("nothing in the register"),
    "map_caption": N_(
        "Lines and shades on this map imply no position on the status of any territory or on any"
        " boundary. A country too small to draw is a dot."
    ),
    "boundaries_file_unreadable": N_(
        "The boundary file {file} is not one that this node can draw: {cause}."
    ),
}
