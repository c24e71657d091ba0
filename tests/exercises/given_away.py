"""Whether something that is said before the solution gives the answer away: one judge for all the tests.

It knows the usual ways of writing the key of every kind of question. What the student has typed, and what stands in
the prompt, is no secret.
"""

import re
from difflib import get_close_matches

from oracle import IN_WORDS, MONTHS, coordinates, names_of

from moscow_telegrams.exercises.bank import Question

_MARKS = str.maketrans("“”‘’\u00a0", "\"\"'' ")
# A prompt may name the stops of a map, and not a date or number: these are the answer, and elsewhere something else.
_NAMED_IN_PROMPT = ("choices", "order", "match", "evidence", "table", "map", "text")
_harmless: set[tuple[str, str]] = set()  # what has been looked through: the same is said again and again
_secrets_of: dict[str, list[str]] = {}
_names_in: dict[str, list[str]] = {}


def given_away(asked: Question, said: str, typed: str = "") -> list[str]:
    """What of the key is said, as patterns; [] when nothing is.

    >>> from moscow_telegrams import question
    >>> [bool(given_away(question("prep-days"), said)) for said in ("Mao writes five days.", "Count the days again.")]
    [True, False]
    """
    if (asked.id, said) in _harmless:
        return []
    text, own = _even(_without_counts(asked, said)), _straight(_without_the_authors_words(asked, said))
    found = [one for one in _secrets(asked) if re.search(one, text)]
    found += [one for one in _names(asked) if re.search(one, own)]
    if not found:
        _harmless.add((asked.id, said))
        return []
    asks = asked.prompt if asked.kind in _NAMED_IN_PROMPT else ""
    public = _straight(f"{typed}\n{asks}\n{_other_names(asked, typed)}")
    return [one for one in found if not re.search(one, public, re.IGNORECASE)]


def authors_words(asked: Question) -> list[str]:
    """Everything that the bank has to say before the solution."""
    told = [one.feedback for one in asked.misconceptions] + [one.convention for one in asked.alternatives]
    return [text for text in (*asked.hints, asked.correct, *told) if text]


def typed(answer: object) -> str:
    """All the words that stand in an answer, however deep."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, dict):
        return "\n".join(map(typed, (*answer, *answer.values())))
    if isinstance(answer, (list, tuple, set, frozenset)):
        return "\n".join(map(typed, answer))
    kind = type(answer).__name__
    if kind == "DataFrame":
        return typed([*answer.columns, *answer.index, *answer.to_numpy().ravel()])
    if kind == "Series":
        return typed([*answer.index, *answer])
    if kind == "ndarray":
        return typed(answer.ravel().tolist())
    return "\n".join(answer.labels) if kind == "Drawn" else ""


def _straight(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())


def _even(text: str) -> str:
    return _straight(text).casefold()


def _without_counts(asked: Question, said: str) -> str:
    """What is said, without what counts hints and dots; and without the dates that a hint names for a calculation."""
    said = re.sub(rf"Hint \d of {len(asked.hints)}[:.]|the three dots", "", said)
    return re.sub(r"date\([^)]*\)", "", said) if asked.kind == "number" else said


def _without_the_authors_words(asked: Question, said: str) -> str:
    for words in authors_words(asked):
        said = said.replace(words, " ")
    return said


def _other_names(asked: Question, typed: str) -> str:
    """The other names of a place that the student has named, be it with a slip."""
    if asked.kind not in ("place", "table", "map"):
        return ""
    refs = [asked.answer] if asked.kind == "place" else asked.answer
    called = {ref: [name.casefold() for name in names_of(ref)] for ref in refs}
    lines = [line.strip().casefold()[:60] for line in typed.splitlines()]
    return "\n".join(
        name
        for names in called.values()
        if any(get_close_matches(line, names, 1, 0.7) for line in lines)
        for name in names
    )


def _word(text: str) -> str:
    """A pattern that finds words, as words, without the sign at their end."""
    return rf"(?<!\w){re.escape(_even(text).rstrip('.'))}(?!\w)"


def _secrets(asked: Question) -> list[str]:
    """The usual ways in which somebody would write a right answer, and the solution itself."""
    if asked.id not in _secrets_of:
        answers = [] if asked.kind == "text" else [asked.answer, *(one.answer for one in asked.alternatives)]
        written = [pattern for answer in answers for pattern in _WRITINGS[asked.kind](asked, answer)]
        _secrets_of[asked.id] = written + [re.escape(_even(text)) for text in (asked.solution, *asked.rubric)]
    return _secrets_of[asked.id]


def _names(asked: Question) -> list[str]:
    """What the program itself must not bring up, unless the student has: any choice, row, or degree of a place."""
    if asked.id not in _names_in:
        words = [f"(?i:{_word(text)})" for text in (*asked.choices.values(), *asked.rows.values())]
        keys = [_word(key) for key in asked.choices if len(key) > 2]  # “there” may be a key, and begin a sentence
        points = map(coordinates, asked.answer if asked.kind == "map" else [])
        _names_in[asked.id] = words + keys + [rf"(?<!\d){re.escape(f'{one:.1f}')}" for point in points for one in point]
    return _names_in[asked.id]


def _date(asked, day):
    month = MONTHS[day.month - 1].casefold()
    return [
        rf"\b0?{day.day}(st|nd|rd|th)?( of)? {month[:3]}",
        rf"{month[:3]}\w* 0?{day.day}\b",
        rf"\b{day.year}\W0?{day.month}\W0?{day.day}\b",
        rf"(?<![\d./-])0?{day.day}[./-]0?{day.month}[./-]",
        rf"(?<![\d./-])0?{day.month}[./-]0?{day.day}[./-]",
        rf"date\({day.year}, {day.month}, {day.day}\)",
        rf"\bthe {day.day}(st|nd|rd|th)\b",
    ]


def _time(asked, hour):
    twelve, half = (hour.hour - 1) % 12 + 1, "p" if hour.hour >= 12 else "a"
    return [
        rf"\b{hour:%H}[:.]{hour:%M}",
        rf"\b{twelve}([:.]{hour:%M})? ?{half}\.?m",
        rf"\b{IN_WORDS[twelve]} ({half}\.?m|o'clock|in the)",
    ]


def _number(asked, number):
    figures = [rf"(?<![\w,.]){one}(?![\w,]|\.\d)" for one in {str(number), f"{number:,}"}]
    return [*figures, rf"\b{IN_WORDS[number]}\b"] if number in IN_WORDS else figures


def _choice(asked, key):
    return [_word(key), _word(asked.choices[key])]


def _named(asked, key):
    """One of several choices, by its words or by its key."""
    return rf"({_word(asked.choices[key])}|{_word(key)})"


def _choices(asked, keys):
    return ["".join(rf"(?=.*{_named(asked, key)})" for key in keys)]


def _order(asked, keys):
    return [".*".join(_named(asked, key) for key in keys)]


def _match(asked, pairs):
    rows = {row: rf"({_word(asked.rows[row])}|[\"']{re.escape(row)}[\"'])" for row in pairs}
    return [rf"{rows[row]}[^.?!;]*{_named(asked, key)}|{_named(asked, key)}[^.?!;]*{rows[row]}"
            for row, key in pairs.items()]  # fmt: skip


def _evidence(asked, answer):
    return [_word(_even(answer["quotation"]).strip(".?")), _word(answer["sentence"])]


def _place(asked, ref):
    return [_word(name) for name in names_of(ref)]


def _table(asked, refs):
    return [pattern for ref in refs for pattern in _place(asked, ref)]


def _map(asked, refs):
    """The names of the places; where these stand in the prompt, most of the points."""
    points = [rf"{north:.1f}\d*\D{{1,3}}{east:.1f}" for north, east in map(coordinates, refs)]
    most = len(points) // 2 + 1
    return [*_table(asked, refs), *(".*".join(some) for some in zip(*(points[k:] for k in range(most)), strict=False))]


_WRITINGS = {
    "date": _date, "time": _time, "number": _number, "choice": _choice, "choices": _choices, "order": _order,
    "match": _match, "evidence": _evidence, "place": _place, "table": _table, "map": _map,
}  # fmt: skip
