"""The two large maps: small, silent, credited, and the same in a table and in print."""

import json
import re

import folium
import pytest

from moscow_telegrams import blank_map, journey_map, lushun_map, places_map, telegram
from moscow_telegrams.collection import rows

MAPS = {
    "journey": journey_map,
    "lushun": lushun_map,
    "blank": blank_map,
    "places": lambda: places_map("yalta", "kurile-islands"),
}


@pytest.fixture(scope="module", params=MAPS)
def atlas(request):
    return MAPS[request.param]()


@pytest.fixture(scope="module")
def journey():
    return journey_map()


@pytest.fixture(scope="module")
def lushun():
    return lushun_map()


def layer(atlas, title):
    return next(layer for _, layer in atlas._drawing.layers if layer["title"] == title)


def test_a_map_is_small_and_asks_no_host(atlas):
    html = atlas._repr_mimebundle_()[0]["text/html"]
    assert len(html) <= 450_000
    asked = re.findall(r'(?:src|href|from) ?=?"([^"]{0,60})', atlas.get_root().render())
    assert len(asked) >= 3 and all(address.startswith("data:") for address in asked), asked


def test_a_map_is_credited_on_the_screen_and_on_paper(atlas):
    on_paper = " ".join(text.get_text() for text in atlas.picture.texts)
    for credit in atlas._credits.credits:
        assert credit in on_paper
    assert "Natural Earth" in on_paper
    assert 'setPrefix("Moscow Telegrams")' in atlas.get_root().render()


def test_the_railway_is_credited_where_it_is_drawn(journey, lushun):
    assert "Railway: © OpenStreetMap contributors (ODbL)" in journey._credits.credits
    assert "Coast: GSHHG (LGPL)" in lushun._credits.credits


def test_the_picture_and_the_sentence_stand_in_for_it(atlas):
    data, metadata = atlas._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 300_000
    assert data["text/plain"] == f"Map: {metadata['image/png']['alt']}"


def test_the_picture_is_drawn_only_when_somebody_looks():
    assert "picture" not in vars(journey_map())


def test_its_layers_can_be_switched(journey):
    shown = {layer["title"]: group.show for group, layer in journey._drawing.layers if layer["title"]}
    assert shown == {
        "Mao’s journey, 6–16 December 1949": True,
        "Chou’s journey as planned, 9–19 January 1950": False,
        "Chou’s journey as it happened, 10–20 January 1950": False,
        "Railway, by section": True,
        "Stations and the break of gauge": True,
        "The telegram’s own journey": False,
        "Places that the telegrams name": True,
    }


def test_every_station_tells_both_names_and_both_kinds_of_kilometres(journey):
    stations = {
        item["label"]: " ".join(item["more"]) for item in layer(journey, "Stations and the break of gauge")["items"]
    }
    assert len(stations) == 24
    assert "Today: Yekaterinburg." in stations["Sverdlovsk"]
    assert "7,106 km from Beijing as drawn; published: 1,778 km from Moscow." in stations["Sverdlovsk"]
    assert "gauge" in stations["Break of gauge"] and "Unverified" in stations["Break of gauge"]


@pytest.mark.parametrize("name", ["Leningrad", "Gorky", "Yalta", "Kurile Islands", "Taiwan", "Lushun"])
def test_a_place_leads_to_the_sentence_that_names_it(journey, name):
    item = next(item for item in layer(journey, "Places that the telegrams name")["items"] if item["label"] == name)
    number, words = re.fullmatch(r"([dj]\w+\.\d+): “(.*)”( Also in .*)?", item["more"][-1]).groups()[:2]
    text = telegram("1949-12-18" if number[0] == "d" else "1950-01-02")
    assert text.passage(number) == words and name in words


def test_moscow_and_beijing_tell_where_they_are_named(journey):
    stations = {
        item["label"]: " ".join(item["more"]) for item in layer(journey, "Stations and the break of gauge")["items"]
    }
    assert "Moscow is named in d1.1" in stations["Moscow"] and "Lenin’s tomb is named in j1c.11" in stations["Moscow"]
    assert "Beijing is named in d1.1" in stations["Beijing"]


def test_the_telegram_has_a_journey_of_its_own(journey):
    (sent,) = layer(journey, "The telegram’s own journey")["items"]
    told = " ".join(sent["more"])
    assert "23:00 by a clock that is not named" in told
    assert "“my telegram would reach Beijing on 3 January” (j1c.7)" in told and "shortest line" in told


def test_the_walk_tells_each_day_on_both_clocks_and_what_is_interpolated(journey):
    tracks = journey._drawing.walk["tracks"]
    assert [len(track["steps"]) for track in tracks] == [11, 11, 12]
    for track in tracks:
        assert [name for name, _ in track["facts"]] == ["Mean speed", "Days", "Stops"]
        for step in track["steps"]:
            assert re.match("Beijing: .* Moscow: ", step["heading"])
            assert "km of the track as drawn" in step["lines"][0] and "Nearest station" in step["lines"][0]
        assert all("Interpolated" in step["lines"][1] for step in track["steps"][1:3])


def test_each_track_of_the_walk_has_a_layer_of_its_name(journey):
    titles = {layer["title"] for _, layer in journey._drawing.layers}
    assert {track["title"] for track in journey._drawing.walk["tracks"]} <= titles


def test_the_table_holds_what_the_map_says(journey):
    table = journey.table
    told = " ".join(table.to_numpy().ravel())
    for _, one in journey._drawing.layers:
        for item in one["items"]:
            if item["look"] in ("station", "named", "route", "other-line"):
                assert item["label"] in told
    for track in journey._drawing.walk["tracks"]:
        for step in track["steps"]:
            assert step["heading"] in told and step["lines"][1] in told
        for _, words in track["facts"]:
            assert words in told
    assert "<summary>The same as a table</summary>" in journey._repr_mimebundle_()[0]["text/html"]


def test_lushun_tells_what_each_document_said(lushun):
    steps = lushun._drawing.walk["tracks"][0]["steps"]
    told = json.dumps(steps, ensure_ascii=False)
    assert [step["heading"].split(":")[0] for step in steps] == [
        "11 February 1945", "14 August 1945", "18 December 1949", "14 February 1950", "May 1955",
    ]  # fmt: skip
    for row in rows("agreements.csv"):
        assert row["says"] in told and row["says"] in set(lushun.table["What it says"])


def test_lushun_has_an_inset_between_beijing_korea_and_japan(lushun):
    inset = lushun._drawing.inset
    assert {item["label"] for item in inset["items"]} == {"Beijing", "Korea", "Japan", "Lushun"}
    (south, west), (north, east) = inset["bounds"]
    assert all(south < item["at"][0] < north and west < item["at"][1] < east for item in inset["items"])


def test_online_tiles_are_for_those_who_ask():
    online = journey_map(tiles=True)
    assert any(isinstance(child, folium.TileLayer) for child in online._children.values())
    assert not any(isinstance(child, folium.TileLayer) for child in journey_map()._children.values())
    assert "Railway: © OpenStreetMap contributors (ODbL)" in online._credits.credits


def test_text_cannot_end_the_script():
    atlas = blank_map()
    atlas.add_layer([{"at": (50, 50), "look": "dot", "label": "</script><b>{{ 1 }}"}], "dot")
    page = atlas.get_root().render()
    assert "</script><b>" not in page and r"\u003c/script>\u003cb>{{ 1 }}" in page.replace("><b>", r">\u003cb>")


def test_a_map_can_be_shown_twice(journey):
    pages = [journey.get_root().render() for _ in range(2)]
    assert [page.count('<script type="module">') for page in pages] == [1, 1]
    assert [page.count("L.map(") for page in pages] == [pages[0].count("L.map(")] * 2


def test_it_is_a_folium_map_that_can_be_added_to():
    mine = blank_map()
    folium.CircleMarker((55.75, 37.6)).add_to(mine)
    folium.PolyLine([(55.75, 37.6), (39.9, 116.4)]).add_to(mine)
    assert "L.circleMarker(" in mine.get_root().render()
    assert repr(mine) == "Map: The land between the Black Sea and Japan. Added: 1 dot, 1 line."


def test_what_was_added_is_printed_too():
    mine = blank_map()
    before = len(mine.picture.axes[0].lines)
    folium.PolyLine([(55.75, 37.6), (39.9, 116.4)]).add_to(mine)
    folium.CircleMarker((95, 200)).add_to(mine)  # off every map
    drawn = mine.picture.axes[0].lines
    assert len(drawn) == before + 1
    assert drawn[-1].get_xdata() == pytest.approx([37.6, 116.4])
