"""Questions made up for the tests: one of each kind whose answer is more than a single word."""

from moscow_telegrams.exercises.bank import Alternative, Misconception, Question, bank

_SAID = {"skill": "s", "level": 1, "points": 1, "correct": "That shows it.", "solution": "It stands in j1.2."}
_SAID |= {"hints": ("Look.", "Notice.", "Go about it.")}

AGREED = Question(
    id="agreed",
    kind="evidence",
    prompt="Which words say that Stalin changed his mind?",
    telegram="1950-01-02",
    answer={"sentence": "j1.2", "quotation": "has finally agreed to invite Comrade Chou En-lai to Moscow"},
    alternatives=(
        Alternative({"sentence": "j1.1", "quotation": "an important breakthrough"}, "The opening sums it up."),
    ),
    misconceptions=(
        Misconception({"sentence": "j1c.5", "quotation": "Yes"}, "Molotov says that, and not Stalin."),
        Misconception({"sentence": "j1b.3", "quotation": "does not need to come here"}, "That is what an option says."),
    ),
    **_SAID,
)
TWO_SENTENCES = Question(
    id="fear",
    kind="evidence",
    prompt="Where does Stalin speak of a fear of war?",
    telegram="1949-12-18",
    answer={"sentence": "d2.1", "quotation": "afraid of war"},
    most=("d2.1", "d2.2"),
    **_SAID,
)
_CHOICES = {
    "loan": "The loan",
    "treaty": "The treaty",
    "lushun": "The troops in Lushun",
    "tibet": "Tibet",
    "war": "War",
}
TOPICS = Question(
    id="topics",
    kind="choices",
    prompt="Which of these did they discuss?",
    choices=_CHOICES,
    aliases={"port arthur": "lushun"},
    answer=["treaty", "loan", "lushun"],
    alternatives=(Alternative(["treaty", "loan", "lushun", "war"], "With the war that nobody expects."),),
    misconceptions=(
        Misconception(["tibet"], "Tibet is not in the telegram."),
        Misconception(["tibet", "war"], "Neither of them was a topic of its own."),
    ),
    **_SAID,
)
STEPS = Question(
    id="steps",
    kind="order",
    prompt="Put the steps in order.",
    choices={"read": "The telegram is read", "prepare": "Packing, five days", "leave": "Departure", "there": "Arrival"},
    answer=["read", "prepare", "leave", "there"],
    alternatives=(Alternative(["prepare", "read", "leave", "there"], "If preparations had begun before."),),
    misconceptions=(Misconception(["read", "leave", "prepare", "there"], "Can they leave unprepared?"),),
    **_SAID,
)
SPEAKERS = Question(
    id="speakers",
    kind="match",
    prompt="Who says what?",
    rows={
        "two-years": "Not until two years from now",
        "option-a": "Option (a) is good",
        "opinion": "Public opinion",
    },
    choices={"stalin": "Stalin", "mao": "Mao", "molotov": "Molotov"},
    answer={"two-years": "stalin", "option-a": "molotov", "opinion": "mao"},
    misconceptions=(Misconception({"two-years": "mao"}, "“He replied”: who is “he” here?"),),
    **_SAID,
)
PASSAGES = [AGREED, TWO_SENTENCES, *(asked for asked in bank().values() if asked.kind == "evidence")]
SEVERAL = [TOPICS, STEPS, SPEAKERS, *(one for one in bank().values() if one.kind in ("choices", "order", "match"))]
