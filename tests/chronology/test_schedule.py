"""Chou's schedule: Mao's numbers give Mao's dates, and every step stands on its words."""

from datetime import date, datetime

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest

from moscow_telegrams import event, schedule, telegram

JANUARY = telegram("1950-01-02")
DEFAULTS = {"prepare": 5, "rail": 11, "talks": 10}


def test_maos_numbers_give_maos_dates():
    plan = schedule(prepare=5, rail=11, talks=10, received=date(1950, 1, 3), counting="inclusive")
    assert (plan.departure, plan.arrival) == (date(1950, 1, 9), date(1950, 1, 19))


def test_the_numbers_that_stand_ready_are_the_telegrams():
    durations, steps = JANUARY.durations, JANUARY.steps.set_index("n")
    for name, days in DEFAULTS.items():
        inside = durations[
            (durations["start"] >= steps.loc[name, "start"]) & (durations["end"] <= steps.loc[name, "end"])
        ]
        assert inside["at_least"].tolist() == [days], name
    received = JANUARY.dates[JANUARY.dates["text"] == "3 January"].iloc[0]
    assert schedule().steps[0].first == date.fromisoformat(received["when"])


@pytest.mark.parametrize(
    ("change", "departure", "arrival", "end"),
    [
        ({}, (1, 9), (1, 19), (1, 29)),
        ({"counting": "elapsed"}, (1, 9), (1, 20), (1, 31)),
        ({"prepare": 6}, (1, 10), (1, 20), (1, 30)),
        ({"prepare": 7}, (1, 11), (1, 21), (1, 31)),
        ({"prepare": 0}, (1, 4), (1, 14), (1, 24)),
        ({"talks": 12}, (1, 9), (1, 19), (1, 31)),
        ({"rail": 1, "talks": 1}, (1, 9), (1, 9), (1, 10)),
        ({"received": date(1950, 1, 4)}, (1, 10), (1, 20), (1, 30)),
        ({"received": datetime(1950, 1, 3, 4, 0)}, (1, 9), (1, 19), (1, 29)),
        ({"received": pd.Timestamp("1950-01-03"), "rail": np.int64(11)}, (1, 9), (1, 19), (1, 29)),
    ],
)
def test_what_follows_when_a_number_changes(change, departure, arrival, end):
    plan = schedule(**change)
    assert [plan.departure, plan.arrival, plan.end] == [date(1950, *day) for day in (departure, arrival, end)]


def test_every_step_is_tied_to_the_words_that_state_it():
    for row in schedule().table.itertuples():
        start = JANUARY.text.index(row.words)
        for sentence in row.sentence.split(" to "):
            begin, stop = JANUARY.locate(JANUARY.passage(sentence))
            assert begin <= start + len(row.words) and start <= stop
    assert schedule().table["sentence"].tolist() == ["j1c.7", "j1c.7", "j1c.7 to j1c.8", "j1c.9", "j1c.10"]


def test_what_happened_comes_from_the_events_with_their_sources():
    table = schedule().table.set_index("step")
    assert table.loc["rail", "happened_first"] == pd.Timestamp(event("chou-departs").start)
    assert table.loc["rail", "happened_last"] == pd.Timestamp(event("chou-arrives").start)
    assert table.loc["talks", "happened_last"] == pd.Timestamp(event("treaty-signed").start)
    assert set(event("chou-departs").source.split()) <= set(table.loc["rail", "source"].split())
    assert "Moscow: Monday 9 January 1950, 21:00" in table.loc["rail", "happened"]
    assert pd.isna(table.loc["prepare", "happened_first"])


@pytest.mark.parametrize("name", DEFAULTS)
@pytest.mark.parametrize("wrong", [-1, 10**9, 367, "eleven", "5", 5.0, 1.5, None, True, float("nan"), [], 10**400])
def test_a_wrong_number_is_refused_by_its_name(name, wrong):
    with pytest.raises(ValueError, match=f"^{name} is a"):
        schedule(**{name: wrong})


@pytest.mark.parametrize("name", ["rail", "talks"])
def test_a_journey_or_talks_of_no_days_are_refused(name):
    with pytest.raises(ValueError, match=f"{name} takes at least 1 day"):
        schedule(**{name: 0})


@pytest.mark.parametrize("wrong", ["3 January 1950", "1950-01-03", None, 3, pd.NaT])
def test_a_wrong_day_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^received is a date"):
        schedule(received=wrong)


def test_a_day_at_the_end_of_all_calendars_is_refused():
    with pytest.raises(ValueError, match="too late"):
        schedule(received=date(9999, 12, 30))


def test_a_wrong_way_of_counting_is_refused():
    with pytest.raises(ValueError, match='"elapsed" or "inclusive"'):
        schedule(counting="exclusive")


def test_the_timeline_draws_the_days_of_the_plan_and_of_what_happened():
    picture = schedule().plot()
    bars = {(mdates.num2date(bar.get_x()).date(), round(bar.get_width())) for bar in picture.axes[0].patches}
    assert {
        (date(1950, 1, 4), 5),
        (date(1950, 1, 9), 11),
        (date(1950, 1, 20), 10),  # the plan
        (date(1950, 1, 10), 11),
        (date(1950, 1, 22), 24),
    } == bars  # what happened
    assert "Train to Moscow: planned 9-19 Jan; happened 10-20 Jan." in picture.description


@pytest.mark.parametrize("change", [{}, {"prepare": 0}, {"rail": 366, "talks": 366}, {"rail": 1, "talks": 1}])
def test_every_timeline_is_a_picture(change):
    assert schedule(**change).plot().png().startswith(b"\x89PNG")


def test_the_table_in_a_notebook_has_headers_for_who_cannot_see_it():
    page = schedule()._repr_html_()
    assert page.count('scope="row"') == 5 and page.count('scope="col"') == 5 and "<caption" in page


def test_the_last_dates_of_the_telegram_are_marked_where_they_are():
    marks = [line.get_xdata()[0] for line in schedule().plot().axes[0].lines]
    assert [mdates.num2date(mark).date() for mark in marks] == [date(1950, 1, 19), date(1950, 1, 31)]


def test_a_plan_for_another_year_is_not_taken_for_that_year():
    assert (
        "planned 9 Jan 1951 - 19 Jan 1951; happened 10-20 Jan."
        in schedule(received=date(1951, 1, 3)).plot().description
    )
