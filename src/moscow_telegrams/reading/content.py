"""What the Reader shows, as plain data: the canonical text, its layers, and what stands behind each word."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from moscow_telegrams.collection import rows
from moscow_telegrams.edition.authorities import records

if TYPE_CHECKING:
    from moscow_telegrams.edition.telegram import Telegram

VIEWS = {
    "printed": "As printed",
    "voices": "Voices",
    "hand": "The editor’s hand",
    "names": "Names",
    "details": "People, places, dates",
    "plain": "Plain words",
}
SPELLINGS = {"printed": "as printed", "wade_giles": "Wade–Giles", "pinyin": "pinyin", "hanzi": "Chinese"}
VOICES = {
    "own": "Mao, in his own voice",
    "mao": "Mao, as he reports himself",
    "stalin": "Stalin, as Mao reports him",
    "molotov": "Molotov, as Mao reports him",
    "editor": "the editor, in brackets",
}

_SUPPLIED = tuple(SPELLINGS)[1:]


def content(telegram: Telegram) -> dict[str, Any]:
    """Everything that the Reader's front end needs, ready for JSON; offsets are code points of the canonical text.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> sorted(content(telegram("1949-12-18")))[:4]
    ['brackets', 'glossary', 'lines', 'moments']
    """
    opening = set(telegram.sentences["start"])
    return {
        "text": telegram.text,
        "title": telegram.title,
        "views": VIEWS,
        "spellings": SPELLINGS,
        "voiceNames": VOICES,
        "lines": _spans(telegram.lines, "kind", "label", "section"),
        "sentences": _spans(telegram.sentences, "sentence"),
        "voices": _spans(telegram.voices, "who", "to_whom", "direct", "cert", "reading"),
        "share": shares(telegram),
        "brackets": [bracket | {"hide": _hidden(bracket, bracket["start"] in opening)} for bracket in
                     _spans(telegram.brackets, "kind")],
        "names": [name | {"spelt": spelt} for name, spelt in zip(
            _spans(telegram.names, "kind", "ref", "form"), _spellings(telegram), strict=True)],
        "moments": _spans(telegram.dates, "when") + _spans(telegram.times, "when"),
        "terms": _spans(telegram.terms, "ref"),
        "people": _authority(),
        "glossary": {row["id"]: row for row in rows("glossary.csv")},
        "plain": paraphrase(telegram),
    }  # fmt: skip


def paraphrase(telegram: Telegram) -> dict[str, str]:
    """Our own paraphrase, from section to words; it is no part of the edition and no evidence.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> list(paraphrase(telegram("1949-12-18")))
    ['d1', 'd2', 'd3', 'd4']
    """
    sections = set(telegram.sections["section"])
    return {row["section"]: row["words"] for row in rows("paraphrase.csv") if row["section"] in sections}


def shares(telegram: Telegram) -> dict[str, int]:
    """How many words of the numbered sentences each voice has; the innermost speaks, and the editor in brackets.

    >>> from moscow_telegrams.edition.telegram import telegram
    >>> shares(telegram("1949-12-18"))["stalin"] > shares(telegram("1949-12-18"))["mao"]
    True
    """
    voices = _spans(telegram.voices, "who")
    brackets = _spans(telegram.brackets, "kind")
    counted: Counter[str] = Counter(dict.fromkeys(VOICES, 0))
    for sentence in telegram.sentences.itertuples():
        for word in re.finditer(r"[^\s\[\]]+", sentence.text):
            start = sentence.start + word.start()
            spoken = [voice for voice in voices if voice["start"] <= start < voice["end"]]
            within = any(bracket["start"] <= start < bracket["end"] for bracket in brackets)
            if re.search(r"\w", word[0]):
                who = min(spoken, key=lambda voice: voice["end"] - voice["start"])["who"] if spoken else "own"
                counted["editor" if within else who] += 1
    return dict(counted)


def _spans(table: Any, *columns: str) -> list[dict[str, Any]]:
    return table[["start", "end", *columns]].to_dict("records")


def _hidden(bracket: dict[str, Any], opens_sentence: bool) -> list[int]:
    """What goes when a bracket is taken out: the bracket and a space beside it, the one after it in a first word."""
    start, end = bracket["start"], bracket["end"]
    return [start, end + 1] if opens_sentence else [start - 1, end]


@cache
def _authority() -> dict[str, dict[str, str]]:
    """What the Reader tells of a person, a place or an organisation, by id."""
    told = ("name", "note", "status", "today", *_SUPPLIED)
    kinds = (("person", "persName"), ("place", "placeName"), ("org", "orgName"))
    every = [record for kind in kinds for record in records(*kind)]
    return {record["id"]: {key: record[key] for key in told if key in record} for record in every}


def _spellings(telegram: Telegram) -> list[dict[str, str]]:
    """Each name of the text in each spelling, bracket characters kept; "" where it stays as printed.

    A name that holds another stays as printed, and so does a name that has no form in the spelling.
    """
    table = list(telegram.names.itertuples())
    return [
        dict.fromkeys(_SUPPLIED, "")
        if any(name.start <= other.start and other.end <= name.end and other is not name for other in table)
        else {spelling: _respelt(name.text, _authority()[name.ref], spelling) for spelling in _SUPPLIED}
        for name in table
    ]


def _respelt(printed: str, record: dict[str, Any], spelling: str) -> str:
    """A printed name, or the part of it that is printed, in another spelling; "" where that is no other.

    >>> _respelt("[Chou] En-lai", _authority()["chou"], "pinyin")
    '[Zhou] Enlai'
    >>> _respelt("Chou", _authority()["chou"], "hanzi")
    '周'
    """
    plain = re.sub(r"[\[\]]", "", printed).casefold()
    chinese = [record[form] for form in ("wade_giles", "pinyin") if record[form]]
    wanted = record[spelling]
    whole = plain in [form.casefold() for form in chinese]
    surname = not whole and plain in [form.split()[0].casefold() for form in chinese]
    if not wanted or not (whole or surname or spelling == "hanzi"):
        return ""
    family, given = (wanted[0], wanted[1:]) if spelling == "hanzi" else wanted.partition(" ")[::2]
    if "[" in printed:
        respelt = f"[{family}]{'' if spelling == 'hanzi' else ' '}{given}"
    else:
        respelt = family if surname else wanted
    return "" if respelt == printed else respelt
