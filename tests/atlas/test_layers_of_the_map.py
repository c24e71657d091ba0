"""The layers under data/geo: whole, joined, in order, and where the stations are."""

import json
from itertools import pairwise

import pytest

from moscow_telegrams import places, stations, straight_line
from moscow_telegrams.atlas.railway import kilometres, line, point_at, sections, track
from moscow_telegrams.collection import data_file

FOLDERS = {"natural_earth": "LICENCE.txt", "gshhg": "COPYING.LESSER.txt", "openstreetmap": "LICENCE.txt"}
LAYERS = sorted(data_file("geo").glob("*/*.geojson"))
MAIN = [section for section in sections() if section["properties"]["role"] == "main"]
DRAWN = 8902  # km, as drawn


def geometries(layer):
    features = json.loads(layer.read_text(encoding="utf-8"))["features"]
    assert features
    return [feature["geometry"] for feature in features]


def lines(geometry):
    """The lines of a geometry, or the rings of its polygons."""
    kind, parts = geometry["type"], geometry["coordinates"]
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(kind)
    if polygons is not None:
        return [ring for polygon in polygons for ring in polygon]
    return {"LineString": [parts], "MultiLineString": parts}[kind]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_layer_lies_beside_its_licence(folder):
    assert len(data_file(f"geo/{folder}/{FOLDERS[folder]}").read_text(encoding="utf-8")) > 300
    assert {layer.parent.name for layer in LAYERS} == set(FOLDERS)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.stem)
def test_geometries_are_valid(layer):
    for geometry in geometries(layer):
        closed = geometry["type"].endswith("Polygon")
        for points in lines(geometry):
            assert len(points) >= (4 if closed else 2)
            assert not closed or points[0] == points[-1]
            assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in points)
            assert all(one != two for one, two in pairwise(points))


def test_the_sections_join_end_to_end():
    ends = [section["geometry"]["coordinates"] for section in MAIN]
    assert len(MAIN) == 6
    assert [one[-1] == two[0] for one, two in pairwise(ends)] == [True] * 5


def test_kilometres_rise_to_the_length_of_the_line():
    for section in MAIN:
        assert len(section["properties"]["km"]) == len(section["geometry"]["coordinates"])
    lengths, points = track()
    assert len(lengths) == len(points) > 700
    assert list(lengths) == sorted(lengths)
    assert lengths[0] == 0 and lengths[-1] == pytest.approx(DRAWN, abs=1)
    assert sum(section["properties"]["length_km"] for section in MAIN) == pytest.approx(DRAWN, abs=1)


def test_no_piece_of_the_line_is_longer_than_its_kilometres():
    lengths, points = track()
    for (km, here), (next_km, there) in pairwise(zip(lengths, points, strict=True)):
        assert kilometres(here, there) <= next_km - km + 1.5  # both ends are rounded


@pytest.mark.parametrize("station", line(), ids=lambda station: station["id"])
def test_every_station_is_on_the_track(station):
    here = station["latitude"], station["longitude"]
    assert kilometres(here, point_at(station["km_drawn"])) < 2


def test_stations_follow_one_another():
    assert stations()["km_drawn"].is_monotonic_increasing
    assert len(stations()) == 23 and stations()["id"].is_unique


def test_published_and_drawn_kilometres_are_not_mixed():
    table = stations().dropna(subset="km_published")
    assert (table["km_source"] != "").all() and set(table["published_from"]) == {"Beijing", "Moscow"}
    for row in table[table["published_from"] == "Moscow"].itertuples():
        drawn = DRAWN - row.km_drawn
        assert drawn != row.km_published
        assert drawn == pytest.approx(row.km_published, rel=0.04)


def test_a_station_is_called_as_its_place_in_the_authority_file():
    known = places().set_index("id")
    both = [row for row in line() if row["id"] in known.index]
    assert len(both) >= 12
    for row in both:
        assert (row["name"], row["today"]) == (known.loc[row["id"], "name"], known.loc[row["id"], "today"])
        assert (
            kilometres((row["latitude"], row["longitude"]), tuple(known.loc[row["id"], ["latitude", "longitude"]])) < 10
        )


def test_a_point_between_two_vertices_lies_between_them():
    (south, west), (north, east) = point_at(5000), point_at(5001)
    assert kilometres((south, west), (north, east)) == pytest.approx(1, abs=0.3)


def test_the_straight_line_is_that_of_an_atlas():
    assert straight_line("beijing", "moscow") == 5791
    with pytest.raises(ValueError, match="not one point"):
        straight_line("china", "moscow")


def test_the_south_of_the_kuriles_keeps_neutral_words():
    layer = json.loads(data_file("geo/natural_earth/kuriles_claimed.geojson").read_text(encoding="utf-8"))
    assert "No statement on legal status is intended." in layer["features"][0]["properties"]["note"]
