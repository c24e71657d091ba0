"""The first map asks nobody for anything, and says in words what it shows."""

import json
import re

import folium
import pytest

from moscow_telegrams import places, places_map
from moscow_telegrams.collection import data_file


@pytest.fixture(scope="module")
def atlas():
    return places_map("beijing", "moscow", "lushun")


@pytest.fixture(scope="module")
def bundle(atlas):
    return atlas._repr_mimebundle_()[0]


def test_it_names_no_other_host(atlas):
    page = atlas.get_root().render()
    asked = re.findall(r'(?:src|href)="([^"]{0,60})', page)
    assert asked and all(address.startswith("data:") for address in asked), asked


def test_it_is_small_enough_for_a_notebook(bundle):
    assert len(bundle["text/html"]) <= 450_000


def test_it_has_a_picture_and_a_sentence_to_stand_in_for_it(bundle):
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == "Map: Beijing; Moscow; Lushun (today Lüshunkou, a district of Dalian)."


def test_whoever_cannot_see_it_is_told_what_it_shows(atlas):
    data, metadata = atlas._repr_mimebundle_()
    assert '<iframe title="Map: Beijing; Moscow; Lushun (today' in data["text/html"]
    assert metadata["image/png"]["alt"].startswith("Beijing; Moscow; Lushun")


def test_the_printed_map_has_its_dots_on_their_places(atlas):
    known = places().set_index("id")
    axes = atlas.picture.axes[0]
    drawn = [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in axes.lines]
    assert [east for east, _ in drawn] == known.loc[["beijing", "moscow", "lushun"], "longitude"].to_list()
    beijing, moscow, lushun = (north for _, north in drawn)
    assert 40 < lushun < beijing < moscow < 70, "Mercator stretches northward"


def test_places_on_one_point_share_a_label():
    atlas = places_map("moscow", "lenins-tomb", "moscow", "beijing")
    texts = {text.get_text() for text in atlas.picture.axes[0].texts}
    assert texts == {"Moscow, Lenin’s tomb", "Beijing"}


def test_every_place_stands_where_the_authority_file_says(atlas):
    known = places().set_index("id")
    assert [list(dot["at"]) for dot in atlas.dots] == [
        known.loc[id, ["latitude", "longitude"]].to_list() for id in ("beijing", "moscow", "lushun")
    ]


def test_it_is_a_folium_map_that_can_be_added_to(atlas):
    assert isinstance(atlas, folium.Map)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ((), "at least one place"),
        (("atlantis",), "There is no place 'atlantis'"),
        (("china",), "not one point"),
        ((["moscow"],), "at least one place"),
    ],
)
def test_a_wrong_place_says_what_to_do(ids, said):
    with pytest.raises(ValueError, match=said):
        places_map(*ids)


@pytest.mark.parametrize("id", places()["id"][places()["latitude"].notna()])
def test_every_place_with_a_point_can_be_drawn(id):
    assert places_map(id).picture.png().startswith(b"\x89PNG")


def test_the_land_keeps_neutral_words():
    features = json.loads(data_file("geo/natural_earth/states_1950.geojson").read_text(encoding="utf-8"))["features"]
    taiwan = next(feature for feature in features if feature["properties"]["id"] == "TAIWAN")
    assert "No statement on legal status is intended." in taiwan["properties"]["note"]
