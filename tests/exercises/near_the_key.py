"""Answers near the key of a question, of every kind: where a wrong accept, or a word too many, is likeliest."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import cos, radians
from random import Random
from zoneinfo import ZoneInfo

import folium
import numpy as np
import pandas as pd
from oracle import IN_WORDS, MONTHS, coordinates, names_of

from moscow_telegrams import places, stations, telegram

DATES = [
    "{d} {month} {y}",
    "{month} {d}, {y}",
    "{mon} {d} {y}",
    "{y}-{m:02}-{d:02}",
    "{d}/{m}/{y}",
    "{m}/{d}/{y}",
    "{d}.{m}.{y}",
    "{d} {month}",
    "{month} {y}",
    "{d}{month}{y}",
    "{y}{m:02}{d:02}",
    "{d}-{mon}-{y}",
    "{day}, {d} {month} {y}",
    "{y}年{m}月{d}日",
]
ZONES = [None, *map(ZoneInfo, ["Europe/Moscow", "Asia/Shanghai", "UTC", "Africa/Nairobi", "Asia/Tokyo"])]


def near(asked, wild: Random) -> object:
    """An answer near the key, or near another answer that the question knows; now and then the key itself."""
    return _NEAR[asked.kind](asked, wild)


def _known(asked, wild: Random):
    others = [one.answer for one in (*asked.alternatives, *asked.misconceptions)]
    return asked.answer if not others or wild.random() < 0.6 else wild.choice(others)


# One value


def written(day: date, form: str, year: object = None) -> str:
    month, weekday = MONTHS[day.month - 1], f"{day:%A}"
    return form.format(d=day.day, m=day.month, y=year or day.year, month=month, mon=month[:3], day=weekday)


def _date(asked, wild):
    day = _known(asked, wild) + timedelta(days=wild.choice([0, 0, 0, 0, -1, 1, 7, -365, 365]))
    text = written(day, wild.choice(DATES), wild.choice([None] * 6 + [50, 49, 2026, "'50", 19500]))
    day_before = written(day, "{day}, ") + written(day - timedelta(days=1), "{d} {month} {y}")
    at = datetime(day.year, day.month, day.day, wild.randrange(24), tzinfo=wild.choice(ZONES))
    made = [day, at, pd.Timestamp(at), np.datetime64(day), str(at), day_before, [day], pd.Series([pd.Timestamp(day)])]
    return wild.choice([*made, *[text] * 5, text.upper(), f" {text}.", f"the {text}", text[1:], text[:-1], f"{text} ?"])


def _number(asked, wild):
    number = _known(asked, wild) + wild.choice([0, 0, 0, 0, 0, 1, -1, 2, -2, 0.5, -0.004, 1e-9])
    figures, unit = (
        f"{number:g}" if number < 1000 else str(number),
        wild.choice([asked.unit, "day", "km", "hour", "week"]),
    )
    counted = f"{figures} {unit}{wild.choice(['', 's', 's.'])}"
    made = [number, float(number), Decimal(str(number)), Fraction(number), np.float64(number), np.array(number)]
    made += [timedelta(days=number), pd.Timedelta(hours=number), np.timedelta64(int(number), wild.choice("Dhs"))]
    made += [figures, counted, f"-{figures}", f"{figures}.0", f"{figures}.5", f"{figures},0", f"{number:,}", [number]]
    word = IN_WORDS.get(number, figures)
    return wild.choice([*made, word, f"{word.title()} {unit}s", f"about {word}", f"{word} or so", f"{figures}0"])


def _time(asked, wild):
    hour = (_known(asked, wild).hour + wild.choice([0, 0, 0, 0, 1, -1, 12, 5])) % 24
    minute, zone = wild.choice([0, 0, 0, 0, 30, 1]), wild.choice(ZONES)
    at = datetime.combine(asked.day + timedelta(days=wild.choice([0, 0, 0, 1, -1])), time(hour, minute), zone)
    twelve, half = (hour - 1) % 12 + 1, wild.choice(["am", "pm", " a.m.", " p.m.", " P. M.", " in the afternoon", ""])
    told = wild.choice(
        [f"{hour}:{minute:02}", f"{hour}.{minute:02}", f"{hour}h", f"{hour}{minute:02}", f"{twelve}{half}"]
    )
    told = wild.choice([told, f"{twelve}:{minute:02}{half}", f"{IN_WORDS[twelve]}{half}", f"{twelve} o'clock{half}"])
    clock = wild.choice(
        ["", "", " Moscow time", " Beijing time", " (in Moscow)", " in Beijing", "+03:00", "?", " sharp"]
    )
    return wild.choice(
        [hour, float(hour), at, at.timetz(), str(at), pd.Timestamp(at), np.int64(hour), *[told + clock] * 8]
    )


def _choice(asked, wild):
    key = wild.choice([asked.answer, *asked.choices])
    aliases = [alias for alias, meant in asked.aliases.items() if meant == key]
    text = wild.choice([key, asked.choices[key], *aliases])
    return wild.choice([text, text, *_spelt(text, wild), [text], f"{text}, {wild.choice(list(asked.choices))}"])


def _spelt(text, wild):
    """A text cut, or spelt otherwise."""
    place = wild.randrange(max(1, len(text)))
    return [
        text.upper(),
        f"  {text} ",
        f"{text}.",
        text.replace("-", " "),
        text.replace("-", ""),
        text.replace(" ", "-"),
        text[:place],
        text[place:],
        text[:place] + text[place + 1 :],
        text[:place] + "x" + text[place:],
        f"not {text}",
        f"“{text}”",
        np.str_(text),
    ]


def _place(asked, wild):
    ref = wild.choice([asked.answer, asked.answer, *_refs()])
    name = wild.choice(sorted(names_of(ref)))
    return wild.choice([name, name, name, *_spelt(name, wild), [name], coordinates(ref)])


@cache
def _line() -> pd.DataFrame:
    return stations().set_index("id", drop=False)


@cache
def _all_places() -> pd.DataFrame:
    return places()


@cache
def _refs() -> list[str]:
    return sorted({*_line()["id"], *_all_places()["id"]})


# Several choices


def _choices(asked, wild):
    keys = [key for key in asked.choices if (key in _known(asked, wild)) != (wild.random() < 0.08)]
    wild.shuffle(keys)
    if keys and wild.random() < 0.2:
        keys.append(wild.choice(keys))
    return _several(asked, wild, keys, [set, frozenset])


def _order(asked, wild):
    keys = list(_known(asked, wild))
    for _ in range(wild.choice([0, 1, 1, 2, 3])):
        one, other = wild.randrange(len(keys)), wild.randrange(len(keys))
        keys[one], keys[other] = keys[other], keys[one]
    keys = wild.choice([keys, keys, keys, keys[::-1], keys[1:], [*keys, keys[0]]])
    return _several(asked, wild, keys, [set])


def _several(asked, wild, keys, more):
    """Keys or words of choices in one of the forms in which several are given."""
    names = [key if wild.random() < 0.8 else asked.choices[key] for key in keys]
    if wild.random() < 0.1:
        names.insert(wild.randrange(len(names) + 1), wild.choice(["", ..., "korea", 5, "not", *asked.aliases]))
    texts = [str(name) for name in names]
    joined = wild.choice([", ", " ", "; ", "\n", ",", " and "]).join(texts)
    made = [
        names,
        tuple(names),
        np.array(texts),
        pd.Series(names, dtype=object),
        joined,
        joined,
        joined.upper(),
        f"[{joined}]",
    ]
    return wild.choice([*made, [text.upper() for text in texts], *(form(names) for form in more)])


def _match(asked, wild):
    pairs = dict(asked.answer)
    if wild.random() < 0.4:
        pairs |= _known(asked, wild)
    for row in list(pairs):
        if (chance := wild.random()) < 0.12:
            pairs[row] = wild.choice([*asked.choices, *asked.choices.values(), ..., "", "chou", None, float("nan")])
        elif chance < 0.16:
            del pairs[row]
    if wild.random() < 0.08:
        pairs["korea"] = wild.choice(list(asked.choices))
    if wild.random() < 0.25:
        pairs = {asked.rows.get(row, row): asked.choices.get(key, key) for row, key in pairs.items()}
    listed = list(pairs.items())
    wild.shuffle(listed)
    if listed and wild.random() < 0.1:  # a row twice: once more, by its words, or with another choice
        row, key = wild.choice(listed)
        listed.append((asked.rows.get(row, row), wild.choice([key, *asked.choices])))
    table = pd.DataFrame(listed, columns=["row", "choice"], dtype=object)
    made = [
        pairs,
        pairs,
        dict(listed),
        listed,
        tuple(listed),
        [list(pair) for pair in listed],
        table,
        table,
        table.iloc[::-1],
    ]
    made += [
        table[["choice", "row"]],
        table.assign(note="?"),
        table.set_index("row")["choice"],
        pd.Series(pairs, dtype=object),
    ]
    made += [
        table.to_numpy(),
        {key: row for row, key in listed if isinstance(key, str)},
        {str(row).upper(): key for row, key in listed},
    ]
    return wild.choice(made)


# Words of a telegram


def _evidence(asked, wild):
    source, known = telegram(asked.telegram), _known(asked, wild)
    start, end = source.locate(known["quotation"], within=known["sentence"])
    if wild.random() < 0.3:  # the most that may be chosen has ends, too
        start, end = source.locate(str(source.passage(known["sentence"])))
    return wild.choice([_offsets, _offsets, _words, _words, _numbers, _numbers, _elsewhere, _parts])(
        source, start, end, known, wild
    )


def _offsets(source, start, end, known, wild):
    reaches = [0, 0, 0, 0, 1, 2, 3, 6, 12, 60]
    start, end = (place + wild.choice([-1, 1]) * wild.choice(reaches) for place in (start, end))
    made = [(start, end), [start, end], (np.int64(start), np.int64(end)), np.array([start, end])]
    record = {"start": start, "end": end}
    return wild.choice(
        [*made, record, record | {"telegram": source.name, "note": "?"}, pd.Series(record), [(start, end)]]
    )


def _words(source, start, end, known, wild):
    """The quotation with words cut off or added, at either end."""
    words = [match.span() for match in re.finditer(r"\S+", source.text)]
    first = next(place for place, word in enumerate(words) if word[1] > start)
    last = next(place for place, word in enumerate(words) if word[1] >= end)
    first = max(0, first + wild.choice([0, 0, 0, 0, 1, -1, -2, -6]))
    last = min(len(words) - 1, max(first, last + wild.choice([0, 0, 0, 0, 1, -1, 2, 6])))
    text = source.text[words[first][0] : words[last][1]]
    text = wild.choice([text, text, text, known["quotation"]])
    sentence = wild.choice([known["sentence"]] * 3 + [_neighbour(source, known, wild)])
    straight = text.translate(str.maketrans("“”‘’", "\"\"''"))
    spelt = [text, text, straight, text.upper(), f"“{text}”", f"{text} …", text[1:], text[:-1], "  ".join(text.split())]
    text = wild.choice(spelt)
    record = {"sentence": wild.choice([sentence, f" {sentence.upper()}. "]), wild.choice(["quotation", "text"]): text}
    return wild.choice([text, text, record, record, [text], {"quotation": text}])


def _neighbour(source, known, wild):
    numbers = list(source.sentences["sentence"])
    place = numbers.index(known["sentence"]) + wild.choice([-2, -1, 0, 0, 0, 1, 2])
    return numbers[place % len(numbers)]


def _numbers(source, start, end, known, wild):
    one, other = _neighbour(source, known, wild), _neighbour(source, known, wild)
    section, unknown = one.partition(".")[0], f"{one.partition('.')[0]}.{wild.randint(7, 30)}"
    table = source.sentences[source.sentences["sentence"].isin([one, other])]
    made = [
        one,
        one,
        one,
        one.upper(),
        f"{one}.",
        f"sentence {one}",
        [one],
        {one, other},
        source.passage(one),
        section,
        unknown,
    ]
    made += [
        f"{one}-{other}",
        f"{one}–{other}",
        f"{one} to {other}",
        f"{one}, {other}",
        f"{one} and {other}",
        [one, other],
    ]
    return wild.choice([*made, table, table["sentence"], one.replace(".", " . "), one.replace(".", ""), f"{one}1"])


def _elsewhere(source, start, end, known, wild):
    """Words, sentences and places of the other telegram."""
    other = telegram({"1949-12-18": "1950-01-02", "1950-01-02": "1949-12-18"}[source.name])
    number = wild.choice(list(other.sentences["sentence"]))
    words = other.passage(number).split()
    first = wild.randrange(len(words))
    some = " ".join(words[first : first + wild.randint(1, 8)])
    record = {"telegram": other.name, "start": start, "end": end}
    return wild.choice([number, some, record, other.passage(number), {"sentence": number, "quotation": some}, [number]])


def _parts(source, start, end, known, wild):
    """A list of passages that meet, overlap, or leave a gap; one of them in its sentence."""
    middle, gap = wild.randint(start, end), wild.choice([0, 0, 1, -3, 5, 15])
    number = _neighbour(source, known, wild)
    words = {"sentence": known["sentence"], "quotation": known["quotation"]}
    made = [[(start, middle), (middle + gap, end)], [words, number], [words, words], [(start, end), (start, middle)]]
    return wild.choice([*made, [words, (end, end + wild.randint(1, 30))], [number, (start, end)], [words, "…"]])


# Tables and maps


def _table(asked, wild):
    """Rows of stations(): those of the key, one missing, one more, in another order, with fewer columns."""
    line = _line()
    refs = list(_known(asked, wild))
    if refs and wild.random() < 0.25:
        refs.remove(wild.choice(refs))
    if wild.random() < 0.25:
        refs.insert(wild.randrange(len(refs) + 1), wild.choice([*line["id"], *refs]))
    if wild.random() < 0.25:
        wild.shuffle(refs)
    table = line.loc[refs].reset_index(drop=True)
    if wild.random() < 0.1:
        table = _all_places()[_all_places()["id"].isin(refs)]
    keep = wild.choice(
        [["name"], ["today"], ["id"], ["name", "today"], ["latitude"], ["note", "name"], list(table.columns)]
    )
    return wild.choice([*[_as_it_is] * 6, *_FORMS_OF_TABLE])(table[keep])


def _as_it_is(some):
    return some


_FORMS_OF_TABLE = [
    lambda some: some.iloc[:, 0],
    lambda some: some.reset_index(),
    lambda some: some.set_index(some.columns[0]),
    lambda some: some.set_index(some.columns[-1])[list(some.columns[:1])] if len(some.columns) > 1 else some,
    lambda some: some.rename(columns={"name": "stop", "today": "name"}),
    lambda some: pd.concat([some, some], axis=1),
    lambda some: pd.concat([some, some]),
    lambda some: some.T,
    lambda some: some.to_dict("records"),
    lambda some: list(some.iloc[:, 0]),
    lambda some: some.iloc[:, 0] == some.iloc[:, -1],
    lambda some: some.assign(today="Moscow"),
    lambda some: some.astype(str).apply(lambda column: column.str.upper()),
]


class Drawn(folium.Map):
    """A map that knows what was drawn on it: the dots, the lines, and what is written on the dots."""

    def __init__(self) -> None:
        super().__init__(tiles=None)
        self.dots_drawn, self.lines_drawn, self.labels = [], [], []

    def dot(self, at, label: str = "", kind=folium.CircleMarker) -> None:
        kind(at, tooltip=label or None).add_to(self)
        self.dots_drawn.append(at)
        self.labels.append(label)

    def line(self, path) -> None:
        if path:
            folium.PolyLine(path).add_to(self)
            self.lines_drawn.append(path)


def _map(asked, wild):
    """Stops near those of the key, with dots, a line, or both: moved, missing, added, in another order."""
    if wild.random() < 0.05:
        return wild.choice([folium.Map(tiles=None), folium.Map, "a map", [coordinates(ref) for ref in asked.answer]])
    stops = [(ref, coordinates(ref)) for ref in asked.answer]
    for slip in wild.choices([_moved, _missing, _added, _in_another_order, _turned], k=wild.choice([0, 1, 1, 2, 2])):
        slip(stops, wild)
    labels = wild.choice(["", "name", "shifted"])
    drawn, path = Drawn(), [at for _, at in stops]
    if wild.random() < 0.6:
        for place, (ref, at) in enumerate(stops):
            name = stops[place - 1][0] if labels == "shifted" else ref
            drawn.dot(
                at,
                sorted(names_of(name))[0] if labels and names_of(name) else "",
                wild.choice([folium.CircleMarker, folium.Marker]),
            )
        if wild.random() < 0.3:
            _in_another_order(stops, wild)
            drawn.line([at for _, at in stops])
    else:
        cut = wild.randrange(len(path) + 1)
        for part in wild.choice([[path], [path], [path[:cut], path[max(0, cut - 1) :]]]):
            drawn.line(part)
    return drawn


def _moved(stops, wild):
    if stops:
        place = wild.randrange(len(stops))
        ref, (north, east) = stops[place]
        km = wild.choice([10, 45, 49.5, 50.5, 55, 120, 300, 2000]) / 111.195
        stops[place] = (
            ref,
            wild.choice([(north + km, east), (north - km, east), (north, east + km / cos(radians(north)))]),
        )


def _missing(stops, wild):
    if stops:
        del stops[wild.randrange(len(stops))]


def _added(stops, wild):
    ref = wild.choice(list(_line()["id"]))
    stops.insert(wild.randrange(len(stops) + 1), (ref, coordinates(ref)))


def _in_another_order(stops, wild):
    if stops:
        one, other = wild.randrange(len(stops)), wild.randrange(len(stops))
        stops[one], stops[other] = stops[other], stops[one]


def _turned(stops, wild):
    stops[:] = wild.choice([stops[::-1], [(ref, (east, north)) for ref, (north, east) in stops]])


def _text(asked, wild):
    return wild.choice([asked.solution, *asked.rubric, *asked.hints, "Because …", "\ud800", asked.solution.split(), 5])


_NEAR = {
    "date": _date, "time": _time, "number": _number, "choice": _choice, "choices": _choices, "order": _order,
    "match": _match, "evidence": _evidence, "place": _place, "table": _table, "map": _map, "text": _text,
}  # fmt: skip
