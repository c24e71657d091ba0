"""Maps that draw with no network, and the same in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moscow_telegrams.edition.authorities import place

if TYPE_CHECKING:
    from moscow_telegrams.atlas.offline import OfflineMap


def places_map(*ids: str) -> OfflineMap:
    """A map of some places, by their ids: each with the name the telegrams use and the name of today.

    It is a `folium.Map`, so that everything folium knows can be added to it. Nothing is fetched from the network.
    Raises ValueError when no place is named, when one is not known, and when one has no point on a map.

    >>> places_map("beijing", "moscow", "lushun")
    Map: Beijing; Moscow; Lushun (today Lüshunkou, a district of Dalian).
    """
    if not ids or not all(isinstance(ref, str) for ref in ids):
        raise ValueError('Name at least one place, as in places_map("moscow", "beijing").')
    named = [place(ref) for ref in ids]
    for record in named:
        if record["latitude"] != record["latitude"]:
            raise ValueError(f"{record['name']} is not one point on a map. Choose a city or an island.")

    from moscow_telegrams.atlas.places import map_of

    return map_of(named)
