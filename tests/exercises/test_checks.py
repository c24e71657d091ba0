"""Every question with the answers that students give: right in every form, wrong in expected ways, blank, nonsense.

To add a question, add a row to RIGHT with forms that must be accepted. Its expected misconceptions and its other
conventions are tested from the bank itself.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from moscow_telegrams import (
    beijing_time,
    check,
    dispute,
    event,
    headnote,
    hint,
    in_moscow,
    question,
    solution,
    straight_line,
    telegram,
)
from moscow_telegrams.chronology.counting import Counting
from moscow_telegrams.edition.telegram import Passage
from moscow_telegrams.exercises import checks
from moscow_telegrams.exercises.answers import MONTHS
from moscow_telegrams.exercises.bank import Evidence, bank
from moscow_telegrams.exercises.checks import Hint, Outcome, Result, Solution, judged
from moscow_telegrams.workbook import workbook

MOSCOW = ZoneInfo("Europe/Moscow")


def forms_of_date(day: date) -> list:
    month, short = MONTHS[day.month - 1].title(), MONTHS[day.month - 1].title()[:3]
    return [
        day,
        datetime(day.year, day.month, day.day),
        datetime(day.year, day.month, day.day, 15, 30),
        datetime(day.year, day.month, day.day, tzinfo=MOSCOW),
        pd.Timestamp(day),
        pd.Timestamp(day, tz="Asia/Shanghai"),
        np.datetime64(day),
        np.datetime64(day, "ns"),
        pd.Series([pd.Timestamp(day)]).iloc[0],
        np.array(np.datetime64(day)),
        np.array(np.datetime64(day, "ns")),
        pd.Series([pd.Timestamp(day)]),
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T00:00",
        str(np.datetime64(day, "ns")),
        f"{day.day} {month} {day.year}",
        f"{day.day} {short} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{short}. {day.day}, {day.year}",
        f"  {day.day}  {month.upper()}  {day.year} ",
        f"{day.day}th of {month} {day.year}",
        f"the {day.day}th of {month}, {day.year}",
        f"{day.day}-{short}-{day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day:%a} {day.day} {month} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]


def forms_of_number(number: int, word: str, unit: str = "day") -> list:
    return [
        number,
        float(number),
        str(number),
        f"{number}.0",
        f" {number} ",
        f"{number}.",
        word,
        word.upper(),
        f" {word} ",
        f"{number} {unit}s",
        f"{number}{unit}s",
        f"{number} {unit}s.",
        f"{word} {unit}s",
        Decimal(number),
        Fraction(number),
        np.int64(number),
        np.float64(number),
        np.array(number),
        pd.Series([number]).iloc[0],
        timedelta(days=number),
        pd.Timedelta(days=number),
        np.timedelta64(number, "D"),
        date(1950, 1, 1) + timedelta(days=number) - date(1950, 1, 1),
    ]


def forms_of_kilometres(number: int) -> list:
    return [
        number,
        float(number),
        str(number),
        f"{number:,}",
        f"{number:,} km",
        f"{number} km",
        Decimal(number),
        np.int64(number),
        np.float64(number),
    ]


RIGHT = {
    "first-soviet-station": ["otpor", "Otpor", " OTPOR ", "Zabaykalsk", "Отпор", np.str_("Otpor")],
    "city-of-a-man": ["molotov", "Molotov", "Perm", "perm "],
    "nearest-japan": ["Kurile Islands", "kurile-islands", "Kuril Islands", "Kurile islands.", "Курильские острова"],
    "straight-line-km": [*forms_of_kilometres(5791), straight_line("beijing", "moscow")],
    "rail-longer": [*forms_of_kilometres(3170), 8961 - straight_line("beijing", "moscow")],
    "km-a-day-eleven": [*forms_of_kilometres(815), round(8961 / 11)],
    "km-a-day-ten": [*forms_of_kilometres(896), round(8961 / 10)],
    "why-longer": ["round", "Round", "It leads far to the northeast first, and round Mongolia."],
    "drawn-too-short": ["curves", "CURVES", "It cuts the corners of the track."],
    "agreement-of-1945": ["joint-use", "joint use", "use by both states together"],
    "why-by-train": ["cannot-tell", "The telegrams cannot tell.", "The telegrams do not say"],
    "chou-leaves": forms_of_date(date(1950, 1, 9)),
    "prep-days": forms_of_number(5, "five"),
    "chou-arrives": [*forms_of_date(date(1950, 1, 19)), "19/1/1950", "1/19/1950", "19.01.1950"],
    "chou-arrives-elapsed": [*forms_of_date(date(1950, 1, 20)), date(1950, 1, 9) + timedelta(days=11)],
    "rail-days-elapsed": [*forms_of_number(10, "ten"), date(1950, 1, 19) - date(1950, 1, 9)],
    "counting": [
        "inclusive",
        "Inclusive",
        " INCLUSIVE ",
        Counting.INCLUSIVE,
        np.str_("inclusive"),
        "Counting the day of departure as the first day.",
    ],
    "talks-days-inclusive": forms_of_number(12, "twelve"),
    "talks-days-elapsed": forms_of_number(11, "eleven"),
    "two-more-days": forms_of_date(date(1950, 1, 21)),
    "beijing-ten-pm-in-moscow": [
        time(17),
        time(17, 0),
        "17:00",
        "17.00",
        "17h",
        "17 h",
        "at 17:00",
        "5 in the afternoon",
        "at 5 p.m.",
        "1700",
        "17:00:00",
        17,
        17.0,
        np.int64(17),
        "17",
        "5 p.m.",
        "5 pm",
        "5pm",
        "5 PM",
        "5 P. M.",
        "05:00 PM",
        "5:00 p.m.",
        "five p.m.",
        "5 o'clock p.m.",
        "5 o’clock pm",
        "17 o'clock",
        "5 p.m. Moscow time",
        "17:00 (Moscow time)",
        "17:00 in Moscow",
        "1949-12-16 17:00",
        "1949-12-16 17:00:00+03:00",
        datetime(1949, 12, 16, 17),
        datetime(1949, 12, 16, 17, tzinfo=MOSCOW),
        pd.Timestamp("1949-12-16 17:00"),
        np.datetime64("1949-12-16T17:00"),
        in_moscow(beijing_time(1949, 12, 16, 22)),
        time(17, tzinfo=MOSCOW),
    ],
    "first-meeting-hour": [
        "cannot-tell",
        "Cannot tell.",
        "we can't tell",
        "The telegrams cannot tell.",
        "These sources do not settle it.",
    ],
    "between-telegrams": [*forms_of_number(15, "fifteen"), date(1950, 1, 2) - date(1949, 12, 18)],
    "days-late": forms_of_number(14, "fourteen"),
    "two-years": forms_of_number(60, "sixty"),
    "days-away": [*forms_of_number(88, "eighty-eight"), "eighty eight"],
    "report-after-days": [*forms_of_number(2, "two"), date(1949, 12, 18) - date(1949, 12, 16)],
    "beijing-time-whose": ["cannot-tell", "We cannot tell.", "This page does not tell."],
    "minister-and-premier": ["same-man", "Same man", "one", "One, who held both offices."],
    "gmd-names": ["same-party", "one", "One party: they are all names of it."],
    "headnote-motive": ["later-view", "Later view", "What somebody thought who wrote much later"],
    "english-word": ["cannot-tell", "the telegrams cannot tell", "The page does not tell."],
    "folded-arms": ["not-idle", "not idle", "That it will do something; what, he leaves open."],
    "kuriles-voice": ["probably-stalin", "Probably Stalin", "Likely Stalin; no verb of saying settles it."],
    "earliest-revision": ["end-1951", "END-1951", "In December 1951."],
    "why-keep-troops": ["cannot-tell", "The telegrams cannot tell.", "He does not say it here."],
    "how-large-a-loan": ["not-told", "The telegrams cannot tell", "The telegram does not say."],
    "how-mao-knew": ["cannot-tell", "we can't tell", "The telegram does not say."],
    "why-stalin-agreed": ["no-reason-given", "cannot-tell", "The telegrams cannot tell.", "They do not say why."],
    "statement-again": ["third-option", "third option", "It is on Mao's list, and another paper is preferred."],
    "comrade-january": [6, 6.0, "6", "six", "Six", np.int64(6), Decimal(6), Fraction(6)],
    "comrade-why": ["several-reasons", "several reasons", "The telegrams cannot tell."],
    "today-for-the-reader": forms_of_date(date(1950, 1, 2)),
}
BLANK = [
    ...,
    None,
    float("nan"),
    np.nan,
    pd.NaT,
    pd.NA,
    np.datetime64("NaT", "D"),
    np.timedelta64("NaT", "D"),
    Decimal("NaN"),
    Decimal("sNaN"),
    "",
    "   ",
    "...",
    "…",
    [],
    {},
    (),
]
BLANK += [np.array([]), pd.Series([], dtype=float)]
NONSENSE = [
    "I do not know",
    "x" * 10_000,
    object(),
    object,
    [1, 2],
    {"a": 1},
    {1, 2},
    lambda: 5,
    10**400,
    float("inf"),
    -1,
    1j,
    b"5",
    "five hundred thousand million",
    "'; DROP TABLE",
    "<img src=x onerror=alert(1)>",
    "__import__('os')",
    "31 February 1950",
    "0/0/0000",
    "99:99",
    "25:00",
    "٥٥٥",
    "\x00",
    "\ud800",
    True,
    False,
    np.arange(3),
    pd.DataFrame({"a": [1]}),
    pd.Series([1, 2]),
]

# See test_geography.py, test_passages.py and test_several.py.
OWN_TESTS = ("table", "map", "evidence", "choices", "order", "match")
CHECKED = [entry for entry in bank().values() if entry.kind not in ("text", *OWN_TESTS)]
IDS = [entry.id for entry in CHECKED]


@pytest.mark.parametrize("asked", CHECKED, ids=IDS)
def test_a_right_answer_is_accepted_in_every_form(asked):
    assert len(RIGHT[asked.id]) >= 3
    for answer in RIGHT[asked.id]:
        assert check(asked.id, answer).outcome == "correct", repr(answer)


@pytest.mark.parametrize("asked", CHECKED, ids=IDS)
def test_every_expected_misconception_is_met_with_its_feedback(asked):
    assert asked.misconceptions
    for expected in asked.misconceptions:
        result = check(asked.id, expected.answer)
        assert (result.outcome, result.message) == ("not_yet", expected.feedback)


@pytest.mark.parametrize("asked", [entry for entry in CHECKED if entry.alternatives], ids=lambda entry: entry.id)
def test_another_convention_is_right_and_is_named(asked):
    for other in asked.alternatives:
        result = check(asked.id, other.answer)
        assert (result.outcome, result.message) == ("correct_otherwise", other.convention)


@pytest.mark.parametrize("asked", list(bank().values()), ids=lambda entry: entry.id)
def test_blank_is_not_answered(asked):
    for answer in BLANK:
        assert check(asked.id, answer).outcome == "unanswered", repr(answer)


@pytest.mark.parametrize("asked", list(bank().values()), ids=lambda entry: entry.id)
def test_nonsense_is_not_yet_and_never_an_error(asked):
    for answer in NONSENSE:
        own_words = asked.kind == "text" and isinstance(answer, str)
        assert check(asked.id, answer).outcome == ("recorded" if own_words else "not_yet"), repr(answer)


@pytest.mark.parametrize("id", ["chou-leaves", "chou-arrives", "two-more-days"])
@pytest.mark.parametrize(
    "answer", ["1/2/1950", "9/1/1950", "1/9/1950", "01.02.1950", "2-1-1950", "19/1/50", "19 January '50"]
)
def test_a_date_that_can_be_read_in_two_ways_is_asked_back(id, answer):
    assert check(id, answer).outcome == "not_yet"


@pytest.mark.parametrize("answer", ["9/1/1950", "1/9/1950"])
def test_asking_back_names_no_date(answer):
    assert "two different days" in check("chou-leaves", answer).message
    assert not re.search("Jan|Sep", check("chou-leaves", answer).message)


@pytest.mark.parametrize("answer", ["5", 5, "5:00", "five", "5 o'clock", "10:00"])
def test_an_hour_that_can_be_morning_or_evening_is_asked_back(answer):
    result = check("beijing-ten-pm-in-moscow", answer)
    assert result.outcome == "not_yet" and "a.m. or p.m." in result.message


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("chou-arrives", "19 January"),
        ("chou-arrives", "Jan 19"),
        ("chou-arrives", "19 January 1949"),
        ("chou-arrives", date(2026, 1, 19)),
        ("beijing-ten-pm-in-moscow", datetime(1949, 12, 17, 17)),
    ],
)
def test_an_answer_that_is_right_in_part_says_so(id, answer):
    assert check(id, answer).outcome == "partly"


@pytest.mark.parametrize("answer", [date(1950, 1, 20), "20 January 1950", pd.Timestamp("1950-01-20")])
def test_the_date_of_the_calendar_is_told_about_inclusive_counting(answer):
    result = check("chou-arrives", answer)
    assert result.outcome == "not_yet" and "inclusive" in result.message and "19" not in result.message


@pytest.mark.parametrize("answer", ["3,17", "31,70", "3,170,", ",170", "3.170", "3,1700"])
def test_a_comma_that_does_not_part_thousands_is_not_read_over(answer):
    assert check("rail-longer", answer).outcome == "not_yet"


def test_who_cannot_tell_where_the_text_can_is_asked_for_its_words():
    assert "support with words" in check("kuriles-voice", "We can't tell.").message
    assert check("why-by-train", "We can't tell.").outcome == "correct"


@pytest.mark.parametrize("answer", ["12 hours", "12 weeks", "12 h", timedelta(days=11, hours=23)])
def test_the_unit_counts(answer):
    assert check("talks-days-inclusive", answer).outcome == "not_yet"


@pytest.mark.parametrize(
    "answer",
    [
        beijing_time(1949, 12, 16, 17),
        time(17, tzinfo=ZoneInfo("Asia/Shanghai")),
        "24 pm",
        "1949-12-16 17:00+08:00",
        "5 p.m. Beijing time",
        "17:00 in Beijing",
    ],
    ids=str,
)
def test_the_right_hour_on_the_wrong_clock_is_not_accepted(answer):
    assert check("beijing-ten-pm-in-moscow", answer).outcome == "not_yet"


@pytest.mark.parametrize("answer", ["1950-01-09T25:99", "1950-01-09 99:99", "1950-13-09", "1950-01-32", "9 Januar"])
def test_a_date_with_an_impossible_part_is_not_accepted(answer):
    assert check("chou-leaves", answer).outcome == "not_yet"


def test_the_same_wrong_answer_twice_gets_the_same_hint():
    checks._hints_given.clear()
    checks._last_wrong.clear()
    hints = [check("days-late", wrong).message[:11] for wrong in (99, 99, 99, 98)]
    assert hints == ["Hint 1 of 3", "Hint 1 of 3", "Hint 1 of 3", "Hint 2 of 3"]


@pytest.mark.parametrize("answer", ["Friday 19 January 1950", "Mon, 19 Jan 1950"])
def test_a_wrong_day_of_the_week_is_noticed(answer):
    assert "day of the week" in check("chou-arrives", answer).message


def test_a_text_is_left_to_the_student():
    result = check("why-inclusive-matters", "Mao writes that …")
    assert result.outcome == "recorded" and 'solution("why-inclusive-matters")' in result.message
    assert check("why-inclusive-matters", 5).outcome == "not_yet"
    assert len(solution("why-inclusive-matters").rubric) >= 3


@pytest.mark.parametrize("id", ["chou-arives", "", None, 5, "x" * 1000, [], object()])
def test_an_unknown_question_is_no_error_for_a_check(id):
    result = check(id, 5)
    assert result.outcome == "unanswered" and "There is no question" in result.message


def test_a_misspelt_question_is_recognised():
    assert 'Did you mean "chou-arrives"?' in check("chou-arives", 5).message
    with pytest.raises(ValueError, match="Did you mean"):
        hint("chou-arives")


def test_hints_climb_a_ladder_and_stay_on_its_last_step():
    checks._hints_given.clear()
    assert [hint("rail-days-elapsed").step for _ in range(5)] == [1, 2, 3, 3, 3]
    assert hint("rail-days-elapsed", 2).message == question("rail-days-elapsed").hints[1]
    with pytest.raises(ValueError, match="ask for 1 to 3"):
        hint("rail-days-elapsed", 4)


def test_what_a_student_typed_is_never_shown_as_markup():
    page = check("<img src=x onerror=alert(1)>", 5)._repr_html_()
    assert "&lt;img" in page and "<img" not in page


@pytest.mark.parametrize(
    "shown",
    [
        Result(Outcome.NOT_YET, "<b>"),
        Hint("<b>", 1, 1),
        Solution("<b>", ("<b>",), (Evidence("<b>", "<b>", "<b>"),)),
        replace(
            question("counting"), id="<b>", prompt="<b>", choices={"inclusive": "<b>"}, aliases={}, misconceptions=()
        ),
        replace(event("chou-departs"), event="<b>", note="<b>"),
        replace(dispute("border-day"), question="<b>"),
        Passage("<b>", "<b>"),
    ],
    ids=lambda shown: type(shown).__name__,
)
def test_whatever_is_shown_is_escaped(shown):
    page = shown._repr_html_()
    assert "&lt;b&gt;" in page and "<b>" not in page


def test_every_attempt_is_kept_as_it_was_understood():
    tried = {"chou-arrives": "Jan 20, 1950", "prep-days": "five", "beijing-ten-pm-in-moscow": "5 p.m."}
    tried |= {"first-soviet-station": "Zabaykalsk", "why-inclusive-matters": "Because … \ud800", "days-late": "?"}
    for id, answer in tried.items():
        check(id, answer)
    check("prep-days", ...)
    answers = workbook().read()["answers"]
    assert {id: (kept["answer"], kept["outcome"]) for id, kept in answers.items()} == {
        "chou-arrives": ("1950-01-20", "not_yet"),
        "prep-days": (5, "correct"),
        "beijing-ten-pm-in-moscow": ("17:00", "correct"),
        "first-soviet-station": ("otpor", "correct"),
        "why-inclusive-matters": ("Because … ?", "recorded"),
        "days-late": ("?", "not_yet"),
    }


@pytest.mark.parametrize("asked", CHECKED, ids=IDS)
def test_what_is_kept_is_judged_as_the_answer_was(asked):
    for answer in (*RIGHT[asked.id], *(one.answer for one in asked.misconceptions)):
        result = check(asked.id, answer)
        assert judged(asked, workbook().read()["answers"][asked.id]["answer"]) == result


def test_a_cell_without_an_answer_tells_of_the_answer_in_the_workbook():
    assert "Not answered yet" in repr(check("prep-days", ...))
    check("prep-days", 5)
    said = check("prep-days", ...)
    assert said.outcome == "unanswered" and "Not answered here" in said.title
    assert "✓ Correct." in said.message and 'ask("prep-days") shows it' in said.message
    check("prep-days", 6)
    assert "→ Not yet." in check("prep-days", ...).message
    assert workbook().read()["answers"]["prep-days"]["answer"] == 6


@pytest.mark.parametrize("content", [b"", b'{"schema": "moscow-telegrams/workbook", "version": 99}'])
def test_a_cell_without_an_answer_does_not_mind_a_workbook_that_cannot_be_read(work, content):
    (work / "workbook.json").write_bytes(content)
    assert "Not answered yet" in check("prep-days", ...).title


@pytest.mark.parametrize("content", [b"", b"{}", b'{"schema": "moscow-telegrams/workbook", "version": 99}'])
def test_an_answer_that_cannot_be_saved_is_judged_all_the_same_and_says_so(work, content):
    (work / "workbook.json").write_bytes(content)
    result = check("prep-days", 5)
    assert result.outcome == "correct" and "This answer is not saved." in result.message
    assert (work / "workbook.json").read_bytes() == content


class Nameless:
    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize("id", [Nameless(), [], {}, None, float("nan")])
def test_a_hostile_id_is_no_error_for_a_check(id):
    assert check(id, 5).outcome == "unanswered"


@pytest.mark.parametrize("step", ["1", 1.5, 0, -1, 4, None.__class__])
def test_a_wrong_step_of_the_ladder_says_which_there_are(step):
    with pytest.raises(ValueError, match="ask for 1 to 3"):
        hint("counting", step)


# The bank itself


@pytest.mark.parametrize("asked", list(bank().values()), ids=lambda entry: entry.id)
def test_every_quotation_stands_in_the_sentence_that_is_named(asked):
    assert asked.evidence
    for words in asked.evidence:
        text = headnote() if words.telegram == "headnote" else telegram(words.telegram)
        text.locate(words.quotation, within=words.sentence)


@pytest.mark.parametrize("asked", list(bank().values()), ids=lambda entry: entry.id)
def test_every_question_is_complete(asked):
    assert len(asked.hints) == 3
    assert asked.skill and asked.level in (1, 2, 3) and asked.points >= 1
    assert asked.solution and (asked.correct or asked.kind == "text")
    assert asked.misconceptions or asked.kind in ("text", "map")  # how a map is off is told from its dots
    assert asked.prompt.rstrip(")").endswith(("?", ".")), asked.prompt


def test_the_questions_that_lessons_cite_are_all_there():
    assert {
        "chou-leaves": date(1950, 1, 9),
        "prep-days": 5,
        "chou-arrives": date(1950, 1, 19),
        "chou-arrives-elapsed": date(1950, 1, 20),
        "rail-days-elapsed": 10,
        "talks-days-inclusive": 12,
        "talks-days-elapsed": 11,
        "two-more-days": date(1950, 1, 21),
        "beijing-ten-pm-in-moscow": time(17),
        "counting": "inclusive",
    }.items() <= {id: entry.answer for id, entry in bank().items()}.items()
