"""A question as a form: the controls that fit its kind, Check, Hint and Solution.

The controls are those of ipywidgets. What they cannot do, `forms.js` adds: keys that stay out of JupyterLab's hands,
names that a screen reader tells, feedback that it announces. Answers are judged here in Python; no key leaves it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import (
    HTML,
    Button,
    Checkbox,
    Combobox,
    DatePicker,
    Dropdown,
    HBox,
    Label,
    RadioButtons,
    Text,
    Textarea,
    VBox,
    Widget,
)

from moscow_telegrams.edition.telegram import DATES
from moscow_telegrams.exercises.answers import UnclearError, read_date
from moscow_telegrams.exercises.bank import Question, bank, card
from moscow_telegrams.exercises.checks import (
    Hint,
    Outcome,
    Result,
    Solution,
    hint_of,
    judged,
    recorded,
    solution_of,
)
from moscow_telegrams.reading.front_end import front_end
from moscow_telegrams.workbook import WorkbookError, workbook

_HERE = Path(__file__).parent
_NOT_YET = Result(Outcome.UNANSWERED, "Choose or write an answer first.")
_IN_CODE = ("table", "map")  # these are answered, and checked, in a cell of their own
_TRY_FIRST = Result(Outcome.UNANSWERED, "After an attempt, the solution is yours.", "Try first")
_LABEL = "Your answer"


@dataclass(frozen=True)
class Control:
    """The part of a form in which one answers: what is shown, the answer in it, and how an earlier one is put there."""

    shown: Widget
    answer: Callable[[], object]
    put: Callable[[Any], None]


class FrontEnd(anywidget.AnyWidget):
    """What is done to a form in the browser; it shows nothing itself."""

    _esm = traitlets.Unicode(f"{front_end('elements.js')}\n{(_HERE / 'forms.js').read_text(encoding='utf-8')}").tag(
        sync=True
    )
    _css = traitlets.Unicode((_HERE / "forms.css").read_text(encoding="utf-8")).tag(sync=True)


class Form(VBox):
    """A question to answer with ipywidgets; `answer` is what stands in it, as text, a key, a list or a dictionary.

    >>> from moscow_telegrams.exercises.bank import question
    >>> form = Form(question("prep-days"))
    >>> [button.description for button in form.children[2].children]
    ['Check', 'Hint', 'Solution']
    """

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self._control = _CONTROLS.get(asked.kind, _typed)(asked)
        self._said, self._help = HTML(), HTML()
        self._solution = _button("Solution", self._solve, disabled=asked.kind not in _IN_CODE)
        buttons = [_button("Check", self._check), _button("Hint", self._hint), self._solution]
        if asked.kind in _IN_CODE:
            del buttons[0]
        prompt = HTML(card(asked))
        self._front_end = FrontEnd()
        self._front_end.on_msg(self._settled)
        self._checking = False
        super().__init__([prompt, self._control.shown, HBox(buttons), self._said, self._help, self._front_end])
        for widget, name in ((self, "form"), (prompt, "prompt"), (self._said, "said"), (self._help, "said")):
            widget.add_class(f"mt-{name}")
        self._remember()
        for part in _parts(self._control.shown):
            part.observe(self._forget, "value")

    @property
    def answer(self) -> object:
        """What stands in the form."""
        return self._control.answer()

    def _remember(self) -> None:
        """Put the earlier answer into the form, with what is said of it."""
        try:
            kept = self._kept()
        except WorkbookError as error:
            self._say(Result(Outcome.UNANSWERED, str(error)))
            return
        if not kept:
            return
        self._solution.disabled = False
        with suppress(Exception):  # what somebody has written into the file by hand may be anything
            self._control.put(kept["answer"])
            self._say(judged(self.asked, kept["answer"]))

    def _kept(self) -> dict[str, Any]:
        """The latest attempt in the workbook; empty where there is none. WorkbookError when it cannot be read."""
        return workbook().read()["answers"].get(self.asked.id, {})

    def _check(self, _button: Button) -> None:
        """Ask the browser to answer first: on a slow line, what was typed last may come after the click."""
        self._checking = True
        self._front_end.send("settled?")

    def _settled(self, *_answer: object) -> None:
        """The browser has answered, so everything that was typed is here; a second view of the form answers as well."""
        if self._checking:
            self._checking = False
            self._judge()

    def _judge(self) -> None:
        result = recorded(self.asked, self.answer)
        if result.outcome is Outcome.UNANSWERED:
            result = _NOT_YET
        else:
            self._solution.disabled = False
        self._help.value = ""
        self._say(result)

    def _hint(self, _button: Button) -> None:
        self._help.value = _quietly(hint_of(self.asked))

    def _solve(self, _button: Button) -> None:
        try:
            untried = self.asked.kind in _IN_CODE and not self._kept()
            self._help.value = _quietly(_TRY_FIRST if untried else solution_of(self.asked))
        except WorkbookError as error:
            self._say(Result(Outcome.UNANSWERED, str(error)))

    def _forget(self, _change: dict[str, Any]) -> None:
        """What was said is about another answer than the one that now stands in the form."""
        self._said.value = ""

    def _say(self, result: Result) -> None:
        self._said.value = _quietly(result)

    def __repr__(self) -> str:
        return f"Question {self.asked.id}: {self.asked.prompt}"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        in_code = f'<p>In code: <code>check("{escape(self.asked.id)}", …)</code></p>'
        shown = {"text/plain": repr(self), "text/html": self.asked._repr_html_() + in_code}
        return super()._repr_mimebundle_(**options) | shown


def _parts(widget: Widget) -> list[Widget]:
    """The parts of a control in which something stands."""
    within = [part for child in getattr(widget, "children", ()) for part in _parts(child)]
    return [widget, *within] if widget.has_trait("value") else within


def _quietly(said: Result | Hint | Solution) -> str:
    """What is said, for a place that is announced as a whole: it must not be announced twice."""
    return said._repr_html_().replace('role="status" ', "", 1)


def _button(name: str, act: Callable[[Button], None], **traits: Any) -> Button:
    made = Button(description=name, **traits)
    made.add_class(f"mt-{name.casefold()}")
    made.on_click(act)
    return made


# The control for each kind


def _typed(asked: Question) -> Control:
    """A line of text, for an hour, a number and whatever else is written."""
    line = Text(description=_LABEL)
    return Control(line, lambda: _bare(line.value), lambda kept: setattr(line, "value", str(kept)))


def _bare(line: str) -> str:
    """A line without the quotation marks that it needs in code."""
    return line.strip().strip("\"'“”").strip()


def _text(asked: Question) -> Control:
    page = Textarea(description=_LABEL, rows=6)
    return Control(page, lambda: page.value, lambda kept: setattr(page, "value", kept))


def _date(asked: Question) -> Control:
    """A line of text for a date in any form, and a calendar that writes into it."""
    line, calendar = Text(description=_LABEL), DatePicker(description="or pick a day", **_calendar())

    def write(change: dict[str, Any]) -> None:
        if change["new"] and change["new"] != _date_in(line.value):
            line.value = change["new"].isoformat()

    calendar.observe(write, "value")
    return Control(HBox([line, calendar]), lambda: _bare(line.value), lambda kept: setattr(line, "value", kept))


def _date_in(text: str) -> object:
    try:
        return read_date(text)
    except UnclearError:
        return None


def _calendar() -> dict[str, date]:
    """The whole years of the telegrams and of all answers: nobody should have to leaf back from today."""
    answers = [entry.answer for entry in bank().values() if entry.kind == "date" and not entry.keyless]
    days = [*map(date.fromisoformat, DATES), *answers]
    return {"min": date(min(days).year, 1, 1), "max": date(max(days).year, 12, 31)}


def _place(asked: Question) -> Control:
    from moscow_telegrams.exercises.geography import place_names

    names = place_names()
    line = Combobox(description=_LABEL, options=list(names.values()), placeholder="a name from the map")
    return Control(line, lambda: _bare(line.value), lambda kept: setattr(line, "value", names.get(kept, kept)))


def _choice(asked: Question) -> Control:
    buttons = RadioButtons(options=_named(asked.choices), value=None)
    return Control(buttons, lambda: buttons.value, lambda kept: setattr(buttons, "value", kept))


def _choices(asked: Question) -> Control:
    boxes = {key: Checkbox(description=words, indent=False) for key, words in asked.choices.items()}

    def put(kept: list[str]) -> None:
        for key, box in boxes.items():
            box.value = key in kept

    return Control(VBox(list(boxes.values())), lambda: [key for key, box in boxes.items() if box.value], put)


def _match(asked: Question) -> Control:
    """A list for each row, from which one chooses."""
    options = [("choose …", ""), *_named(asked.choices)]
    lists = {row: Dropdown(description=words, options=options) for row, words in asked.rows.items()}

    def put(kept: dict[str, str]) -> None:
        for row, choice in kept.items():
            lists[row].value = choice

    return Control(VBox(list(lists.values())), lambda: {row: one.value for row, one in lists.items() if one.value}, put)


def _order(asked: Question) -> Control:
    """Lines with two buttons each; an order that nobody has touched is not an answer."""
    lines = _Lines(asked)
    return Control(lines.shown, lambda: lines.order if lines.touched else ..., lines.put)


class _Lines:
    """The lines of an order. Their widgets stay where they are, and what is written on them moves."""

    def __init__(self, asked: Question) -> None:
        self.touched = False
        self.order = sorted(asked.choices, key=asked.choices.get)
        if self.order == asked.answer:
            self.order.reverse()
        self._words = asked.choices
        self._labels = [Label() for _ in self.order]
        self._buttons = [(self._mover(place, -1), self._mover(place, 1)) for place in range(len(self.order))]
        self.shown = VBox([HBox([*pair, label]) for pair, label in zip(self._buttons, self._labels, strict=True)])
        self._write()

    def put(self, kept: list[str]) -> None:
        if sorted(kept) == sorted(self.order):
            self.order, self.touched = list(kept), True
            self._write()

    def _mover(self, place: int, step: int) -> Button:
        made = Button(description="Down" if step > 0 else "Up")
        made.add_class("mt-move")
        made.on_click(lambda _: self._move(place, step))
        return made

    def _move(self, place: int, step: int) -> None:
        self.touched = True
        other = place + step
        if 0 <= other < len(self.order):
            self.order[place], self.order[other] = self.order[other], self.order[place]
            self._write()

    def _write(self) -> None:
        for place, (key, label, pair) in enumerate(zip(self.order, self._labels, self._buttons, strict=True), 1):
            label.value = f"{place}. {self._words[key]}"
            for button, way in zip(pair, ("up", "down"), strict=True):
                button.tooltip = f"Move “{self._words[key]}” {way}"


def _in_code(asked: Question) -> Control:
    shown = HTML(f'Answer in a code cell, with the {asked.kind}: <code>check("{escape(asked.id)}", …)</code>')
    return Control(shown, lambda: ..., lambda kept: None)


def _named(choices: dict[str, str]) -> list[tuple[str, str]]:
    return [(words, key) for key, words in choices.items()]


_CONTROLS = {
    "text": _text, "date": _date, "place": _place, "choice": _choice, "choices": _choices, "match": _match,
    "order": _order,
} | dict.fromkeys(_IN_CODE, _in_code)  # fmt: skip
