"""Places, tables and maps that students give as answers: right in every form, and each wrong one told how it is off."""

import re

import folium
import pandas as pd
import pytest
from folium.plugins import MarkerCluster
from given_away import given_away, typed
from hypothesis import given, settings
from hypothesis import strategies as st

from moscow_telegrams import blank_map, check, journey_map, lushun_map, places, places_map, question, solution, stations
from moscow_telegrams.exercises.answers import UnclearError
from moscow_telegrams.exercises.bank import bank
from moscow_telegrams.exercises.checks import Outcome
from moscow_telegrams.exercises.geography import points_of, read_place, stops_of

ROUTE = question("my-route").answer
POINTS = points_of(ROUTE)
FROM_300_KM = 2.7  # degrees of latitude


def with_line(points) -> folium.Map:
    atlas = blank_map()
    folium.PolyLine(points).add_to(atlas)
    return atlas


def with_dots(points, labels=None) -> folium.Map:
    atlas = blank_map()
    for number, point in enumerate(points):
        folium.CircleMarker(point, tooltip=labels[number] if labels else None).add_to(atlas)
    return atlas


def with_both(points, path) -> folium.Map:
    atlas = with_dots(points)
    folium.PolyLine(path).add_to(atlas)
    return atlas


def with_groups(points) -> folium.Map:
    atlas = folium.Map()
    group = folium.FeatureGroup(name="stops").add_to(atlas)
    cluster = MarkerCluster().add_to(group)
    for point in points:
        folium.Marker(point, popup="a <b>stop</b>").add_to(cluster)
    return atlas


def with_geojson(points, kind="LineString") -> folium.Map:
    atlas = blank_map()
    coordinates = [[east, north] for north, east in points]
    folium.GeoJson(
        {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}
    ).add_to(atlas)
    return atlas


def moved(points, which, north=FROM_300_KM):
    return [(n + north, e) if place == which else (n, e) for place, (n, e) in enumerate(points)]


RIGHT = {
    "a line": lambda: with_line(POINTS),
    "dots": lambda: with_dots(POINTS),
    "dots and a line": lambda: with_both(POINTS, POINTS),
    "dots in groups": lambda: with_groups(POINTS),
    "GeoJSON": lambda: with_geojson(POINTS),
    "GeoJSON points": lambda: with_geojson(POINTS, "MultiPoint"),
    "city points, some km from the stations": lambda: with_line(
        [
            (39.93, 116.39),
            (45.75, 126.65),
            (49.6, 117.43),
            (52.32, 104.25),
            (55.03, 82.96),
            (56.85, 60.6),
            (55.75, 37.6),
        ]
    ),
    "a line with further corners": lambda: with_line([POINTS[0], (41.8, 123.4), *POINTS[1:]]),
    "two lines": lambda: with_both([], [POINTS[:4], POINTS[3:]]),
    "our own dots": lambda: with_both([], POINTS),
}
WRONG = {
    "one stop moved 300 km": (lambda: with_line(moved(POINTS, 3)), "partly", r"Stop 4 is about 300 km off\."),
    "a labelled stop moved": (
        lambda: with_dots(moved(POINTS, 3), ["a", "b", "c", "<i>Irkutsk</i>", "d", "e", "f"]),
        "partly",
        r"“Irkutsk” is about 300 km off\.",
    ),
    "stops reversed": (lambda: with_line(POINTS[::-1]), "partly", "runs the other way"),
    "dots reversed": (lambda: with_dots(POINTS[::-1]), "partly", "runs the other way"),
    "two stops exchanged": (
        lambda: with_line([POINTS[0], POINTS[2], POINTS[1], *POINTS[3:]]), "partly", "not take them in their order",
    ),
    "latitude and longitude exchanged": (
        lambda: with_line([(east, north) for north, east in POINTS]), "not_yet", "Latitude and longitude have changed",
    ),
    "dots exchanged": (
        lambda: with_dots([(east, north) for north, east in POINTS]), "not_yet", "Latitude and longitude have changed",
    ),
    "an empty map": (blank_map, "not_yet", "no dot and no line"),
    "a bare map": (folium.Map, "not_yet", "no dot and no line"),
    "two stops missing": (lambda: with_line(POINTS[:5]), "partly", "5 of 7 stops are in place. Still missing: 2 stops"),
    "one stop": (lambda: with_dots(POINTS[:1]), "partly", r"1 of 7 stops is in place\. Still missing: 6 stops"),
    "a stop too many": (lambda: with_dots([*POINTS, (25.0, 121.5)]), "partly", "Not asked for.*Stop 8"),
    "everything elsewhere": (lambda: with_line([(0, 0), (10, 10)]), "not_yet", "Stop 1 is about"),
    "a line that misses a dot": (
        lambda: with_both(POINTS, [POINTS[0], *POINTS[2:]]), "partly", "the line misses 1 of them",
    ),
    "stops that are no numbers": (lambda: with_geojson([(float("nan"), 1.0)] * 2), "not_yet", "no dot and no line"),
}  # fmt: skip
NO_MAPS = [5, "a map", "blank_map()", blank_map, folium.Map, [POINTS], pd.DataFrame(POINTS), folium.Marker((1, 2))]


@pytest.mark.parametrize("form", RIGHT)
def test_a_right_map_is_accepted_in_every_form(form):
    result = check("my-route", RIGHT[form]())
    assert (result.outcome, result.message) == ("correct", question("my-route").correct)


@pytest.mark.parametrize("slip", WRONG)
def test_a_wrong_map_is_told_how_it_is_off(slip):
    build, outcome, said = WRONG[slip]
    result = check("my-route", build())
    assert result.outcome == outcome and re.search(said, result.message), result


def test_each_slip_has_feedback_of_its_own():
    slips = ["one stop moved 300 km", "stops reversed", "latitude and longitude exchanged", "an empty map"]
    told = {check("my-route", WRONG[slip][0]()).message for slip in slips} | {check("my-route", "a map").message}
    assert len(told) == 5


@pytest.mark.parametrize("answer", NO_MAPS, ids=lambda answer: type(answer).__name__)
def test_what_is_no_map_is_told_so(answer):
    result = check("my-route", answer)
    assert result.outcome == "not_yet" and "not a map" in result.message


@pytest.mark.parametrize("slip", WRONG)
def test_no_feedback_tells_where_a_stop_belongs(slip):
    message = check("my-route", WRONG[slip][0]()).message
    assert not given_away(question("my-route"), message)
    assert not re.search(r"\b(north|south|east|west)\b", message.replace("(north) comes first", ""))


def test_a_stop_is_never_named_but_by_its_own_label():
    unlabelled = check("my-route", with_dots(moved(POINTS, 3))).message
    assert "Irkutsk" not in unlabelled and "Stop 4" in unlabelled


def test_where_the_order_does_not_matter_it_is_not_asked_for():
    for ids in (("leningrad", "gorky"), ("gorky", "leningrad")):
        assert check("planned-visits", places_map(*ids)).outcome == "correct"
    assert "Still missing: 1 stop" in check("planned-visits", places_map("gorky")).message
    assert "“Moscow”" in check("planned-visits", places_map("gorky", "leningrad", "moscow")).message


def test_a_place_that_is_not_asked_for_is_named_as_such():
    said = check("planned-visits", places_map("leningrad", "moscow"))
    assert said.outcome == "partly" and "“Moscow” is not asked for." in said.message and "km off" not in said.message


def test_our_own_maps_can_be_read():
    labels = [stop.label for stop in stops_of(lushun_map())[0]]
    assert labels == ["Lushun (Port Arthur)", "Dalian (Dairen)"]
    assert len(stops_of(journey_map())[0]) > 23


def test_what_a_student_wrote_on_a_map_is_shown_as_text():
    atlas = with_dots([*moved(POINTS, 3)[:3], (10, 10)], ["a", "b", "c", "<img src=x onerror=alert(1)>&lt;b&gt;"])
    page = check("my-route", atlas)._repr_html_()
    assert "<img" not in page and "<b>" not in page.replace("<strong>", "")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(-200, 400), st.floats(-200, 400)), max_size=9))
def test_no_map_of_any_points_raises(points):
    for build in (with_dots, with_geojson):
        result = check("my-route", build(points))
        assert isinstance(result.outcome, Outcome) and result.outcome is not Outcome.CORRECT


# Tables

LINE = stations()
RENAMED = LINE[LINE["name"] != LINE["today"]]
TABLES = [
    RENAMED,
    RENAMED[["name", "today"]],
    RENAMED[["name"]],
    RENAMED[["id"]],
    RENAMED.reset_index(drop=True),
    RENAMED.set_index("name")[["today"]],
    pd.DataFrame({"station": ["Otpor", "Sverdlovsk", "Molotov"]}),
    pd.DataFrame({"today": ["Zabaykalsk", "Yekaterinburg", "Perm"]}),
    RENAMED["name"],
    RENAMED.set_index("name")["today"],
]
WRONG_TABLES = {
    "every station": (LINE, "partly", "Not what is asked for: “Beijing”, “Tianjin”, “Shanhaiguan” and 17 more"),
    "the condition turned round": (LINE[LINE["name"] == LINE["today"]], "not_yet", "Turn the condition round"),
    "no row": (LINE[LINE["name"] == ""], "not_yet", "No row is left"),
    "one row missing": (RENAMED.head(2), "partly", r"Still missing: 1 row\."),
    "other stations": (LINE.head(3), "not_yet", "Still missing: 3 rows"),
    "the other order": (RENAMED[::-1], "partly", "Look at their order"),
    "a row twice": (pd.concat([RENAMED, RENAMED.tail(1)]), "partly", "“Molotov” stands in it more than once"),
    "no names": (RENAMED[["latitude"]], "not_yet", "no column with names"),
    "no table": (["otpor"], "not_yet", "Give a table"),
    "a column of every station": (LINE["name"], "partly", "Not what is asked for: “Beijing”"),
    "a column of numbers": (RENAMED["latitude"], "not_yet", "no column with names"),
    "the condition alone": (LINE["name"] != LINE["today"], "not_yet", "Write it in square brackets after the table"),
    "a single row": (RENAMED.iloc[0], "partly", "Still missing: 2 rows"),
    "numbers": (pd.DataFrame({"a": [1, 2]}), "not_yet", "no column with names"),
}


@pytest.mark.parametrize(
    "table", TABLES, ids=lambda table: " ".join(map(str, table.to_frame() if table.ndim == 1 else table))[:30]
)
def test_a_right_table_is_accepted_with_whatever_columns(table):
    assert check("renamed-stations", table).outcome == "correct"


@pytest.mark.parametrize("slip", WRONG_TABLES)
def test_a_wrong_table_is_told_how_it_is_off(slip):
    table, outcome, said = WRONG_TABLES[slip]
    result = check("renamed-stations", table)
    assert result.outcome == outcome and re.search(said, result.message), result
    assert not given_away(question("renamed-stations"), result.message, typed(table))


@pytest.mark.parametrize("asked", list(bank().values()), ids=lambda asked: asked.id)
def test_a_table_with_columns_of_one_name_brings_no_warning(asked, recwarn):
    check(asked.id, pd.concat([RENAMED, RENAMED], axis=1))
    assert not recwarn.list


def test_a_table_with_columns_of_one_name_is_read():
    assert check("renamed-stations", pd.concat([RENAMED, RENAMED], axis=1)).outcome in ("correct", "not_yet")


# Places


@pytest.mark.parametrize("id", [*LINE["id"], *places()["id"]])
def test_every_place_can_be_given_by_any_of_its_names(id):
    for table in (LINE, places()):
        for row in table[table["id"] == id].to_dict("records"):
            for form in ("id", "name", "today"):
                assert read_place(row[form]) == id or table is not LINE, row[form]


@pytest.mark.parametrize("odd", [None, 5, [], "", "x" * 1000, "\ud800", object()], ids=lambda odd: type(odd).__name__)
def test_what_names_no_place_is_unclear(odd):
    with pytest.raises(UnclearError):
        read_place(odd)


# The bank


GEOGRAPHY = [entry for entry in bank().values() if entry.kind in ("place", "table", "map")]


def test_every_kind_of_this_module_is_asked():
    assert {entry.kind for entry in GEOGRAPHY} == {"place", "table", "map"}


@pytest.mark.parametrize("asked", GEOGRAPHY, ids=lambda entry: entry.id)
def test_every_answer_names_places_that_there_are(asked):
    told = [asked.answer, *(one.answer for one in asked.misconceptions), *(one.answer for one in asked.alternatives)]
    for answer in told:
        for ref in [answer] if isinstance(answer, str) else answer:
            assert points_of([ref])


@pytest.mark.parametrize("asked", GEOGRAPHY, ids=lambda entry: entry.id)
def test_blank_is_not_answered_and_a_solution_is_there(asked):
    assert check(asked.id).outcome == check(asked.id, None).outcome == "unanswered"
    assert solution(asked.id).message


def test_the_numbers_of_the_lesson_are_those_of_the_data():
    from moscow_telegrams import straight_line
    from moscow_telegrams.atlas.journeys import published_kilometres

    length, straight = published_kilometres(), straight_line("beijing", "moscow")
    assert question("straight-line-km").answer == straight
    assert question("rail-longer").answer == length - straight
    assert question("km-a-day-eleven").answer == round(length / 11)
    assert question("km-a-day-ten").answer == round(length / 10)
