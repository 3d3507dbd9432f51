"""The world map that pages draw: shapes projected beforehand, so that no script is needed.

    states = {CountryCode("UA"): MapState(MapStatus.IN_FORCE, "Ukraine: in force", url="#ua")}
    figure = world_map(states, title="Agreements of the United States", description="…")

Pages print the figure as it is; its rules stand in `static/comity/map.css`.
"""

from comity.interfaces.maps.boundaries import Boundaries, BoundariesFileError, boundaries_at
from comity.interfaces.maps.drawing import Markup, world_map
from comity.interfaces.maps.states import MapState, MapStatus, map_states, status_on_map
from comity.interfaces.maps.wording import SENTENCES

__all__ = [
    "SENTENCES",
    "Boundaries",
    "BoundariesFileError",
    "MapState",
    "MapStatus",
    "Markup",
    "boundaries_at",
    "map_states",
    "status_on_map",
    "world_map",
]
