"""Annotations: a student's tags and notes on passages, kept in the workbook as W3C Web Annotations.

https://www.w3.org/TR/annotation-model/ . A passage is kept by its words with their context and by its place, so that
it is found again when the text has changed a little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from moscow_telegrams.table import html_table
from moscow_telegrams.workbook import now, workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

    from moscow_telegrams.edition.telegram import Telegram

TAGS = ("sourcing", "context", "claim", "evidence", "question")
CONTEXT = 32  # characters on each side of a quotation
UNPLACED = -1  # the `start` and `end` of an annotation whose words are not in the text any more
COLUMNS = ("id", "start", "end", "text", "sentence", "tags", "note", "created", "modified")

W3C = "http://www.w3.org/ns/anno.jsonld"
_ALIKE = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\n": " ", "\t": " ", "\u00a0": " "})  # one for one
_LONGEST = 20_000  # characters of a note


class Annotations(Sequence):
    """The annotations of one telegram, in the order of its text: records with the keys of `table`'s columns.

    `start` and `end` are code points of the canonical text, -1 where the words were not found in it; `tags` is a list,
    `created` and `modified` are times in UTC.
    """

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        self._records = sorted(records, key=lambda record: (record["start"], record["end"], record["created"]))

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, place: Any) -> Any:
        return self._records[place]

    @property
    def table(self) -> DataFrame:
        """The records as a DataFrame."""
        from pandas import DataFrame

        return DataFrame(self._records, columns=COLUMNS)

    def __repr__(self) -> str:
        return "\n".join(
            f"{record['sentence']} “{record['text']}” [{', '.join(record['tags'])}] {record['note']}".strip()
            for record in self
        ) or "No notes yet."  # fmt: skip

    def _repr_html_(self) -> str:
        if not self:
            return "<p>No notes yet.</p>"
        shown = [[record["sentence"], record["text"], ", ".join(record["tags"]), record["note"]] for record in self]
        cells = [[escape(cell, quote=False) for cell in row] for row in shown]
        return html_table("Your notes", ["Sentence", "Words", "Tags", "Note"], cells)


def annotations(telegram: Telegram) -> Annotations:
    """The annotations of a telegram in the student's workbook, each placed in the text.

    Raises WorkbookError when the workbook cannot be read.
    """
    return Annotations(record(telegram, one) for one in workbook().read()["annotations"] if is_of(telegram, one))


def put(telegram: Telegram, asked: dict[str, Any]) -> None:
    """Save an annotation: a new one, or the one with the same `id` in another form.

    `asked` has `id, start, end, tags, note`, and may have `created`. What another program has written into the
    annotation beside these is kept.

    Raises ValueError for anything that is no annotation of this telegram, WorkbookError when it cannot be saved.
    """
    keep(annotation(telegram, _checked(telegram, asked)))


def keep(made: dict[str, Any]) -> None:
    """Save a W3C annotation in the workbook, in the place of an earlier form of it."""
    with workbook().change() as content:
        kept = content["annotations"]
        place = next((place for place, one in enumerate(kept) if one.get("id") == made["id"]), None)
        if place is None:
            kept.append(made)
        else:
            foreign = [body for body in _bodies(kept[place]) if body.get("purpose") not in ("tagging", "commenting")]
            created = {"created": kept[place].get("created", made["created"])}
            kept[place] = kept[place] | made | created | {"body": made["body"] + foreign}


def delete(id: str) -> None:
    """Take an annotation out of the workbook; one that is not there needs no taking."""
    with workbook().change() as content:
        content["annotations"][:] = [one for one in content["annotations"] if one.get("id") != id]


def passage(telegram: Telegram, where: Any) -> tuple[int, int]:
    """The place of a passage: the number of a sentence or section, a quotation that stands once, or `(start, end)`.

    Raises ValueError, saying what to write, for any other.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> passage(telegram("1949-12-18"), "d1.2") == passage(telegram("1949-12-18"), "His attitude was really sincere.")
    True
    """
    if isinstance(where, tuple) and len(where) == 2 and all(type(offset) is int for offset in where):
        if 0 <= where[0] < where[1] <= len(telegram.text):
            return where
        raise ValueError(f"A place lies between 0 and {len(telegram.text)}, its start before its end.")
    if not isinstance(where, str):
        raise ValueError('Give the number of a sentence, such as "d1.2", or words of the telegram in quotation marks.')
    try:
        words = telegram.passage(where.strip())
        return telegram.locate(str(words), within=where.strip())
    except ValueError:
        return telegram.locate(where)


def annotation(telegram: Telegram, asked: dict[str, Any]) -> dict[str, Any]:
    """A record as a W3C Web Annotation.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> asked = {"start": 0, "end": 8, "tags": ["sourcing"], "note": "What kind of text?"}
    >>> made = annotation(telegram("1949-12-18"), asked)
    >>> made["target"]["selector"][0]["exact"], [body["purpose"] for body in made["body"]]
    ('Telegram', ['tagging', 'commenting'])
    """
    moment = now()
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in asked["tags"]]
    note = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": asked["note"]}
    return {
        "@context": W3C,
        "id": asked.get("id") or uuid4().urn,
        "type": "Annotation",
        "motivation": "commenting" if asked["note"] else "tagging" if tags else "highlighting",
        "created": asked.get("created") or moment,
        "modified": moment,
        "body": tags + ([note] if asked["note"] else []),
        "target": target(telegram, asked["start"], asked["end"]),
    }


def target(telegram: Telegram, start: int, end: int) -> dict[str, Any]:
    """A passage as the target of a W3C annotation: its words with their context, and its place in code points.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> target(telegram("1949-12-18"), 0, 8)["selector"][0]["suffix"]
    ' from Mao Tse-tung to Liu Shaoqi'
    """
    text = telegram.text
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": source(telegram), "selector": [words, place]}


def source(telegram: Telegram) -> str:
    """What annotations name a telegram by: its file under `data/`."""
    return f"telegrams/{telegram.name}.xml"


def is_of(telegram: Telegram, annotation: dict[str, Any]) -> bool:
    """Whether an annotation has this telegram, and nothing else, as its target."""
    found = targets(annotation)
    return len(found) == 1 and is_in(telegram, found[0])


def is_in(telegram: Telegram, target: dict[str, Any]) -> bool:
    """Whether a target lies in this telegram; other programs may name it by a longer address."""
    return str(target.get("source")).endswith(source(telegram))


def record(telegram: Telegram, annotation: dict[str, Any]) -> dict[str, Any]:
    """A W3C annotation as a record, placed in the text as it is today."""
    (aim,) = targets(annotation)
    start, end = anchored(telegram.text, aim) or (UNPLACED, UNPLACED)
    return {
        "id": str(annotation.get("id", "")),
        "start": start,
        "end": end,
        "text": str(_selector(aim, "TextQuoteSelector").get("exact", "")) if start < 0 else telegram.text[start:end],
        "sentence": "" if start < 0 else telegram.number_at(start),
        "tags": values(annotation, "tagging"),
        "note": "\n".join(values(annotation, "commenting")),
        "created": str(annotation.get("created", "")),
        "modified": str(annotation.get("modified", annotation.get("created", ""))),
    }


def anchored(text: str, target: dict[str, Any]) -> tuple[int, int] | None:
    """Where a target stands in a text; None when its words are not there.

    Of several places with the same words, the one whose context is most alike, and of these the one nearest to the
    position that was kept. Curly and straight quotation marks count as one; without a quotation, the position counts.

    >>> kept = {"selector": [{"type": "TextQuoteSelector", "exact": "treaty", "prefix": "old "}]}
    >>> anchored("a new treaty, an old treaty", kept)
    (21, 27)
    """
    quote, place = _selector(target, "TextQuoteSelector"), _selector(target, "TextPositionSelector")
    start = place.get("start") if type(place.get("start")) is int else 0
    exact, prefix, suffix = (_words(quote, part) for part in ("exact", "prefix", "suffix"))
    if not exact:
        end = place.get("end")
        return (start, end) if type(end) is int and 0 <= start < end <= len(text) else None
    alike = text.translate(_ALIKE)
    found = [match.start() for match in re.finditer(f"(?={re.escape(exact)})", alike)]
    if not found:
        return None

    def fits(at: int) -> tuple[int, int]:
        before, after = alike[:at], alike[at + len(exact) :]
        return _common(before[::-1], prefix[::-1]) + _common(after, suffix), -abs(at - start)

    best = max(found, key=fits)
    return best, best + len(exact)


def exported(telegram: Telegram) -> str:
    """The annotations of a telegram as a W3C AnnotationCollection in JSON-LD."""
    kept = [one for one in workbook().read()["annotations"] if is_of(telegram, one)]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": kept}
    collection = {
        "@context": W3C,
        "type": "AnnotationCollection",
        "label": telegram.title,
        "total": len(kept),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def imported(telegram: Telegram, content: str | bytes) -> str:
    """Take annotations in from JSON-LD: a collection, a page, a list or a single one; says what was done.

    Of two with one id, the one modified later stays. Annotations of other texts are left out, and counted.

    Raises ValueError for anything else, and changes nothing then.
    """
    found = _items(_parsed(content))
    ours = [one for one in found if is_of(telegram, one)]
    new = older = 0
    with workbook().change() as kept:
        places = {one.get("id"): place for place, one in enumerate(kept["annotations"])}
        for one in ours:
            one = {"@context": W3C} | one | {"id": one["id"] if isinstance(one.get("id"), str) else uuid4().urn}
            place = places.get(one["id"])
            if place is None:
                places[one["id"]] = len(kept["annotations"])
                kept["annotations"].append(one)
                new += 1
            elif _moment(one) > _moment(kept["annotations"][place]):
                kept["annotations"][place] = one
                new += 1
            else:
                older += 1
    return _told(new, older, len(found) - len(ours))


def _told(new: int, older: int, others: int) -> str:
    said = f"{new} {'note' if new == 1 else 'notes'} taken in."
    if older:
        said += f" {older} were here already, no older than those in the file."
    if others:
        said += f" {others} {'belongs' if others == 1 else 'belong'} to another text, so left out."
    return said


def _parsed(content: str | bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("This file is damaged or is no JSON-LD. Nothing was changed.") from None


def _items(found: Any) -> list[dict[str, Any]]:
    """The annotations in a collection with its first page, in a page, in a list, or a single one."""
    if isinstance(found, dict) and isinstance(found.get("first"), dict):
        found = found["first"]
    if isinstance(found, dict):
        found = found.get("items", [found])
    items = [one for one in _dicts(found) if one.get("type") == "Annotation"]
    if not items and found != []:
        raise ValueError("There are no annotations in this file. Nothing was changed.")
    return items


def _moment(annotation: dict[str, Any]) -> datetime:
    """When an annotation was last changed; long ago where it does not say."""
    try:
        moment = datetime.fromisoformat(str(annotation.get("modified", annotation.get("created"))))
    except ValueError:
        moment = datetime(1, 1, 1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _checked(telegram: Telegram, asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked to be saved, or a ValueError that says what is wrong with it."""
    passage(telegram, (asked.get("start"), asked.get("end")))
    tags, note, id = asked.get("tags", []), asked.get("note", ""), asked.get("id")
    if not isinstance(note, str) or not (isinstance(tags, (list, tuple)) and all(isinstance(tag, str) for tag in tags)):
        raise ValueError("A note is text, and its tags are a list of texts.")
    if len(note) > _LONGEST:
        raise ValueError(f"This note is longer than {_LONGEST:,} characters. Make two of it.")
    if id is not None and not (isinstance(id, str) and id):
        raise ValueError("The id of an annotation is text.")
    return asked | {"tags": list(dict.fromkeys(tag.strip() for tag in tags if tag.strip())), "note": note.strip()}


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """The targets of an annotation, in its order."""
    return _dicts(annotation.get("target"))


def _bodies(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    return _dicts(annotation.get("body"))


def values(annotation: dict[str, Any], purpose: str) -> list[str]:
    """The texts in the bodies of an annotation that have a purpose: tagging, commenting."""
    return [str(body.get("value", "")) for body in _bodies(annotation) if body.get("purpose") == purpose]


def _dicts(value: Any) -> list[dict[str, Any]]:
    """The dictionaries in a list; JSON-LD may leave the brackets of a list of one out."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    return next((one for one in _dicts(target.get("selector")) if one.get("type") == kind), {})


def _words(quote: dict[str, Any], part: str) -> str:
    return quote[part].translate(_ALIKE) if isinstance(quote.get(part), str) else ""


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
