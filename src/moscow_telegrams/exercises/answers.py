"""Reading an answer: the many ways in which a student may write one date, hour, number or choice.

Each reader takes a value of any type and gives back what it says. It raises UnclearError, with a sentence for the
student, where a value cannot be read or can be read in two ways. Nothing a student writes is ever evaluated.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real
from zoneinfo import ZoneInfo

from moscow_telegrams.chronology.clocks import ZONES

_LONGEST = 200  # characters; a longer text is not a date, an hour or a number
_LONGEST_LIST = 2_000  # characters of a text that names several choices
_LARGEST = 10**30
_CONTAINERS = (list, tuple, set, frozenset)

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_ONES)} | {
    f"{ten}{joint}{one}".rstrip("- "): 20 + 10 * place + unit
    for place, ten in enumerate(_TENS)
    for unit, one in enumerate(("", *_ONES[1:10]))
    for joint in ("-", " ")
}


class UnclearError(Exception):
    """An answer that cannot be read; the message tells the student how to write it."""


@dataclass(frozen=True)
class DayOfYear:
    """A day and a month without a year: "19 January"."""

    month: int
    day: int


@dataclass(frozen=True)
class Moment:
    """An hour of the day, with its date where the answer gave one; `elsewhere`, when it is told by another clock."""

    clock: time
    day: date | None = None
    elsewhere: bool = False


def is_blank(value: object) -> bool:
    """Whether nothing has been answered: `...`, None, NaN, NaT, NA, "", or a container that holds nothing else.

    >>> [is_blank(value) for value in (..., None, float("nan"), " ", [], {"a": ...}, 0)]
    [True, True, True, True, True, True, False]
    """
    if type(value).__name__ != "DataFrame" and (several := held(value)) is not None:
        return is_blank(several)
    value = _plain(value)
    if value is None or value is ...:
        return True
    if type(value).__name__ in ("NaTType", "NAType"):  # named, so that pandas is not imported for this
        return True
    if isinstance(value, str):
        return value.strip() in ("", "...", "…", "NaT")
    if isinstance(value, Decimal):
        return value.is_nan()
    if isinstance(value, Real):
        return value != value
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return value == b"" if isinstance(value, bytes) else isinstance(value, _CONTAINERS) and all(map(is_blank, value))


def read_date(value: object) -> date | DayOfYear:
    """A date from a date, a datetime, a pandas Timestamp, a numpy datetime64, or text.

    >>> read_date("Jan 19, 1950")
    datetime.date(1950, 1, 19)
    >>> read_date("19 January")
    DayOfYear(month=1, day=19)
    >>> read_date("1/2/1950")
    Traceback (most recent call last):
        ...
    moscow_telegrams.exercises.answers.UnclearError: This can be read as two different days. Write the month as a word.
    """
    value = _plain(value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise UnclearError('This is not a date. Write one such as date(1950, 1, 3) or "3 January 1950".')
    text = _tidy(value)
    for reader in (_iso_date, _numeric_date, _named_date):
        found = reader(text)
        if found is not None:
            return found
    raise UnclearError(
        'I cannot read this as a date. Write the day, the month as an English word, and the year, as in "3 March 1949".'
    )


def read_time(value: object, clock: str = "", day: date | None = None) -> Moment:
    """An hour from a time, a datetime, a number of hours on the 24-hour clock, or text such as "5 p.m.".

    `clock` is the city, "Beijing" or "Moscow", whose clock the question means; an answer may name it ("5 p.m. Moscow
    time"). An hour with a time zone that is told by another clock, on `day`, is `elsewhere`.

    >>> read_time("5 p.m.").clock, read_time("17:00").clock
    (datetime.time(17, 0), datetime.time(17, 0))
    """
    value = _plain(value)
    if isinstance(value, datetime):
        return _moment(value, clock)
    if isinstance(value, time):
        moment = _moment(datetime.combine(day or date(1950, 1, 1), value), clock)
        return Moment(moment.clock, None, moment.elsewhere)
    if isinstance(value, Real) and not isinstance(value, bool) and value == value // 1 and 0 <= value < 24:
        return Moment(_hour_and_minute(str(int(value)), None, None))
    if not isinstance(value, str):
        raise UnclearError('This is not an hour of the day. Write one such as time(9, 30) or "9:30 a.m.".')
    text = _tidy(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d.*", text):
        return _moment(_datetime(text), clock)
    text = _without_clock(text.removeprefix("at "), clock)
    text = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}.get(text, text)
    if four := re.fullmatch(r"(\d\d)(\d\d)(?: ?hours)?", text):
        return Moment(_hour_and_minute(four[1], four[2], None))
    found = re.fullmatch(
        r"(?P<hour>\d{1,2}|[a-z]+)(?:[:.h](?P<minute>\d\d)(?:[:.]00)?| ?h)?(?: ?o'?clock)?"
        r"(?: ?(?P<half>[ap])\.? ?m\.?| in the (?P<part>morning|afternoon|evening))?(?: ?hours)?",
        text,
    )
    if not found or not (found["hour"].isdecimal() or found["hour"] in _WORDS):
        raise UnclearError(
            'I cannot read this as an hour. Write one such as "9:30" with a.m. or p.m., or on the 24-hour clock.'
        )
    hour = found["hour"] if found["hour"].isdecimal() else str(_WORDS[found["hour"]])
    half = found["half"] or {"morning": "a", "afternoon": "p", "evening": "p"}.get(found["part"])
    return Moment(_hour_and_minute(hour, found["minute"], half))


def _moment(value: datetime, clock: str) -> Moment:
    """A datetime as it reads, and whether it is told by another clock than the one that is asked for."""
    told = value.utcoffset()
    elsewhere = bool(clock) and told is not None and told != value.astimezone(ZoneInfo(ZONES[clock])).utcoffset()
    return Moment(value.time(), value.date(), elsewhere)


def _datetime(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        raise UnclearError("I cannot read this date and hour. Write one or the other.") from None


def _without_clock(text: str, clock: str) -> str:
    """The text without the name of the clock that is asked for."""
    named = re.fullmatch(r"(?P<hour>.*?) ?\(?(?:in |by )?(?P<city>beijing|moscow)(?: time)?\)?", text)
    if named is None:
        return text
    if clock and named["city"] != clock.casefold():
        raise UnclearError("This names another clock than the question does.")
    return named["hour"]


def read_number(value: object, unit: str = "") -> Fraction:
    """A number from any number, a length of time in whole days, or text: 12, 12.0, "12", "twelve", "12 days".

    `unit` is the singular of what the question counts ("day"); an answer may name it, and no other.

    >>> read_number("twelve") == read_number(12.0) == read_number(timedelta(days=12), "day") == 12
    True
    """
    value = _plain(value)
    if isinstance(value, timedelta) and unit == "day":
        return Fraction(value // timedelta(microseconds=1), 86_400_000_000)
    if isinstance(value, bool) or not isinstance(value, (Rational, Real, Decimal, str)):
        raise UnclearError("This is not a number. Write one in digits.")
    if not isinstance(value, str):
        try:
            number = Fraction(value)
        except (ValueError, OverflowError, TypeError):
            raise UnclearError("This number has no end. Write one in digits.") from None
        if abs(number) > _LARGEST:
            raise UnclearError("This number is far too large.")
        return number
    text = _tidy(value).rstrip(".")
    if unit:
        text = re.sub(rf" ?{unit}s?$", "", text)
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?", text):
        text = text.replace(",", "")  # of thousands, as this course prints them
    if re.fullmatch(r"[+-]?\d{1,30}(?:\.\d{1,30})?", text):
        return Fraction(text)
    if text in _WORDS:
        return Fraction(_WORDS[text])
    units = unit if unit == "km" else f"{unit}s"
    counted = f" The question asks for a number of {units}." if unit else ""
    raise UnclearError(f"I cannot read this as a number. Write it in digits.{counted}")


_CANNOT_TELL = {"cannot tell", "we cannot tell", "the telegram cannot tell", "the telegrams cannot tell"}
_DECIDE = "“Cannot tell” is not among the choices here. Which of them can you support with words of the text?"
_NO_CHOICE = "This is not one of the choices. Write the short word that stands before a choice, in quotation marks."


def read_choice(
    value: object, choices: dict[str, str], aliases: dict[str, str] | None = None, told: str = _NO_CHOICE
) -> str:
    """The key of a choice, from its key, its words or an alias, in any letter case, with or without hyphens.

    `told` is what the student is told when it is none of them.

    >>> read_choice(" Yes. ", {"yes": "Yes.", "no": "No."})
    'yes'
    """
    value = _plain(value)
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        given = _phrase(str(value))
        accepted = [(name, key) for key, words in choices.items() for name in (key, words)] + list(
            (aliases or {}).items()
        )
        for name, key in accepted:
            if given == _phrase(name):
                return key
        if told == _NO_CHOICE and given in _CANNOT_TELL:
            raise UnclearError(_DECIDE)
    raise UnclearError(told)


def read_choices(value: object, choices: dict[str, str], aliases: dict[str, str] | None = None) -> list[str]:
    """The keys of all the choices that an answer names, in the order of the question: "a, c", ["c", "a"], {"a", "c"}.

    >>> read_choices("C, a", {"a": "Now", "b": "Later", "c": "Never"})
    ['a', 'c']
    """
    named = set(_named(value, choices, aliases))
    return [key for key in choices if key in named]


def read_order(value: object, choices: dict[str, str], aliases: dict[str, str] | None = None) -> list[str]:
    """The keys of all the choices in the order of the answer. Every one must be there, and once.

    >>> read_order("c, a, b", {"a": "Now", "b": "Later", "c": "Never"})
    ['c', 'a', 'b']
    """
    if isinstance(value, (set, frozenset)):
        raise UnclearError("A set has no order. Write a list, in square brackets.")
    named = _named(value, choices, aliases)
    if len(set(named)) < len(named):
        raise UnclearError("One of them stands in your order more than once.")
    if len(named) < len(choices):
        raise UnclearError(f"There are {len(choices)} to put in order, and you have {len(named)}.")
    return named


def read_match(value: object, rows: dict[str, str], choices: dict[str, str]) -> dict[str, str]:
    """The key of a choice for each row that is filled in: from a dictionary, pairs, or a table of two columns.

    >>> read_match({"One": "a", "2": "B", "3": ...}, {"one": "1", "two": "2", "three": "3"}, {"a": "A", "b": "B"})
    {'one': 'a', 'two': 'b'}
    """
    found: dict[str, str] = {}
    for row, choice in _pairs(value):
        if is_blank(choice):
            continue
        key = read_choice(row, rows, told=f"This is not one of the rows: {_short(row)}.")
        chosen = read_choice(choice, choices, told=f"This is not one of the choices: {_short(choice)}.")
        if found.get(key, chosen) != chosen:
            raise UnclearError(f"The row “{rows[key]}” has two different choices.")
        found[key] = chosen
    return found


def _pairs(value: object) -> list[tuple[object, object]]:
    value = value if (several := held(value)) is None else several
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, (list, tuple)) and all(isinstance(one, (list, tuple)) and len(one) == 2 for one in value):
        return [tuple(one) for one in value]
    raise UnclearError('Give each row its choice: in a table of two columns, or as {"row": "choice"}.')


def _short(value: object) -> str:
    return f"“{value[:40]}”" if isinstance(value, str) else "something that is no text"


def _named(value: object, choices: dict[str, str], aliases: dict[str, str] | None) -> list[str]:
    """The keys that an answer names, in its order."""
    value = value if (several := held(value)) is None else several
    if isinstance(value, str):
        value = _parts(value, choices, aliases)
    if isinstance(value, dict):
        raise UnclearError("Write a list, in square brackets.")
    parts = list(value) if isinstance(value, _CONTAINERS) and len(value) <= _LONGEST else [value]
    return [read_choice(one, choices, aliases) for one in parts if not is_blank(one)]


def _parts(text: str, choices: dict[str, str], aliases: dict[str, str] | None) -> list[str]:
    """A text that names several choices, at its commas and lines or, where every word names one, at its spaces."""
    if len(text) > _LONGEST_LIST:
        raise UnclearError("This is longer than an answer to this question can be.")
    with suppress(UnclearError):
        return [read_choice(text, choices, aliases)]
    for joint in (r"\s*[,;\n]\s*(?:and\s+)?|\s+(?:and|&)\s+", r"[\s,;&]+(?:and\s+)?"):
        parts = [part.strip("\"'") for part in re.split(joint, text.strip(" .[](){}"), flags=re.IGNORECASE) if part]
        with suppress(UnclearError):
            return [read_choice(part, choices, aliases) for part in parts]
    raise UnclearError(
        "Something here is not one of the choices. Write the short words that stand before them, with commas between."
    )


def _phrase(text: str) -> str:
    return _tidy(text).rstrip(".").replace("-", " ").replace("can't", "cannot")


def read_text(value: object) -> str:
    """A text as the student wrote it.

    >>> read_text(" Because … ")
    'Because …'
    """
    if not isinstance(value, str):
        raise UnclearError("Write your answer as a text, in quotation marks.")
    return value.strip()


def held(value: object) -> list | dict | None:
    """What an array, a column, a row or a table of pandas holds, as Python's own; None for anything else.

    A table of two columns becomes pairs, any other its rows. A row or column with names becomes a dictionary; pairs,
    where a name stands in it twice.
    """
    if type(value).__module__.partition(".")[0] not in ("numpy", "pandas"):
        return None
    if len(getattr(value, "shape", ())) and len(value) > _LONGEST:
        raise UnclearError("This holds more than an answer to this question can.")
    match type(value).__name__:
        case "ndarray" | "Index" | "StringArray" | "ArrowStringArray" | "Categorical":
            return list(value.reshape(-1)) if value.ndim < 2 else [list(row) for row in value]
        case "Series":
            named = type(value.index).__name__ != "RangeIndex" and all(isinstance(one, str) for one in value.index)
            if named and not value.index.is_unique:  # a dictionary would forget all but the last
                return list(value.items())
            return value.to_dict() if named else list(value)
        case "DataFrame":
            if len(value.columns) == 2:
                return [tuple(row) for row in value.to_numpy()]
            return value.loc[:, ~value.columns.duplicated()].to_dict("records")  # pandas warns of two of one name
    return None


def _plain(value: object) -> object:
    """A numpy or pandas value as the Python value that it stands for; anything else as it is."""
    if type(value).__module__.partition(".")[0] not in ("numpy", "pandas"):
        return value
    if type(value).__name__ in ("ndarray", "Series"):
        if value.size > 1:
            raise UnclearError("This holds several values. Give one.")
        # not .item(), which makes a bare integer of a date to the nanosecond
        value = next(iter(value.reshape(-1) if hasattr(value, "reshape") else value), None)
    kind = type(value).__name__
    if kind == "datetime64":
        return str(value)
    if kind == "timedelta64":
        return None if str(value) == "NaT" else value.astype("timedelta64[us]").item()
    return value.item() if hasattr(value, "item") else value


def _tidy(text: str) -> str:
    """Text in one form: compatible characters, small letters, single spaces, straight quotation marks."""
    if len(text) > _LONGEST:
        raise UnclearError("This is longer than an answer to this question can be.")
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def _day(year: str, month: int, day: str) -> date:
    if len(year) != 4:
        raise UnclearError("Write the year with four digits.")
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise UnclearError("There is no such day in the calendar.") from None


def _iso_date(text: str) -> date | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d[t ]\d\d:.*", text):
        return _datetime(text).date()
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    if not found:
        return None
    if not 1 <= int(found[2]) <= 12:
        raise UnclearError("There is no such month in the calendar.")
    return _day(found[1], int(found[2]), found[3])


def _numeric_date(text: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{2}|\d{4})", text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if first <= 12 and second <= 12 and first != second:
        raise UnclearError("This can be read as two different days. Write the month as a word.")
    day, month = (first, second) if second <= 12 else (second, first)
    if not 1 <= month <= 12:
        raise UnclearError("There is no such month in the calendar.")
    return _day(found[3], month, str(day))


def _named_date(text: str) -> date | DayOfYear | None:
    words = [word for word in re.split(r"[\s,./-]+", text) if word not in ("", "of", "the", "on")]
    weekday = next((place for place, name in enumerate(_WEEKDAYS) if words and _short_for(words[0], name)), None)
    if weekday is not None:
        words = words[1:]
    if len(words) not in (2, 3):
        return None
    day, month, *year = words if words[0][:1].isdecimal() else (words[1], words[0], *words[2:])
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", day)
    place = next((place for place, name in enumerate(MONTHS, 1) if _short_for(month, name)), None)
    if not number or place is None:
        return None
    if not year:
        _day("1952", place, number[1])  # a leap year: is there such a day at all?
        return DayOfYear(place, int(number[1]))
    if not re.fullmatch(r"\d+", year[0]):
        return None
    found = _day(year[0], place, number[1])
    if weekday is not None and found.weekday() != weekday:
        raise UnclearError("That day was a different day of the week. Look again, or leave the day of the week out.")
    return found


def _short_for(word: str, name: str) -> bool:
    return word == name or word == name[:3] or (word == "sept" and name == "september")


def _hour_and_minute(hour: str, minute: str | None, half: str | None) -> time:
    if not hour.isdecimal() or int(hour) > 24 or int(minute or 0) > 59:
        raise UnclearError("There is no such hour of the day.")
    number = int(hour) % 24
    if half is None and 1 <= number < 12 and len(hour) == 1:
        raise UnclearError("Is this in the morning or in the evening? Add a.m. or p.m., or use the 24-hour clock.")
    if half is None and number in (10, 11):
        raise UnclearError("Is this in the morning or in the evening? Add a.m. or p.m.")
    if half and int(hour) == 24:
        raise UnclearError("There is no such hour of the day.")
    if half == "a" and number > 12:
        raise UnclearError("An hour after 12 on the 24-hour clock is not in the morning.")
    if half and number <= 12:
        number = number % 12 + (12 if half == "p" else 0)
    return time(number, int(minute or 0))
