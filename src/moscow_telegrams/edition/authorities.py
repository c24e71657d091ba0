"""The authority data: who and what the telegrams name, in every spelling, as tables."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from moscow_telegrams.collection import data_file, rows
from moscow_telegrams.edition.tei import NAMESPACE, parse

if TYPE_CHECKING:
    from lxml import etree
    from pandas import DataFrame

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SCRIPTS = ("wade-giles", "pinyin", "hanzi", "russian", "conventional")


def people() -> DataFrame:
    """Everybody the telegrams name, one row a person.

    Columns: `id, name` (as the lessons write it), `wade_giles, pinyin, hanzi, russian, conventional` ("" where a
    form does not apply), `note, status, source` (the first thing we say of them, and on what authority; `claims()` has
    everything).

    >>> people().set_index("id").loc["chou", ["wade_giles", "pinyin"]].to_list()
    ['Chou En-lai', 'Zhou Enlai']
    """
    return _table("person", "persName")


def places() -> DataFrame:
    """Every place of the lessons, one row a place.

    Columns as for `people()`, and `kind, in_1949, today, latitude, longitude` (degrees, WGS 84; NaN where a place
    has no single point), `coordinate_source`.

    >>> places().set_index("id").loc["gorky", "today"]
    'Nizhny Novgorod'
    """
    return _table("place", "placeName")


def organisations() -> DataFrame:
    """Every organisation that the telegrams name; columns as for `people()`, and `abbreviation`."""
    return _table("org", "orgName")


def claims() -> DataFrame:
    """Everything that the authority file says of people, places and organisations, one row a claim.

    Columns: `id, note, status` (documented, disputed or unverified), `source`.

    >>> set(claims().query("id == 'stalin'")["status"]) == {"documented", "unverified", "disputed"}
    True
    """
    from pandas import DataFrame

    tree = parse(data_file("telegrams/authorities.xml"))
    entries = (entry for kind in ("person", "place", "org") for entry in tree.iterfind(f".//{{{NAMESPACE}}}{kind}"))
    return DataFrame([{"id": entry.get(_ID)} | claim for entry in entries for claim in _claims(entry)])


def glossary() -> DataFrame:
    """Words that a reader today may not know: `id, term, plain_meaning, in_this_text, source, status`."""
    from pandas import DataFrame

    return DataFrame(rows("glossary.csv"))


def events() -> DataFrame:
    """What happened, when, on whose clock, and how we know.

    Columns: `id, start, end, time, clock, event, place, status` (documented, disputed or unverified), `source` (ids
    of `sources()`), `seen` (whether the source itself or only a secondary page was read), `note`. Dates and times
    are ISO 8601 text, "" where there is none.

    >>> events().set_index("id").loc["chou-departs", ["start", "time", "clock"]].to_list()
    ['1950-01-10', '02:00', 'Beijing']
    """
    from pandas import DataFrame

    return DataFrame(rows("events.csv"))


def disputes() -> DataFrame:
    """Matters on which sources disagree, one row for each reading: nothing here is ranked.

    Columns: `dispute, question, reading, value, unit, source, seen, note`.
    """
    from pandas import DataFrame

    return DataFrame(rows("disputes.csv"))


def sources() -> DataFrame:
    """The bibliography: `id, type, title, author, issued, publisher, url, note`; the file itself is CSL-JSON."""
    from pandas import DataFrame

    items = json.loads(data_file("sources.json").read_text(encoding="utf-8"))
    return DataFrame(
        [
            {
                "id": item["id"],
                "type": item["type"],
                "title": item["title"],
                "author": "; ".join(_person(name) for name in item.get("author", item.get("editor", []))),
                "issued": "-".join(str(part) for part in item.get("issued", {}).get("date-parts", [[]])[0]),
                "publisher": item.get("publisher", ""),
                "url": item.get("URL", ""),
                "note": item.get("note", ""),
            }
            for item in items
        ]
    )


def _person(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name.get('given', '')}".rstrip(", ")


@cache
def records(element: str, name_element: str) -> tuple[dict, ...]:
    """The entries of the authority file of one kind (TEI `person`, `place` or `org`), as plain dictionaries.

    >>> records("place", "placeName")[0]["id"]
    'moscow'
    """
    tree = parse(data_file("telegrams/authorities.xml"))
    return tuple(_record(entry, name_element) for entry in tree.iterfind(f".//{{{NAMESPACE}}}{element}"))


def place(ref: str) -> dict:
    """One place of the authority file, by its id, its name or its name of today, in any letter case.

    Raises ValueError, naming the places there are, for one that is not among them.

    >>> place("lushun")["name"], place("St Petersburg")["name"]
    ('Lushun', 'Leningrad')
    """
    known = records("place", "placeName")
    called = {_plain(record[form]): record for form in ("today", "name", "id") for record in known if record[form]}
    if not isinstance(ref, str) or _plain(ref) not in called:
        raise ValueError(f"There is no place {ref!r}. Choose among: {', '.join(sorted(one['id'] for one in known))}.")
    return called[_plain(ref)]


def _plain(name: object) -> str:
    return " ".join(str(name).casefold().replace("-", " ").split())


def point_of(ref: str) -> dict:
    """One place of the authority file that has a point on a map.

    Raises ValueError for an id that is not known, and for a place that is not one point.

    >>> point_of("moscow")["latitude"]
    55.7522
    """
    record = place(ref)
    if record["latitude"] != record["latitude"]:
        raise ValueError(f"{record['name']} is not one point on a map. Choose a city or an island.")
    return record


def _table(element: str, name_element: str) -> DataFrame:
    from pandas import DataFrame

    return DataFrame(list(records(element, name_element)))


def _record(entry: etree._Element, name_element: str) -> dict:
    names = entry.findall(f"{{{NAMESPACE}}}{name_element}")
    forms: dict[str, str] = {}
    for name in names:  # several forms of one type stand side by side: "GMD; KMT"
        forms[name.get("type")] = "; ".join(filter(None, (forms.get(name.get("type")), name.text)))
    record = {"id": entry.get(_ID), "name": forms.get("conventional") or names[0].text}
    record |= {script.replace("-", "_"): forms.get(script, "") for script in _SCRIPTS}
    if name_element == "placeName":
        geo = entry.find(f".//{{{NAMESPACE}}}geo")
        latitude, longitude = map(float, geo.text.split()) if geo is not None else (float("nan"), float("nan"))
        record |= {
            "kind": entry.get("type"),
            "in_1949": forms.get("in-1949", ""),
            "today": forms.get("today", ""),
            "latitude": latitude,
            "longitude": longitude,
            "coordinate_source": _sources(geo) if geo is not None else "",
        }
    if name_element == "orgName":
        record["abbreviation"] = forms.get("abbreviation", "")
    return record | _claims(entry)[0]


def _claims(entry: etree._Element) -> list[dict[str, str]]:
    return [
        {"note": note.text, "status": note.get("subtype"), "source": _sources(note)}
        for note in entry.iterfind(f"{{{NAMESPACE}}}note")
    ]


def _sources(element: etree._Element) -> str:
    return element.get("source").replace("source:", "")
