"""What the README says is what CI does, and what the files hold."""

import re
from pathlib import Path

from moscow_telegrams.classroom.links import binder_badge

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    block = re.search(r"```bash\n(.*?)```", README, re.DOTALL)[1]
    return [line.partition("#")[0].strip() for line in block.splitlines()]


def test_ci_runs_the_test_command_of_the_readme():
    _, test = commands()
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "bash .ci/run" in (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")


def test_the_first_command_opens_a_notebook_that_is_there():
    assert (ROOT / commands()[0].split()[-1]).is_file()


def test_every_link_to_a_file_leads_to_one():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_badge_is_the_one_that_the_command_prints():
    assert binder_badge("https://github.com/OWNER/REPO") in README


def test_the_translation_is_credited_and_not_relicensed():
    for text in (
        README,
        (ROOT / "LICENSE").read_text(encoding="utf-8"),
        (ROOT / "data/README.md").read_text(encoding="utf-8"),
    ):
        assert "Shuguang Zhang" in text and re.search(
            r"not\s+relicensed|No licence to it is granted", text, re.IGNORECASE
        )
