"""Answers that are passages of a telegram: reading them, and judging word by word whether they show what is asked.

A passage is a `range` over the words of the telegram's numbered sentences: a word counts as selected when any of its
letters is. So it makes no difference whether somebody gives numbers, words or offsets, or cuts a full stop off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple

from moscow_telegrams.edition.telegram import DATES, Passage, telegram
from moscow_telegrams.exercises.answers import UnclearError, held
from moscow_telegrams.exercises.checks import Outcome, Result, next_hint

if TYPE_CHECKING:
    from moscow_telegrams.exercises.bank import Question

_ALIKE = str.maketrans("“”‘’«»\n\t\u00a0", '""\'\'""   ')  # one for one, so that offsets stay
_NUMBER = r"[a-z]\d+[a-c]?(?:\.\d+)?"
_LONGEST = 10_000  # characters; no telegram is longer
_MOST_PARTS = 100


class Word(NamedTuple):
    """A word of a telegram: its place in the canonical text, and the number of its sentence."""

    start: int
    end: int
    sentence: str


@cache
def words(name: str) -> tuple[Word, ...]:
    """The words of the numbered sentences of a telegram, by its date; printed labels and headings are none.

    >>> words("1950-01-02")[0]
    Word(start=104, end=107, sentence='j1.1')
    """
    source = telegram(name)
    found = (
        Word(match.start(), match.end(), source.number_at(match.start())) for match in re.finditer(r"\S+", source.text)
    )
    return tuple(word for word in found if "." in word.sentence)


# Reading


def read_passage(name: str, value: object) -> range:
    """The words of a telegram, given by its date, that an answer means: one passage without gaps.

    `value` is the number of a sentence or section, several of them, words copied from the telegram, a pair of offsets
    in code points, a record with `start` and `end` or with `sentence` and `quotation`, or a list of these.

    >>> read_passage("1950-01-02", "J1.1 ") == read_passage("1950-01-02", (104, 178)) == range(0, 13)
    True
    >>> read_passage("1950-01-02", "treaty")
    Traceback (most recent call last):
        ...
    moscow_telegrams.exercises.answers.UnclearError: These words stand 9 times in the telegram of 2 January 1950. Give more of them, or the number of their sentence alone.
    """  # noqa: E501
    if (several := held(value)) is not None:
        value = several
    if isinstance(value, Mapping):
        return _in_record(name, value)
    if isinstance(value, str):
        return _in_text(name, value)
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(map(_is_offset, value)):
        return _between(name, index(value[0]), index(value[1]))
    if isinstance(value, (list, tuple, set, frozenset)) and 0 < len(value) <= _MOST_PARTS:
        return _joined([read_passage(name, one) for one in value])
    raise UnclearError(
        "Give the number of a sentence in quotation marks, or words of the telegram: copied, and in quotation marks."
    )


def _is_offset(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)


def _in_record(name: str, record: Mapping) -> range:
    """The passage of an annotation, of a row of `sentences`, or of a dictionary that a student has written."""
    if record.get("telegram", name) not in (name, telegram(name)):
        raise _elsewhere(name)
    if "start" in record and "end" in record and all(_is_offset(record[one]) for one in ("start", "end")):
        return _between(name, index(record["start"]), index(record["end"]))
    quotation = record.get("quotation", record.get("text"))
    if isinstance(quotation, str) and isinstance(record.get("sentence"), str):
        return _quoted(name, quotation, _numbered(name, _number(record["sentence"])))
    raise UnclearError('Write it as {"sentence": "…", "quotation": "…"}, or give the words alone.')


def _in_text(name: str, text: str) -> range:
    if isinstance(text, Passage) and re.fullmatch(_NUMBER, text.number):
        return _numbered(name, text.number)
    if len(text) > _LONGEST:
        raise UnclearError("This is longer than the telegram. Copy only the words that answer the question.")
    plain = _number(text)
    if re.fullmatch(_NUMBER, plain):
        return _numbered(name, plain)
    ends = re.fullmatch(rf"({_NUMBER})(?:-|–|—|to)({_NUMBER})", plain)
    if ends:
        return _span(_numbered(name, ends[1]), _numbered(name, ends[2]))
    if re.fullmatch(rf"{_NUMBER}(?:(?:,|;|and|&)*{_NUMBER})+", plain):
        return _joined([_numbered(name, number) for number in re.findall(_NUMBER, plain)])
    return _quoted(name, text)


def _number(text: str) -> str:
    """What is written for numbers of sentences, without letter case, spaces and stray dots."""
    squeezed = re.sub(r"\s+|sentences?|sections?|[\"'“”]", "", text[:_LONGEST].casefold())
    return re.sub(r"\.+(?=$|[^\d.])", "", re.sub(r"\.+", ".", squeezed))


def _numbered(name: str, number: str) -> range:
    """The words of a sentence, or of all the sentences of a section."""
    found = [place for place, word in enumerate(words(name)) if number in (word.sentence, _section(word))]
    if found:
        return range(found[0], found[-1] + 1)
    if any(number in (word.sentence, _section(word)) for other in DATES if other != name for word in words(other)):
        raise _elsewhere(name)
    # not which numbers there are: the last sentence is the answer to some questions
    raise UnclearError("There is no sentence with this number. Copy one that stands in front of a sentence.")


def _section(word: Word) -> str:
    return word.sentence.partition(".")[0]


def _between(name: str, start: int, end: int) -> range:
    found = [place for place, word in enumerate(words(name)) if word.start < end and start < word.end]
    if not found:
        raise UnclearError("There are no words of a numbered sentence in this selection. Select some.")
    return range(found[0], found[-1] + 1)


def _quoted(name: str, quotation: str, within: range | None = None) -> range:
    """A verbatim quotation; straight and curly quotation marks, letter case and white space make no difference."""
    pattern, source = _pattern(quotation), _evened(name)
    called = f"the telegram of {_called(name)}" if within is None else "that sentence"
    first, last = (0, len(source)) if within is None else (words(name)[within[0]].start, words(name)[within[-1]].end)
    found = list(re.finditer(pattern, source[first:last], re.IGNORECASE))
    if len(found) == 1:
        return _between(name, first + found[0].start(), first + found[0].end())
    if found:
        narrower = "" if within else ", or the number of their sentence alone"
        raise UnclearError(f"These words stand {len(found)} times in {called}. Give more of them{narrower}.")
    if any(re.search(pattern, _evened(other), re.IGNORECASE) for other in DATES if other != name):
        raise _elsewhere(name)
    raise UnclearError(
        f"These words do not stand in {called}. Copy them just as they stand there, one after the other."
    )


@cache
def _evened(name: str) -> str:
    """The text of a telegram, its marks of quotation made straight and its lines joined; every offset stays."""
    return telegram(name).text.translate(_ALIKE)


def _pattern(quotation: str) -> str:
    """What finds a quotation, whole words only; marks of quotation around it are not part of it."""
    plain = quotation.translate(_ALIKE).strip(" .…")
    if len(plain) > 1 and plain[0] == plain[-1] == '"':
        plain = plain[1:-1].strip(" .…")
    if not re.search(r"\w", plain) or len(plain) > _LONGEST:
        raise UnclearError("There are no words in this. Copy the words of the telegram that answer the question.")
    words_of_it = r"\s+".join(map(re.escape, plain.split()))
    return rf"(?<!\w){words_of_it}(?!\w)"


def _joined(parts: list[range]) -> range:
    """Several passages as one, when they follow one another."""
    parts = sorted(parts, key=lambda part: part.start)
    for before, after in pairwise(parts):
        if after.start > before.stop:
            raise UnclearError("Choose one passage: these do not follow one another.")
    return range(parts[0].start, max(part.stop for part in parts))


def _span(first: range, last: range) -> range:
    return range(min(first.start, last.start), max(first.stop, last.stop))


def _elsewhere(name: str) -> UnclearError:
    return UnclearError(f"That is in the other telegram. This question is about the telegram of {_called(name)}.")


def _called(name: str) -> str:
    from datetime import date

    day = date.fromisoformat(name)
    return f"{day.day} {day:%B %Y}"


# Judging


def judged(asked: Question, given: range) -> Result:
    """What a passage comes to. It tells how to go on, and never where the words are.

    Every convention has its least words and its most; what lies between them is right. A whole section never is.
    """
    chosen, right = set(given), _bounds(asked, asked.answer, asked.most)
    bounds = [(right, asked.correct), *((_bounds(asked, one.answer), one.convention) for one in asked.alternatives)]
    if not _whole_section(asked, chosen):
        for place, ((least, most), said) in enumerate(bounds):
            if least <= chosen <= most:
                return Result(Outcome.CORRECT_OTHERWISE if place else Outcome.CORRECT, said)
    if len(chosen) == len(words(asked.telegram)):
        return Result(Outcome.NOT_YET, "That is the whole telegram. Which words of it answer the question?")
    if known := _misconception(asked, chosen, right[0]):
        return Result(Outcome.NOT_YET, known)
    for (least, most), _ in bounds:
        if least & chosen:
            return Result(Outcome.PARTLY, _trimming(least, most, chosen))
    if chosen <= right[1]:
        return Result(Outcome.PARTLY, "You are in the right place, but other words there show it. Read it once more.")
    sections = {_section(words(asked.telegram)[place]) for place in right[0]}
    if {_section(words(asked.telegram)[place]) for place in chosen} <= sections:
        return next_hint(asked, given, "The right section, but another sentence of it.")
    return next_hint(asked, given, "It does not stand there.")


def _bounds(asked: Question, answer: dict[str, str], most: tuple[str, ...] = ()) -> tuple[set[int], set[int]]:
    """The least words that must be selected, and the most that may be."""
    sentences = most or (answer["sentence"],)
    return _words_of(asked, answer), {
        place for number in sentences for place in _numbered(asked.telegram, number)
    } | _words_of(asked, answer)


def _words_of(asked: Question, answer: dict[str, str]) -> set[int]:
    start, end = telegram(asked.telegram).locate(answer["quotation"], within=answer["sentence"])
    return set(_between(asked.telegram, start, end))


def _whole_section(asked: Question, chosen: set[int]) -> bool:
    """Whether every word of some section is chosen."""
    place = words(asked.telegram)
    touched = {_section(place[number]) for number in chosen}
    return any({number for number, word in enumerate(place) if _section(word) == one} <= chosen for one in touched)


def _misconception(asked: Question, chosen: set[int], least: set[int]) -> str:
    """What is said about an expected wrong passage: the one chosen, or one that is half chosen, with nothing right."""
    known = [(_words_of(asked, one.answer), one.feedback) for one in asked.misconceptions]
    for expected, feedback in known:
        if chosen == expected:
            return feedback
    met = [(len(expected & chosen) / len(expected), feedback) for expected, feedback in known]
    share, feedback = max(met, default=(0, ""), key=lambda one: one[0])
    return feedback if share >= 0.5 and not least & chosen else ""


def _trimming(least: set[int], most: set[int], chosen: set[int]) -> str:
    if least <= chosen:
        return "The words are in it, but it is too long: trim it to those that answer the question."
    if chosen <= most:
        return "The right place. Take in more of it: a part of what answers the question is still outside."
    return "A part of it is right. Move your selection: it leaves something out, and holds words that do not answer."


def kept(asked: Question, given: range) -> dict[str, Any]:
    """A passage as the workbook keeps it: its place in code points, and the numbers of its sentences."""
    chosen = words(asked.telegram)[given.start : given.stop]
    sentences = list(dict.fromkeys(word.sentence for word in chosen))
    return {"start": chosen[0].start, "end": chosen[-1].end, "sentences": sentences}


def read(asked: Question, answer: object) -> range:
    """The passage that an answer to a question means; UnclearError where it cannot be told."""
    return read_passage(asked.telegram, answer)
