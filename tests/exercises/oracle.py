"""Whether an answer means a value, for every kind of question: found out without the code that is tested.

It reads less than the checks do where no generated answer needs it, and never more than a person would.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import acos, cos, degrees, radians, sin
from numbers import Number
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from dateutil import parser as dates_in_text

from moscow_telegrams import places, stations, telegram

MOSCOW = ZoneInfo("Europe/Moscow")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
IN_WORDS = dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]))
IN_WORDS |= {11: "eleven", 12: "twelve", 14: "fourteen", 15: "fifteen", 60: "sixty", 88: "eighty-eight"}
IN_WORDS |= {89: "eighty-nine"}


def means(asked, answer, value) -> bool:
    """Whether an answer means a value: the key of a question, or one of its alternatives."""
    if asked.kind in _SINGLE:
        if isinstance(answer, (np.ndarray, pd.Series)) and answer.size == 1:
            answer = np.asarray(answer).reshape(())[()]
        if isinstance(answer, (np.number, np.str_, np.bool_)) and not isinstance(answer, np.timedelta64):
            answer = answer.item()
    return (_SINGLE | _LARGER)[asked.kind](asked, answer, value)


# One value


def means_date(asked, answer, value) -> bool:
    if isinstance(answer, np.datetime64):
        answer = answer.astype("datetime64[D]").item()
    if isinstance(answer, str):
        days = {name for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") if name in answer.casefold()}
        if days - {f"{value:%a}".casefold(), "mon" if "month" in answer else ""}:
            return False
        if year_first := re.fullmatch(r"\s*(\d{4})\D(\d\d?)\D(\d\d?)(?:\D.*)?", answer):
            return tuple(map(int, year_first.groups())) == (value.year, value.month, value.day)
        answer = re.sub(r"^\s*the ", "", answer, flags=re.IGNORECASE)
        try:
            return {dates_in_text.parse(answer, dayfirst=first).date() for first in (True, False)} == {value}
        except (ValueError, OverflowError):
            return False
    return isinstance(answer, date) and (answer.year, answer.month, answer.day) == (value.year, value.month, value.day)


def means_number(asked, answer, value) -> bool:
    if isinstance(answer, (np.timedelta64, timedelta)):
        return asked.unit == "day" and pd.Timedelta(answer) == pd.Timedelta(days=value)
    if isinstance(answer, str):
        bare = rf"\s*{asked.unit}s?\.?$" if asked.unit else "$"
        text = re.sub(bare, "", unicodedata.normalize("NFKC", answer).strip().casefold()).rstrip(".")
        if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
            text = text.replace(",", "")
        if text.lstrip("+-").isdecimal():
            return int(text) == value
        word = IN_WORDS.get(value, "")
        return text in (word, word.replace("-", " ")) or bool(re.fullmatch(rf"\+?0*{value}\.0+", text))
    return isinstance(answer, (Number, Decimal, Fraction)) and not isinstance(answer, bool) and answer == value


def means_time(asked, answer, value) -> bool:
    if isinstance(answer, str) and re.match(r"\d{4}-\d\d-\d\d", answer):
        answer = dates_in_text.isoparse(answer)
    if isinstance(answer, datetime):
        told = answer if answer.tzinfo is None else answer.astimezone(MOSCOW)
        return answer.time() == value and answer.date() == asked.day and told.utcoffset() == answer.utcoffset()
    if isinstance(answer, time):
        return means_time(asked, datetime.combine(asked.day, answer), value)
    if isinstance(answer, str):
        text = unicodedata.normalize("NFKC", answer).strip().casefold().removeprefix("at ")
        text = re.sub(r" ?\(?(in )?moscow( time)?\)?$", "", text)
        on_24_hours = re.fullmatch(r"(0?17|seventeen)([:.]00|h)?( o'clock| hours)?( ?p\.? ?m\.?)?|1700( hours)?", text)
        return bool(
            on_24_hours or re.fullmatch(r"(0?5|five)([:.]00|h)?( o'clock)?( ?p\.? ?m\.?| in the \w+noon)", text)
        )
    return isinstance(answer, (int, float, np.number)) and not isinstance(answer, bool) and answer == value.hour


def means_choice(asked, answer, value) -> bool:
    return isinstance(answer, (str, int)) and _choices_by_name(asked).get(_plain(answer)) == value


def means_place(asked, answer, value) -> bool:
    return isinstance(answer, str) and _letters(answer) in {_letters(name) for name in names_of(value)}


# Several choices


def _plain(text) -> str:
    letters = unicodedata.normalize("NFKC", str(text)).replace("’", "'").casefold().replace("-", " ")
    return " ".join(letters.split()).rstrip(".").replace("can't", "cannot")


def _by_name(*named: dict) -> dict[str, str]:
    """Every name of a choice or row, and its key; where two have one name, the first."""
    found: dict[str, str] = {}
    for key, words in ((key, words) for names in named for key, words in names.items()):
        for name in (key, words):
            found.setdefault(_plain(name), key)
    return found


def _choices_by_name(asked) -> dict[str, str]:
    return {_plain(alias): key for alias, key in asked.aliases.items()} | _by_name(asked.choices)


def _blank(value) -> bool:
    nothing = value is None or value is ... or value is pd.NaT or value is pd.NA
    return (
        nothing
        or (isinstance(value, float) and value != value)
        or (isinstance(value, str) and value.strip(" .…") == "")
    )


def _chosen(asked, answer) -> list[str | None]:
    """The keys that an answer names, in its order; None for what is no choice."""
    known = _choices_by_name(asked)
    if isinstance(answer, str):
        text, names = _plain(answer), "|".join(sorted(map(re.escape, known), key=len, reverse=True))
        rest = re.sub(rf"(?<!\w)(?:{names})(?!\w)", " ", text)
        if re.sub(r"[\s,;&.()\[\]{}\"'“”]|\band\b", "", rest):
            return [None]
        return [known[name] for name in re.findall(rf"(?<!\w)(?:{names})(?!\w)", text)]
    parts = answer if isinstance(answer, (list, tuple, set, frozenset, np.ndarray, pd.Series)) else [answer]
    return [known.get(_plain(one)) for one in parts if not _blank(one)]


def means_choices(asked, answer, value) -> bool:
    return set(_chosen(asked, answer)) == set(value)


def means_order(asked, answer, value) -> bool:
    return not isinstance(answer, (set, frozenset)) and _chosen(asked, answer) == value


def means_match(asked, answer, value) -> bool:
    found: dict[str, str] = {}
    rows, choices = _by_name(asked.rows), _by_name(asked.choices)
    for row, choice in _pairs(answer):
        if _blank(choice):
            continue
        key, chosen = rows.get(_plain(row)), choices.get(_plain(choice))
        if key is None or chosen is None or found.setdefault(key, chosen) != chosen:
            return False
    return found == value


def _pairs(answer) -> list:
    if isinstance(answer, pd.DataFrame):
        return answer.to_numpy().tolist() if answer.shape[1] == 2 else []
    if isinstance(answer, pd.Series):
        return list(answer.items()) if answer.index.dtype.kind in "OU" or answer.index.dtype == "str" else list(answer)
    if isinstance(answer, dict):
        return list(answer.items())
    pairs = list(answer) if isinstance(answer, (list, tuple, np.ndarray)) else []
    return pairs if all(len(one) == 2 for one in pairs) else []


# Words of a telegram


def means_passage(asked, answer, value) -> bool:
    """Whether the words of a selection hold those of the key, no more than its sentences, and no whole section."""
    chosen = {word for part in _spans(asked, answer) for word in _words(asked.telegram, *part)}
    key = set(_words(asked.telegram, *_span_of(asked.telegram, value)))
    allowed = asked.most if value == asked.answer and asked.most else (value["sentence"],)
    most = key.union(*(_words(asked.telegram, *_sentences(asked.telegram)[number]) for number in allowed))
    whole = any(set(_words(asked.telegram, *part)) <= chosen for part in _sections(asked.telegram).values())
    return key <= chosen <= most and not whole and _without_gaps(asked.telegram, chosen)


@cache
def _sentences(name: str) -> dict[str, tuple[int, int]]:
    return {row.sentence: (row.start, row.end) for row in telegram(name).sentences.itertuples()}


@cache
def _sections(name: str) -> dict[str, tuple[int, int]]:
    table = telegram(name).sentences.groupby("section")
    return {name: (part["start"].min(), part["end"].max()) for name, part in table}


@cache
def _words(name: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words that a selection touches. A printed label, or a heading, is no word: it is in no sentence."""
    return [word for word in _all_words(name) if word[0] < end and start < word[1]]


@cache
def _all_words(name: str) -> list[tuple[int, int]]:
    text, sentences = telegram(name).text, _sentences(name).values()
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return [word for word in words if any(start <= word[0] < end for start, end in sentences)]


def _without_gaps(name: str, chosen: set) -> bool:
    ends = [word[0] for word in chosen], [word[1] for word in chosen]
    return bool(chosen) and chosen == set(_words(name, min(ends[0]), max(ends[1])))


def _span_of(name: str, passage: dict) -> tuple[int, int]:
    start, end = _sentences(name)[passage["sentence"]]
    first = telegram(name).text.index(passage["quotation"], start, end)
    return first, first + len(passage["quotation"])


def _spans(asked, answer) -> list[tuple[int, int]]:
    """Where the words of an answer stand; [] where it cannot be told."""
    if isinstance(answer, pd.DataFrame):
        answer = answer.to_dict("records")
    if isinstance(answer, pd.Series):
        answer = answer.to_dict() if isinstance(answer.index[0], str) else list(answer)
    if isinstance(answer, str):
        return _spans_of_text(asked.telegram, answer)
    if isinstance(answer, dict):
        return _spans_of_record(asked, answer)
    parts = list(answer) if isinstance(answer, (list, tuple, set, frozenset, np.ndarray)) else []
    if len(parts) == 2 and all(isinstance(one, (int, np.integer)) for one in parts):
        return [(int(parts[0]), int(parts[1]))]
    found = [_spans(asked, one) for one in parts]
    return [span for spans in found for span in spans] if all(found) else []


def _spans_of_record(asked, record) -> list[tuple[int, int]]:
    if record.get("telegram", asked.telegram) != asked.telegram:
        return []
    if "start" in record and "end" in record:
        return [(record["start"], record["end"])]
    quotation = record.get("quotation", record.get("text"))
    sentence = _sentences(asked.telegram).get(re.sub(r"[\s.]+$", "", record["sentence"].strip().casefold()))
    return _spans_of_quotation(asked.telegram, quotation, *sentence) if sentence else []


def _spans_of_text(name: str, text: str) -> list[tuple[int, int]]:
    numbered = _sentences(name) | _sections(name)
    bare = re.sub(r"\s", "", text.casefold()).strip("\"'“”.").removeprefix("sentence")
    if ends := re.fullmatch(r"(\w\d\w?\.?\d*)(?:-|–|to)(\w\d\w?\.?\d*)", bare):
        between = [numbered.get(ends[1]), numbered.get(ends[2])]
        return [(min(one[0] for one in between), max(one[1] for one in between))] if all(between) else []
    listed = [numbered.get(one.strip(".")) for one in re.split(r"[,;&]|and", bare)]
    return listed if all(listed) else _spans_of_quotation(name, text, 0, len(telegram(name).text))


def _spans_of_quotation(name: str, quotation: str, start: int, end: int) -> list[tuple[int, int]]:
    """The one place where words stand, as whole words, with straight or curly marks, in any letter case."""
    even = {ord(one): other for one, other in zip("“”‘’", "\"\"''", strict=True)}
    words = quotation.translate(even).casefold().strip(" .…\n").split()
    if words and words[0][0] == words[-1][-1] == '"':
        words = " ".join(words)[1:-1].strip(" .…").split()
    text = telegram(name).text[start:end].translate(even).casefold()
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = [match.span() for match in re.finditer(pattern, text)] if words else []
    return [(start + found[0][0], start + found[0][1])] if len(found) == 1 else []


# Places, tables, maps


@cache
def names_of(ref: str) -> frozenset[str]:
    """Every name of a place or station, by its id."""
    forms = ["id", "name", "in_1949", "today", "wade_giles", "pinyin", "hanzi", "russian"]
    rows = [table[table["id"] == ref].reindex(columns=forms) for table in (places(), stations())]
    return frozenset(str(name) for row in rows for name in row.to_numpy().ravel() if not _blank(name))


@cache
def coordinates(ref: str) -> tuple[float, float]:
    """Latitude and longitude in degrees: of the station where there is one."""
    rows = pd.concat([stations(), places()]).query("id == @ref")
    return float(rows["latitude"].iloc[0]), float(rows["longitude"].iloc[0])


def _letters(name: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKD", name).casefold())


def means_table(asked, answer, value) -> bool:
    """Whether one column, or the index, names the stops of the key, row by row, by any of their names."""
    if isinstance(answer, pd.Series):
        answer = answer.to_frame()
    if not isinstance(answer, pd.DataFrame) or len(answer) != len(value):
        return False
    columns = [list(answer.iloc[:, place]) for place in range(answer.shape[1])] + [list(answer.index)]
    return any(all(means_place(asked, *pair) for pair in zip(column, value, strict=True)) for column in columns)


def means_map(asked, answer, value) -> bool:
    """Whether what was drawn (see near_the_key.Drawn) is in place, all of it and nothing else, and in its order."""
    dots, lines = getattr(answer, "dots_drawn", []), getattr(answer, "lines_drawn", [])
    path = [point for line in lines for point in line] or dots
    stops = [coordinates(ref) for ref in value]
    reached = all(any(_near(asked, dot, stop) for dot in dots or path) for stop in stops)
    nothing_else = all(any(_near(asked, dot, stop) for stop in stops) for dot in dots)
    return reached and nothing_else and (not asked.ordered or _leads_through(asked, path, stops))


def _near(asked, one, other) -> bool:
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    angle = acos(min(1.0, sin(south) * sin(north) + cos(south) * cos(north) * cos(east - west)))
    return degrees(angle) * 111.195 <= asked.tolerance_km + 0.1


def _leads_through(asked, path, stops) -> bool:
    place = -1
    for stop in stops:
        place = next((k for k in range(place + 1, len(path)) if _near(asked, path[k], stop)), None)
        if place is None:
            return False
    return True


_SINGLE = {
    "date": means_date, "number": means_number, "time": means_time, "choice": means_choice, "place": means_place,
}  # fmt: skip
_LARGER = {
    "choices": means_choices, "order": means_order, "match": means_match, "evidence": means_passage,
    "table": means_table, "map": means_map,
}  # fmt: skip
