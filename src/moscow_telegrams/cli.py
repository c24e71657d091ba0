"""The `moscow-telegrams` command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from moscow_telegrams.classroom.links import FIRST_NOTEBOOK, binder_badge, binder_link
from moscow_telegrams.classroom.student_copy import student_copy
from moscow_telegrams.edition.telegram import DATES, telegram


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when it did what was asked, 2 when the request could not be understood.

    >>> main(["text", "1949-12-18"])  # doctest: +ELLIPSIS
    Telegram from Mao Tse-tung to Liu Shaoqi
    December 18, 1949
    (1) [I] arrived in Moscow on the 16th ...
    """
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        asked.run(asked)
    except ValueError as error:
        print(f"moscow-telegrams: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="moscow-telegrams", description="The telegrams and links for a class.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    text = commands.add_parser("text", help="print a telegram, one printed line a line, and nothing else")
    text.add_argument("date", help=f"its date: {' or '.join(DATES)}")
    text.set_defaults(run=_text)

    links = commands.add_parser("links", help="print the Binder link and badge of a repository on GitHub")
    links.add_argument("repository", help="its address: https://github.com/OWNER/REPO")
    links.add_argument("--notebook", default=FIRST_NOTEBOOK, help="the notebook that opens (default: %(default)s)")
    links.add_argument("--ref", default="HEAD", help="a branch, tag or commit (default: the default branch)")
    links.set_defaults(run=_links)

    copy = commands.add_parser(
        "student-copy", help="write a copy for students, with the keys of some questions held back"
    )
    copy.add_argument("folder", metavar="OUT", type=Path, help="a new folder, outside this one")
    copy.add_argument(
        "--hold-back", metavar="ID", nargs="+", action="extend", default=[], help="questions, by their ids"
    )
    copy.add_argument(
        "--hold-back-all", metavar="FILE", nargs="+", action="extend", default=[],
        help="all questions of a file in exercises/questions, such as 05_calendar",
    )  # fmt: skip
    copy.set_defaults(run=_student_copy)
    return parser


def _text(asked: argparse.Namespace) -> None:
    if hasattr(sys.stdout, "reconfigure"):  # a console of Windows may know no curly quotation marks
        sys.stdout.reconfigure(encoding="utf-8")
    print(telegram(asked.date).text)


def _links(asked: argparse.Namespace) -> None:
    print("The link, for students:")
    print(binder_link(asked.repository, asked.notebook, asked.ref))
    print("The badge, for the README:")
    print(binder_badge(asked.repository, asked.notebook, asked.ref))


def _student_copy(asked: argparse.Namespace) -> None:
    held = student_copy(asked.folder, asked.hold_back, asked.hold_back_all)
    print(f"The copy is in {asked.folder}.")
    print(f"Keys held back: {', '.join(held) or 'none'}.")


if __name__ == "__main__":
    sys.exit(main())
