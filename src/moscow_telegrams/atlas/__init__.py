"""Maps that draw with no network, and the same in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moscow_telegrams.edition.authorities import point_of

if TYPE_CHECKING:
    from moscow_telegrams.atlas.offline import OfflineMap


def journey_map(tiles: bool | str = False) -> OfflineMap:
    """The railway from Beijing to Moscow, with the journeys of that winter, day by day.

    A person can switch its layers: the railway by section, the stations with the break of gauge, Mao's journey, Chou's
    as planned and as it happened, the telegram's own, and the places that the telegrams name. A slider moves a marker
    along the track. Positions between the known dates are interpolated, and say so. Kilometres along the line are
    those of the track as drawn, which is too short; speeds are computed from a published length.

    Nothing is fetched from the network, unless `tiles` is True or the name of online tiles that folium knows.
    `.table` is the same content as a DataFrame, `.picture` the same on paper.

    >>> journey_map().table["On the map"].value_counts()["Station"]
    np.int64(23)
    """
    from moscow_telegrams.atlas.beijing_moscow import build

    return build(tiles)


def lushun_map() -> OfflineMap:
    """The coast round Lushun (Port Arthur) and Dalian, and what Yalta, 1945 and 1950 each said of it.

    A slider leads through the documents. The Soviet zone is not drawn: we found no boundary of it.

    >>> lushun_map().table["Document"].iloc[0]
    'Yalta agreement'
    """
    from moscow_telegrams.atlas.lushun import build

    return build()


def places_map(*ids: str) -> OfflineMap:
    """A map of some places, by their ids: each with the name the telegrams use and the name of today.

    It is a `folium.Map`, so that everything folium knows can be added to it. Nothing is fetched from the network.
    Raises ValueError when no place is named, when one is not known, and when one has no point on a map.

    >>> places_map("beijing", "moscow", "lushun")
    Map: Beijing; Moscow; Lushun (today Lüshunkou, a district of Dalian).
    """
    if not ids or not all(isinstance(ref, str) for ref in ids):
        raise ValueError('Name at least one place, as in places_map("moscow", "beijing").')
    named = [point_of(ref) for ref in ids]

    from moscow_telegrams.atlas.places import map_of

    return map_of(named)


def blank_map() -> OfflineMap:
    """The land with nothing on it: a `folium.Map` to draw one's own map on, with no network.

    >>> blank_map()
    Map: The land between the Black Sea and Japan.
    """
    from moscow_telegrams.atlas.places import empty_map

    return empty_map()
