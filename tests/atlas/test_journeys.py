"""Where a train was on a day: known where a source says so, interpolated and called so everywhere else."""

from itertools import pairwise

import pytest

from moscow_telegrams import moscow_time, schedule, telegram
from moscow_telegrams.atlas.journeys import distance, journey, published_kilometres, told

JOURNEYS = ["mao", "chou-planned", "chou"]


@pytest.mark.parametrize("id", JOURNEYS)
def test_a_journey_leads_from_beijing_to_moscow_and_never_back(id):
    positions = journey(id).positions
    assert (positions[0].station, positions[-1].station) == ("Beijing", "Moscow")
    assert all(one.km < two.km and one.moment < two.moment for one, two in pairwise(positions))


@pytest.mark.parametrize("id", JOURNEYS)
def test_whatever_no_source_tells_is_called_interpolated(id):
    one = journey(id)
    known = {fix.moment for fix in one.fixes}
    for position in one.positions:
        assert position.known == (position.moment in known)
        assert ("Interpolated" in position.said) != position.known
        assert ("About" in distance(position)) != position.known


def test_every_fix_of_a_journey_is_among_its_days():
    for id in JOURNEYS:
        assert {fix.moment for fix in journey(id).fixes} <= {position.moment for position in journey(id).positions}


def test_chou_is_where_he_telephoned_from():
    there = journey("chou").at(moscow_time(1950, 1, 18, 12))
    assert there.station == "Sverdlovsk" and "telephones" in there.said and "no hour" in there.said


def test_the_plan_is_that_of_the_telegram():
    planned = journey("chou-planned")
    assert [fix.moment.date() for fix in planned.fixes] == [schedule().departure, schedule().arrival]
    stated = telegram("1950-01-02").dates.query("sentence in ['j1c.7', 'j1c.8']")["when"].to_list()
    assert stated[-2:] == [fix.moment.date().isoformat() for fix in planned.fixes]


def test_one_moment_has_two_dates():
    left = told(journey("chou").positions[0])
    assert "Beijing: Tuesday 10 January" in left and "Moscow: Monday 9 January" in left


def test_the_hour_without_a_clock_stays_open():
    mao = journey("mao")
    assert "an inference" in mao.positions[-1].said
    assert mao.hours == (231, 236), "noon in Beijing is five hours before noon in Moscow"


@pytest.mark.parametrize(
    ("id", "hours"),
    [("mao", (231, 236)), ("chou-planned", (221, 269)), ("chou", (243, 267))],
)
def test_a_speed_is_as_sure_as_its_hours(id, hours):
    assert journey(id).hours == hours
    slow, fast = (round(published_kilometres() / one) for one in reversed(hours))
    assert journey(id).speed.startswith(f"{slow}–{fast} km/h over 8,961 km (a published figure")


def test_the_disputed_day_at_the_border_is_not_used():
    assert len(journey("mao").fixes) == 2


@pytest.mark.parametrize("id", ["telegram", "", None, "stalin"])
def test_there_is_no_other_journey_by_rail(id):
    with pytest.raises(ValueError, match="no journey by rail"):
        journey(id)
