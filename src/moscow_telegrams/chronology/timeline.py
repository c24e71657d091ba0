"""Chou's schedule as a timeline: the plan above what happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from matplotlib import dates as mdates

from moscow_telegrams.chronology.schedule import TITLES
from moscow_telegrams.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from moscow_telegrams.chronology.schedule import Schedule, Step

_LASTING = ("prepare", "rail", "talks")
_PLAN, _EVENT = "#1f5fa8", "#b3501b"
_HEIGHT = 0.32
_YEAR = 1950  # of the telegram; any other is written out
_STATED = "last date in the telegram"


def timeline(schedule: Schedule) -> Picture:
    """The steps of a schedule that take time, each with a bar for the plan and one for what happened.

    >>> from moscow_telegrams.chronology.schedule import schedule
    >>> timeline(schedule()).description[:60]
    'Timeline. Preparation: planned 4-8 Jan; our sources do not t'
    """
    steps = [step for step in schedule.steps if step.name in _LASTING and step.first]
    picture = Picture(_described(steps), figsize=(8.4, 0.8 * len(steps) + 1.1), layout="constrained")
    axes = picture.add_subplot()
    for row, step in enumerate(steps):
        _bar(axes, row - 0.19, step.first, step.last, _PLAN, "plan", row == 0)
        if step.happened:
            _bar(axes, row + 0.19, step.event_first, step.event_last, _EVENT, "what happened", step.name == "rail")
        else:
            axes.annotate(
                "our sources do not tell what happened",
                (mdates.date2num(step.first), row + 0.19),
                va="center",
                fontsize=9,
                style="italic",
                color="#444444",
            )
        _stated(axes, row - 0.19, step, step.name == "rail")
    _frame(axes, steps)
    return picture


def _bar(axes: Axes, row: float, first: date, last: date, colour: str, label: str, named: bool) -> None:
    """A bar from the morning of the first day to the evening of the last, with its dates written on it."""
    length = (last - first + timedelta(days=1)).days
    axes.barh(
        row,
        length,
        _HEIGHT,
        mdates.date2num(first),
        label=label if named else None,
        facecolor=colour if label == "plan" else "white",
        edgecolor=colour,
        linewidth=1.2,
        hatch=None if label == "plan" else "////",
    )
    axes.annotate(
        _days(first, last),
        (mdates.date2num(first), row),
        (5, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        bbox={"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )


def _stated(axes: Axes, row: float, step: Step, named: bool) -> None:
    """A mark at the last date that the telegram itself names for the step."""
    if len(step.stated) == len("1950-01-31"):
        day = date.fromisoformat(step.stated)
        axes.plot(
            mdates.date2num(day) + 0.5,
            row,
            "D",
            color="white",
            markeredgecolor="black",
            markersize=6,
            linestyle="none",
            label=_STATED if named else None,
        )


def _frame(axes: Axes, steps: list[Step]) -> None:
    days = [day for step in steps for day in (step.first, step.last, step.event_first, step.event_last) if day]
    axes.set_xlim(mdates.date2num(min(days)) - 1, mdates.date2num(max(days)) + 2)
    axes.set_ylim(len(steps) - 0.5, -0.5)
    axes.set_yticks(range(len(steps)), [TITLES[step.name] for step in steps])
    axes.xaxis.set_major_locator(mdates.WeekdayLocator(mdates.MO, interval=1 + (max(days) - min(days)).days // 70))
    axes.xaxis.set_major_formatter(_short)
    axes.grid(axis="x", color="#d5d5d5", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    drawn = sorted(zip(*axes.get_legend_handles_labels(), strict=True), key=lambda entry: entry[1] == _STATED)
    axes.legend(
        *zip(*drawn, strict=True), loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0.2
    )


def _described(steps: list[Step]) -> str:
    parts = []
    for step in steps:
        event = (
            f"happened {_days(step.event_first, step.event_last)}"
            if step.happened
            else "our sources do not tell what happened"
        )
        parts.append(f"{TITLES[step.name]}: planned {_days(step.first, step.last)}; {event}.")
    return " ".join(["Timeline.", *parts])


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.month, first.year) == (last.month, last.year) == (last.month, _YEAR):
        return f"{first.day}-{_day(last)}"
    return f"{_day(first)} - {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}" if day.year == _YEAR else f"{day.day} {day:%b %Y}"


def _short(number: float, position: int | None = None) -> str:
    return _day(mdates.num2date(number).date())
