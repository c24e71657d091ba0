"""Answers that are places, tables of stops, and maps: reading them, and saying what about them is off.

A map may be any folium map that a student has built. Its dots and lines are read from its objects; its page is not
rendered. What a check says of a wrong map names the student's own stops and tells how far off they are; it never tells
where they belong.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from moscow_telegrams.atlas.added import Point, Stop, added_to
from moscow_telegrams.atlas.railway import kilometres, line
from moscow_telegrams.edition.authorities import records
from moscow_telegrams.exercises.answers import UnclearError
from moscow_telegrams.exercises.checks import Outcome, Result

if TYPE_CHECKING:
    from moscow_telegrams.exercises.bank import Question

_FORMS = ("id", "name", "in_1949", "today", "wade_giles", "pinyin", "hanzi", "russian")
_SHOWN = 3  # stops that a message names, at most


# A place


def read_place(value: object) -> str:
    """The id of a station or a place, from its id or from any name of it, in any letter case.

    >>> read_place(" yekaterinburg "), read_place("Port Arthur"), read_place("Lenin's tomb")
    ('sverdlovsk', 'lushun', 'lenins-tomb')
    >>> read_place("Moskow")
    Traceback (most recent call last):
        ...
    moscow_telegrams.exercises.answers.UnclearError: No place on these maps is called that. Did you mean “Moscow”?
    """
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        value = value.item()
    if not isinstance(value, str):
        raise UnclearError("Write the name of a place in quotation marks, as it stands on the map.")
    name = _plain(value[:200])
    if name in _names():
        return _names()[name]
    near = _nearest(name)
    spelt = f"Did you mean “{_called(near)}”?" if near else "Write it as it stands on the map."
    raise UnclearError(f"No place on these maps is called that. {spelt}")


@lru_cache(maxsize=256)
def _nearest(name: str) -> str:
    """The id of the place whose name is spelt most like this one; "" when none is."""
    near = get_close_matches(name[:40], _names(), n=1, cutoff=0.75)
    return _names()[near[0]] if near else ""


@cache
def _names() -> dict[str, str]:
    """Every name of every place, in plain letters, and the id of the place."""
    known = [*records("place", "placeName"), *line()]
    return {_plain(row[form]): row["id"] for form in reversed(_FORMS) for row in known if row.get(form)}


def place_names() -> dict[str, str]:
    """The name of every station and place on the maps, by its id, in the order of the alphabet.

    >>> place_names()["otpor"]
    'Otpor'
    """
    named = {row["id"]: row["name"] for row in (*records("place", "placeName"), *line())}
    return dict(sorted(named.items(), key=lambda entry: entry[1]))


def _called(ref: str) -> str:
    return next(row["name"] for row in (*line(), *records("place", "placeName")) if row["id"] == ref)


def _plain(text: str) -> str:
    """A name without accents, punctuation and capital letters."""
    letters = unicodedata.normalize("NFKD", text.replace("-", " ")).casefold()
    return " ".join("".join(letter for letter in letters if letter.isalnum() or letter == " ").split())


def points_of(refs: list[str]) -> list[Point]:
    """Where some places or stations are; a station where both have the id.

    >>> points_of(["otpor"])
    [(49.656, 117.318)]
    """
    known = {row["id"]: row for row in (*records("place", "placeName"), *line())}
    return [(known[ref]["latitude"], known[ref]["longitude"]) for ref in refs]


# A table of stops


def judge_table(asked: Question, given: list[str]) -> Result:
    """What a table of stops comes to: which stops are in it, and in which order.

    >>> from moscow_telegrams.exercises.bank import question
    >>> judge_table(question("renamed-stations"), ["beijing"]).outcome.value
    'not_yet'
    """
    right = asked.answer
    if given == right:
        return Result(Outcome.CORRECT, asked.correct)
    for expected in asked.misconceptions:
        if given == expected.answer:
            return Result(Outcome.NOT_YET, expected.feedback)
    if sorted(given) == sorted(right):
        return Result(Outcome.PARTLY, "Every row that belongs in the table is there. Look at their order.")
    return Result(Outcome.PARTLY if set(given) & set(right) else Outcome.NOT_YET, _amiss(given, right))


def read_table(table: object) -> list[str]:
    """The stops in a DataFrame or in one column of it, by id, "?" for a row without one.

    They are read from whichever column names most of them. Raises UnclearError for anything but a table, and for a
    table without stops.

    >>> from moscow_telegrams.atlas.railway import stations
    >>> read_table(stations().head(2))
    ['beijing', 'tianjin']
    """
    if _of_pandas(table, "Series"):
        if table.dtype == bool:
            raise UnclearError(
                "This is the condition: it says of each row whether it is chosen. "
                "Write it in square brackets after the table, to get the rows themselves."
            )
        table = table.to_frame()
    if not _of_pandas(table, "DataFrame"):
        raise UnclearError("Give a table: some rows of stations() or places(), for example.")
    if not len(table):
        raise UnclearError("No row is left in this table. Look at the condition by which you chose.")
    columns = [[_stop(cell) for cell in table[column].head(500)] for column in dict.fromkeys(table.columns)]
    columns.append([_stop(cell) for cell in table.index[:500]])
    stops = max(columns, key=lambda found: sum(map(bool, found)))
    if not any(stops):
        raise UnclearError("I find no column with names of stations in this table. Keep the column “name”.")
    return [stop or "?" for stop in stops]


def _of_pandas(value: object, kind: str) -> bool:
    return type(value).__name__ == kind and type(value).__module__.partition(".")[0] == "pandas"


def _stop(cell: object) -> str:
    try:
        return read_place(cell)
    except UnclearError:
        return ""


def _amiss(given: list[str], right: list[str]) -> str:
    extra = [stop for stop in dict.fromkeys(given) if stop not in right]
    missing = len([stop for stop in right if stop not in given])
    twice = [stop for stop in dict.fromkeys(given) if given.count(stop) > 1 and stop in right]
    parts = []
    if extra:
        names = ", ".join(f"“{_called(stop)}”" if stop != "?" else "a row without a station" for stop in extra[:_SHOWN])
        more = f" and {len(extra) - _SHOWN} more" if len(extra) > _SHOWN else ""
        parts.append(f"Not what is asked for: {names}{more}.")
    if twice:
        parts.append(f"“{_called(twice[0])}” stands in it more than once.")
    if missing:
        parts.append(f"Still missing: {_rows(missing)}.")
    return " ".join(parts)


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


# A map


@dataclass(frozen=True)
class Drawing:
    """What a student has put on a map: dots, and lines from point to point."""

    dots: list[Stop]
    lines: list[list[Point]]


def read_map(answer: object) -> Drawing:
    """The dots and lines on a folium map; UnclearError for anything that is no map."""
    if not any(base.__name__ == "Map" and base.__module__.startswith("folium") for base in type(answer).__mro__):
        raise UnclearError("This is not a map. Give the map itself, by its name and without quotation marks.")
    return Drawing(*stops_of(answer))


def judge_map(asked: Question, given: Drawing) -> Result:
    """What a map comes to: its dots, or the corners of its lines where it has none, against the stops asked for.

    Every stop has to be within `asked.tolerance_km` of its place. Where `asked.ordered`, the line, or the dots in the
    order in which they were added, must lead from stop to stop.

    >>> from moscow_telegrams.atlas import blank_map
    >>> from moscow_telegrams.exercises.bank import question
    >>> judge_map(question("my-route"), read_map(blank_map())).message
    'There is nothing of yours on this map yet: I find no dot and no line on it.'
    """
    dots, lines = given.dots, given.lines
    stops = dots or [Stop(at) for path in lines for at in path]
    if not stops:
        return Result(Outcome.NOT_YET, "There is nothing of yours on this map yet: I find no dot and no line on it.")
    places = points_of(asked.answer)
    near = _near(stops, places, asked.tolerance_km)
    turned = [Stop((stop.at[1], stop.at[0]), stop.label) for stop in stops]
    if sum(map(bool, _near(turned, places, asked.tolerance_km))) > max(sum(map(bool, near)), len(places) // 2):
        return Result(
            Outcome.NOT_YET,
            "Latitude and longitude have changed places. On a map of folium the latitude (north) comes first.",
        )
    if not all(near):
        return _somewhere_else(asked, stops, places, near)
    unasked = [
        stop.told(number)
        for number, stop in enumerate(dots, 1)
        if all(kilometres(stop.at, place) > asked.tolerance_km for place in places)
    ]
    if unasked:
        return Result(
            Outcome.PARTLY,
            f"Every stop is in its place. Not asked for, or drawn twice and far off: {', '.join(unasked[:_SHOWN])}.",
        )
    path = [Stop(at) for path in lines for at in path] or dots
    return _in_order(asked, path, places) if asked.ordered else Result(Outcome.CORRECT, asked.correct)


def stops_of(atlas: object) -> tuple[list[Stop], list[list[Point]]]:
    """The dots and the lines of a map: those of our own layers, then what was added.

    >>> from moscow_telegrams.atlas import places_map
    >>> [stop.label for stop in stops_of(places_map("yalta", "moscow"))[0]]
    ['Yalta', 'Moscow']
    """
    added, lines = added_to(atlas)
    return [*(Stop(tuple(dot["at"]), dot["label"]) for dot in getattr(atlas, "dots", [])), *added], lines


def _near(stops: list[Stop], places: list[Point], tolerance: float) -> list[bool]:
    """For each place, whether a stop is near it."""
    return [any(kilometres(stop.at, place) <= tolerance for stop in stops) for place in places]


def _somewhere_else(asked: Question, stops: list[Stop], places: list[Point], near: list[bool]) -> Result:
    """Some places have no stop: which stops are off, and by how far."""
    astray = [
        (number, stop)
        for number, stop in enumerate(stops, 1)
        if all(kilometres(stop.at, place) > asked.tolerance_km for place in places)
    ]
    empty = [place for place, there in enumerate(near) if not there]
    said = []
    for number, stop in astray[:_SHOWN]:
        if _is_another(asked, stop):
            said.append(f"{stop.told(number)} is not asked for.")
            continue
        target = _meant(asked, stop, number, len(stops), empty, places)
        if target is not None:
            said.append(f"{stop.told(number)} is about {_rounded(kilometres(stop.at, places[target]))} km off.")
            empty.remove(target)
    left = len(empty) - max(0, len(astray) - _SHOWN)
    if left > 0:
        said.append(f"Still missing: {'1 stop' if left == 1 else f'{left} stops'}.")
    in_place = sum(near)
    if in_place:
        said.insert(0, f"{in_place} of {len(places)} stops {'is' if in_place == 1 else 'are'} in place.")
    return Result(Outcome.PARTLY if in_place else Outcome.NOT_YET, " ".join(said))


def _is_another(asked: Question, stop: Stop) -> bool:
    """Whether a stop bears the name of a place that is not in the question."""
    try:
        return read_place(stop.label) not in asked.answer
    except UnclearError:
        return False


def _meant(asked: Question, stop: Stop, number: int, stops: int, empty: list[int], places: list[Point]) -> int | None:
    """Which of the places without a stop this stop was meant for: by its label, by its number, or the nearest."""
    try:
        named = asked.answer.index(read_place(stop.label))
    except (UnclearError, ValueError):
        named = None
    if named in empty:
        return named
    if stops == len(places) and number - 1 in empty:
        return number - 1
    return min(empty, key=lambda place: kilometres(stop.at, places[place]), default=None)


def _in_order(asked: Question, path: list[Stop], places: list[Point]) -> Result:
    """Every place has its stop; does the path lead through them one after the other?"""
    visited = [
        min(range(len(path)), key=lambda step, place=place: kilometres(path[step].at, place)) for place in places
    ]
    missed = sum(
        kilometres(path[step].at, place) > asked.tolerance_km for step, place in zip(visited, places, strict=True)
    )
    if missed:
        return Result(Outcome.PARTLY, f"Every dot is in its place, but the line misses {missed} of them.")
    if all(one < two for one, two in pairwise(visited)):
        return Result(Outcome.CORRECT, asked.correct)
    if all(one > two for one, two in pairwise(visited)):
        return Result(Outcome.PARTLY, "Every stop is in its place. The route runs the other way: turn it round.")
    wrong = next(step for before, step in pairwise(visited) if step < before)
    return Result(
        Outcome.PARTLY,
        f"Every stop is in its place, but the route does not take them in their order: "
        f"look at {path[wrong].told(wrong + 1)[0].lower() + path[wrong].told(wrong + 1)[1:]}.",
    )


def _rounded(length: float) -> int:
    """Kilometres to two figures: how far off, and not how to mend it."""
    figures = 10 ** max(0, len(str(int(length))) - 2)
    return round(length / figures) * figures


# What the check asks


def read(asked: Question, answer: object) -> str | list[str] | Drawing:
    """What a place, a table or a map says; UnclearError where it cannot be read.

    >>> from moscow_telegrams.exercises.bank import question
    >>> read(question("first-soviet-station"), "Chita")
    'chita'
    """
    return {"place": read_place, "table": read_table, "map": read_map}[asked.kind](answer)


def judged(asked: Question, given: list[str] | Drawing) -> Result:
    """What a table or a map comes to: `given` is what `read` has made of it."""
    return {"table": judge_table, "map": judge_map}[asked.kind](asked, given)


def kept(asked: Question, given: list[str] | Drawing) -> Any:
    """A table or a map as the workbook keeps it: ids of stops; dots and lines in degrees."""
    if asked.kind == "table":
        return given
    dots = [{"at": list(stop.at), "label": stop.label} for stop in given.dots]
    return {"dots": dots, "lines": [[list(point) for point in line] for line in given.lines]}
