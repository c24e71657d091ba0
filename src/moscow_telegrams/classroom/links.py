"""Launch links: where a fork of this repository opens on Binder."""

from __future__ import annotations

import re
from urllib.parse import quote

FIRST_NOTEBOOK = "notebooks/00_start_here.ipynb"
_REPOSITORY = re.compile(
    r"(?:https?://(?:www\.)?github\.com/|git@github\.com:|github\.com/)"
    r"(?P<owner>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/(?P<name>[A-Za-z0-9._-]+?)(?:\.git)?/?"
)


def binder_link(repository: str, notebook: str = FIRST_NOTEBOOK, ref: str = "HEAD") -> str:
    """The address at which Binder opens a notebook of a GitHub repository in JupyterLab.

    Raises ValueError, with an example, when `repository` is not the address of a GitHub repository.

    >>> binder_link("https://github.com/OWNER/REPO")
    'https://mybinder.org/v2/gh/OWNER/REPO/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00_start_here.ipynb'
    """
    found = _REPOSITORY.fullmatch(repository.strip())
    if not found or found["name"] in (".", ".."):
        raise ValueError(
            f"{repository[:80]!r} is not the address of a GitHub repository. "
            "It looks like https://github.com/OWNER/REPO."
        )
    return (
        f"https://mybinder.org/v2/gh/{found['owner']}/{found['name']}/{quote(ref, safe='')}"
        f"?urlpath={quote(f'lab/tree/{notebook}', safe='')}"
    )


def binder_badge(repository: str, notebook: str = FIRST_NOTEBOOK, ref: str = "HEAD") -> str:
    """A line of Markdown for a README: the Binder badge, linked to the notebook.

    >>> binder_badge("https://github.com/OWNER/REPO")[:62]
    '[![Open on Binder](https://mybinder.org/badge_logo.svg)](https'
    """
    return f"[![Open on Binder](https://mybinder.org/badge_logo.svg)]({binder_link(repository, notebook, ref)})"
