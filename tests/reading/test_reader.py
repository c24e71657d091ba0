"""What the Reader knows and what it leaves where there is no kernel."""

import json
import re
from html import unescape

import pytest

from moscow_telegrams import headnote, read, telegram
from moscow_telegrams.reading.content import VIEWS, content, paraphrase, shares
from moscow_telegrams.reading.still import still

TELEGRAMS = [telegram("1949-12-18"), telegram("1950-01-02")]
named = pytest.mark.parametrize("text", TELEGRAMS, ids=lambda text: text.name)


def words(page: str) -> str:
    """The words of a page, without the sentence numbers and the labels that a view adds."""
    page = re.sub(r"<small>.*?</small> |<span style=\"[^\"]*monospace[^\"]*\">[^<]*</span>", "", page)
    return unescape(re.sub(r"<[^>]+>", "", page.replace("</p>", "\n"))).strip("\n")


@named
@pytest.mark.parametrize("view", ["printed", "voices", "hand", "names", "details"])
def test_without_a_kernel_every_word_of_the_telegram_is_there(text, view):
    assert words(still(text, view)).endswith(text.text)


@named
@pytest.mark.parametrize("view", VIEWS)
def test_without_a_kernel_nothing_is_asked_of_any_host(text, view):
    page = still(text, view)
    assert not re.search(r"https?:|src=|<script|<link", page)
    assert len(page) <= 20_000


@named
def test_the_still_views_show_what_they_are_for(text):
    assert still(text, "hand").count("<mark") == len(text.brackets)
    assert still(text, "names").count("<strong") == len(text.names)
    assert still(text, "details").count("<time") == len(text.dates)
    assert still(text, "voices").count("<small>") == len(text.voices)
    assert "Do not quote it." in still(text, "plain")


@named
def test_a_saved_reader_is_a_page_and_a_line(text):
    data, _ = read(text, view="voices")._repr_mimebundle_()
    assert data["text/html"] == still(text, "voices")
    assert data["text/plain"] == f"Reader: {text.title}; view: voices"
    assert "application/vnd.jupyter.widget-view+json" in data


@named
def test_what_goes_to_the_browser_is_plain_data(text):
    told = content(text)
    assert json.loads(json.dumps(told, allow_nan=False)) == told


@named
def test_taking_the_brackets_out_leaves_no_gap(text):
    kept = list(text.text)
    for bracket in content(text)["brackets"]:
        start, end = bracket["hide"]
        kept[start:end] = [""] * (end - start)
    without = "".join(kept)
    assert not re.search(r"\[|\]|  | [.,;:)]", without)
    assert without.split() == re.sub(r"\s+([.,;])", r"\1", re.sub(r"\[[^]]*\]", " ", text.text)).split()


@named
def test_every_section_and_no_other_has_its_plain_words(text):
    assert list(paraphrase(text)) == text.sections["section"].to_list()


@named
def test_the_shares_of_the_voices_add_up_to_the_words(text):
    numbered = " ".join(text.sentences["text"])
    assert sum(shares(text).values()) == len([word for word in re.findall(r"[^\s\[\]]+", numbered)
                                              if re.search(r"\w", word)])  # fmt: skip


def test_stalin_fills_december_and_mao_fills_january():
    december, january = map(shares, TELEGRAMS)
    assert december["stalin"] > december["own"] + december["mao"]
    assert january["own"] + january["mao"] > 40 * january["molotov"] and january["stalin"] == 0


@pytest.mark.parametrize(
    ("printed", "wade_giles", "pinyin", "hanzi"),
    [
        ("Mao Tse-tung", "", "Mao Zedong", "毛泽东"),
        ("Liu Shaoqi", "Liu Shao-ch'i", "", "刘少奇"),
        ("Chou", "", "Zhou", "周"),
        ("[Chou] En-lai", "", "[Zhou] Enlai", "[周]恩来"),
        ("Lushun", "Lü-shun", "", "旅顺"),
        ("Port Arthur", "", "", "旅顺"),
        ("Stalin", "", "", "斯大林"),
    ],
)
def test_a_name_in_another_spelling(printed, wade_giles, pinyin, hanzi):
    names = [name for text in TELEGRAMS for name in content(text)["names"]
             if text.text[name["start"] : name["end"]] == printed]  # fmt: skip
    assert names
    for name in names:
        assert name["spelt"] == {"wade_giles": wade_giles, "pinyin": pinyin, "hanzi": hanzi}


@pytest.mark.parametrize("wrong", ["1949-12-18", None, 5])
def test_something_else_than_a_telegram_is_refused(wrong):
    with pytest.raises(ValueError, match="Give a telegram"):
        read(wrong)


@pytest.mark.parametrize("wrong", ["voice", "", None, ["printed"]])
def test_an_unknown_view_names_those_there_are(wrong):
    with pytest.raises(ValueError, match="printed, voices, hand, names, details, plain"):
        read(TELEGRAMS[0], view=wrong)


def test_the_introduction_can_be_read_too():
    assert words(still(headnote(), "printed")) == headnote().text
