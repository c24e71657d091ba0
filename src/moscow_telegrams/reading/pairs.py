"""A pair of sentences, one of each telegram, that a reader pins together: a W3C Web Annotation that links."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from moscow_telegrams.reading.annotation import W3C, anchored, is_in, target, targets, values
from moscow_telegrams.workbook import now

if TYPE_CHECKING:
    from moscow_telegrams.edition.telegram import Telegram

_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Pair:
    """Two sentences that belong together for a reader: their numbers and words, and the reader's note."""

    id: str
    december: str
    january: str
    december_words: str
    january_words: str
    note: str

    def record(self) -> dict[str, str]:
        """The pair as a plain dictionary."""
        return asdict(self)


def pair(december: Telegram, january: Telegram, numbers: tuple[Any, Any], note: Any = "", id: Any = None) -> Pair:
    """The pair of two sentences, given by their numbers; a new `id` when none is given.

    Raises ValueError, naming what there is, for a number that is no sentence of its telegram, and for a note that is
    no text.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> texts = telegram("1949-12-18"), telegram("1950-01-02")
    >>> pair(*texts, ("d4.1", "j1.2"), "Chou").december_words[:32]
    'Stalin said that it is unnecessa'
    """
    if not isinstance(note, str):
        raise ValueError(f'A note is text between quotation marks, as in note="Chou"; this is {type(note).__name__}.')
    if id is not None and not (isinstance(id, str) and _URN.fullmatch(id)):
        raise ValueError(f"The id of a pair begins with urn:uuid: and ends with a UUID; {id!r} does not.")
    words = [_sentence(text, number) for text, number in zip((december, january), numbers, strict=True)]
    return Pair(id or uuid4().urn, *numbers, *words, note.strip())


def annotation(pinned: Pair, december: Telegram, january: Telegram) -> dict[str, Any]:
    """The pair as a W3C Web Annotation: motivation linking, a target in each telegram, the note as its body.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> texts = telegram("1949-12-18"), telegram("1950-01-02")
    >>> annotation(pair(*texts, ("d4.1", "j1.2")), *texts)["target"][1]["selector"][1]["type"]
    'TextPositionSelector'
    """
    body = {"type": "TextualBody", "value": pinned.note, "format": "text/plain", "purpose": "commenting"}
    numbered = ((december, pinned.december), (january, pinned.january))
    moment = now()
    return {
        "@context": W3C,
        "id": pinned.id,
        "type": "Annotation",
        "motivation": "linking",
        "created": moment,
        "modified": moment,
        "body": [body] if pinned.note else [],
        "target": [target(text, *text.locate(text.passage(number), within=number)) for text, number in numbered],
    }


def pinned(annotation: dict[str, Any], december: Telegram, january: Telegram) -> Pair | None:
    """The pair that an annotation keeps; None for one that is no pair, or whose words are not in these telegrams.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> texts = telegram("1949-12-18"), telegram("1950-01-02")
    >>> made = pair(*texts, ("d4.1", "j1.2"), "Chou")
    >>> pinned(annotation(made, *texts), *texts) == made
    True
    """
    aims = targets(annotation)
    texts = (december, january)
    if annotation.get("motivation") != "linking" or len(aims) != 2:
        return None
    places = [anchored(text.text, aim) for text, aim in zip(texts, aims, strict=True) if is_in(text, aim)]
    if len(places) != 2 or None in places:
        return None
    try:
        numbers = [text.number_at(start) for text, (start, _) in zip(texts, places, strict=True)]
        return pair(*texts, tuple(numbers), "\n".join(values(annotation, "commenting")), annotation.get("id"))
    except ValueError:  # no sentence is there, or the id is another program's
        return None


def _sentence(telegram: Telegram, number: Any) -> str:
    numbers = telegram.sentences["sentence"].to_list()
    if number not in numbers:
        raise ValueError(
            f"The telegram of {telegram.name} has no sentence {number!r}. Its sentences are {', '.join(numbers)}."
        )
    return str(telegram.passage(number))
