"""The tables are what their descriptor says, and no outside fact stands without a source and a status."""

import json
from datetime import date, time
from math import acos, cos, radians, sin

import frictionless
import pytest

from moscow_telegrams import claims, dispute, disputes, event, events, glossary, organisations, people, places, sources
from moscow_telegrams.collection import data_file

STATUSES = {"documented", "disputed", "unverified"}


def test_the_data_package_is_valid():
    report = frictionless.Package(str(data_file("datapackage.json"))).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert {"events", "disputes", "glossary"} <= {task.name for task in report.tasks}


def test_a_wrong_status_is_found(tmp_path):
    descriptor = json.loads(data_file("datapackage.json").read_text(encoding="utf-8"))
    table = next(resource for resource in descriptor["resources"] if resource["name"] == "events")
    text = data_file("events.csv").read_text(encoding="utf-8")
    (tmp_path / table["path"]).write_text(text.replace(",documented,", ",certain,", 1), encoding="utf-8")
    assert not frictionless.Resource.from_descriptor(table, basepath=str(tmp_path)).validate().valid


@pytest.mark.parametrize(
    "table", [events, disputes, glossary, people, places, organisations, claims], ids=lambda table: table.__name__
)
def test_every_fact_names_a_source_that_is_in_the_bibliography(table):
    known = set(sources()["id"])
    for ids in table()["source"]:
        assert ids.split() and set(ids.split()) <= known, ids


@pytest.mark.parametrize(
    "table", [events, glossary, people, places, organisations, claims], ids=lambda table: table.__name__
)
def test_every_fact_has_a_status(table):
    assert set(table()["status"]) <= STATUSES


def test_what_no_source_was_read_for_is_not_called_documented():
    for row in events().itertuples():
        assert row.seen != "none" or row.status != "documented", row.id
        assert row.status == "unverified" or row.source != "general-knowledge"


@pytest.mark.parametrize("matter", ["first-meeting-hour", "mao-departure-station", "border-day", "rail-kilometres"])
def test_what_sources_disagree_on_stays_open(matter):
    readings = dispute(matter).readings
    assert len({reading["value"] for reading in readings}) >= 2


def test_a_disputed_hour_is_not_printed_as_a_fact():
    assert event("first-meeting").time == event("mao-leaves-moscow").time == ""
    assert event("first-meeting").status == event("mao-crosses-border").status == "disputed"


def test_dates_are_dates_and_clocks_are_named():
    for row in events().itertuples():
        days = [date.fromisoformat(day if len(day) == 10 else f"{day}-01") for day in (row.start, row.end) if day]
        assert days == sorted(days), row.id
        assert row.clock in ("", "Beijing", "Moscow")
        assert not row.clock or row.time
        if row.time:
            time.fromisoformat(row.time)
    assert events()["start"].is_monotonic_increasing


def test_every_place_of_an_event_is_known():
    assert set(events()["place"]) - {""} <= set(places()["id"])


# Great-circle distances from Moscow in kilometres, rounded, as any atlas gives them.
FROM_MOSCOW = {"leningrad": 630, "gorky": 400, "yalta": 1270, "sverdlovsk": 1420, "irkutsk": 4200, "beijing": 5790,
               "lushun": 6180, "taiwan": 7300, "kurile-islands": 7090}  # fmt: skip


@pytest.mark.parametrize(("id", "kilometres"), FROM_MOSCOW.items())
def test_every_place_of_the_telegrams_is_as_far_away_as_it_is(id, kilometres):
    table = places().set_index("id")
    here, there = (table.loc[one, ["latitude", "longitude"]].astype(float).map(radians) for one in ("moscow", id))
    angle = acos(
        sin(here.iloc[0]) * sin(there.iloc[0])
        + cos(here.iloc[0]) * cos(there.iloc[0]) * cos(here.iloc[1] - there.iloc[1])
    )
    assert 6371 * angle == pytest.approx(kilometres, rel=0.02)


@pytest.mark.parametrize(
    ("id", "hanzi"),
    [
        ("mao", "毛泽东"),
        ("chou", "周恩来"),
        ("liu", "刘少奇"),
        ("dong", "董必武"),
        ("li", "李富春"),
        ("chiang", "蒋介石"),
    ],
)
def test_names_in_characters_are_those_of_these_people(id, hanzi):
    assert people().set_index("id").loc[id, "hanzi"] == hanzi


def test_every_source_of_a_coordinate_is_in_the_bibliography():
    assert set(" ".join(places()["coordinate_source"]).split()) <= set(sources()["id"])


def test_everybody_chinese_is_given_in_both_romanisations_and_in_characters():
    table = people().set_index("id").loc[["mao", "chou", "liu", "dong", "li", "chiang"]]
    assert (table[["wade_giles", "pinyin", "hanzi"]] != "").all(axis=None)


def test_the_soviet_leaders_are_given_in_russian():
    assert (people().set_index("id").loc[["stalin", "molotov", "mikoyan"], "russian"] != "").all()


def test_ids_stand_once():
    for table in (events(), glossary(), people(), places(), organisations(), sources()):
        assert table["id"].is_unique


def test_what_an_event_shows_says_how_we_know():
    page = event("chou-departs")._repr_html_()
    assert "documented" in page and "read in a secondary page" in page and "popular books" in page


@pytest.mark.parametrize("ask", [event, dispute])
def test_an_unknown_id_names_those_there_are(ask):
    with pytest.raises(ValueError, match="Choose among: "):
        ask("nothing")
