"""Whatever is selected on the screen, in any view, is kept as exactly those words of the canonical text.

The Reader runs in a bare page here, without JupyterLab. What a selection should come to is worked out in Python, from
the edition's tables and from nothing that the Reader's front end has made.
"""

from __future__ import annotations

import os
import random
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import pytest

from moscow_telegrams import telegram
from moscow_telegrams.edition.telegram import DATES
from moscow_telegrams.reading.content import SPELLINGS, VIEWS, content
from moscow_telegrams.reading.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

# In all, over both telegrams. Many more: MOSCOW_TELEGRAMS_SELECTIONS=10000 pytest tests/browser/test_selections.py
SELECTIONS = int(os.environ.get("MOSCOW_TELEGRAMS_SELECTIONS", "1000"))
STATES = (
    [{"view": view} for view in VIEWS]
    + [{"view": "hand", "brackets": False}]
    + [{"view": "names", "spelling": spelling} for spelling in SPELLINGS]
)
OPEN = """async ([esm, css, state]) => {
    document.head.replaceChildren(Object.assign(document.createElement("style"), { textContent: css }));
    document.body.replaceChildren();
    const address = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
    const module = await import(address);
    const model = { get: name => state[name], set() {}, on() {}, off() {}, send() {}, save_changes() {} };
    const el = document.body.appendChild(document.createElement("div"));
    module.default.render({ model, el });
    window.page = el.querySelector(".mt-page");
    window.canonicalRange = module.canonicalRange;
    // The words as the module makes them: leaves that belong together share the number of their word.
    window.words = [];
    page.querySelectorAll(".mt-leaf").forEach(leaf => {
        if (leaf.word !== undefined) (window.words[leaf.word] ??= []).push(leaf);
    });
    window.nodes = [...page.querySelectorAll(".mt-leaf")]
        .filter(leaf => leaf.textContent && leaf.getClientRects().length).map(leaf => leaf.firstChild);
    return nodes.map(node => node.data).join("");
}"""
SELECT = """selections => {
    const places = nodes.flatMap(node => [...node.data].map((_, offset) => [node, offset]));
    return selections.map(([start, end, byElement]) => {
        const range = document.createRange();
        const [first, from] = places[start];
        const [last, to] = places[end - 1];
        if (byElement && from === 0) range.setStartBefore(first.parentNode); else range.setStart(first, from);
        if (byElement && to + 1 === last.length) range.setEndAfter(last.parentNode); else range.setEnd(last, to + 1);
        const found = canonicalRange(words, range);
        return found && [found.start, found.end];
    });
}"""


@pytest.mark.parametrize("date", DATES)
def test_random_selections_in_every_view_are_the_words_that_were_seen(chromium: BrowserContext, date: str) -> None:
    reader = Reader(telegram(date))
    page = chromium.new_page()
    chance = random.Random(date)
    tried = 0
    for state in STATES:
        shown = open_reader(page, reader, state)
        seen = visible(reader.telegram, **state)
        assert shown == "".join(character for character, _, _ in seen)
        some = [
            sorted(chance.sample(range(len(seen) + 1), 2)) for _ in range(SELECTIONS // len(DATES) // len(STATES) + 1)
        ]
        short = [[start, min(end, start + chance.randint(1, 30))] for start, end in some[::2]]
        selections = [[*pair, chance.random() < 0.5] for pair in (*some[1::2], *short)]
        found = page.evaluate(SELECT, selections)
        oracle = Oracle(reader.telegram.text, seen)
        for (start, end, _), words in zip(selections, found, strict=True):
            assert words == oracle.expected(start, end), (state, start, end)
        tried += len(found)
    page.close()
    assert tried >= SELECTIONS / len(DATES)


def test_our_paraphrase_cannot_be_selected(chromium: BrowserContext) -> None:
    page = chromium.new_page()
    open_reader(page, Reader(telegram(DATES[0])), {"view": "plain"})
    chosen = page.evaluate(
        """() => { const range = document.createRange(); range.selectNodeContents(page.querySelector(".mt-plain"));
                   return canonicalRange(words, range); }"""
    )
    assert chosen is None
    assert page.locator(".mt-plain").first.evaluate("words => getComputedStyle(words).userSelect") == "none"
    page.close()


def open_reader(page: Page, reader: Reader, state: dict) -> str:
    """Open a Reader in a state; the text that can then be seen."""
    traits = {name: getattr(reader, name) for name in reader.trait_names(sync=True) if not name.startswith("_")}
    own = {name: getattr(reader, name) for name in ("_content", "_tags", "_notes", "_task", "_feedback", "_trouble")}
    keep = {name: traits[name] for name in ("view", "spelling", "brackets", "large")}
    return page.evaluate(OPEN, [Reader._esm, reader._css, keep | own | state])


def visible(text, view: str, brackets: bool = True, spelling: str = "printed") -> list[tuple[str, int, int]]:
    """Every character on the screen, with the place in the canonical text that it stands for."""
    layers = content(text)
    hidden = {offset for one in layers["brackets"] for offset in range(*one["hide"])} if not brackets else set()
    respelt = {name["start"]: name for name in layers["names"] if spelling != "printed" and name["spelt"][spelling]}
    seen = []
    for line in text.lines.itertuples():
        offset = line.start
        while offset < line.end and not (view == "plain" and line.kind == "p"):
            if offset in respelt:
                name = respelt[offset]
                seen += [(letter, name["start"], name["end"]) for letter in name["spelt"][spelling]]
                offset = name["end"]
                continue
            if offset not in hidden:
                seen.append((text.text[offset], offset, offset + 1))
            offset += 1
    return seen


class Oracle:
    """What a selection should come to: from its first word to its last, without what cannot be seen at its ends."""

    def __init__(self, text: str, seen: list[tuple[str, int, int]]) -> None:
        self.words = [match.span() for match in re.finditer(r"\S+", text)]
        self.seen = [(place, self.touched(*place)) for letter, *place in seen if letter.strip()]
        self.printed = [letter.strip() != "" for letter, _, _ in seen]
        # In another spelling, each name is one whole.
        self.names = [set(words) for place, words in self.seen if place[1] - place[0] > 1]

    def touched(self, start: int, end: int) -> range:
        """The numbers of the words that lie between two offsets, in part or as a whole."""
        return range(
            bisect_right([last for _, last in self.words], start), bisect_left([first for first, _ in self.words], end)
        )

    def expected(self, start: int, end: int) -> list[int] | None:
        first, last = sum(self.printed[:start]), sum(self.printed[:end])
        chosen = {word for _, words in self.seen[first:last] for word in words}
        for name in self.names:
            chosen |= name if name & chosen else set()
        places = [place for place, words in self.seen if not chosen.isdisjoint(words)]
        return [min(first for first, _ in places), max(last for _, last in places)] if places else None
