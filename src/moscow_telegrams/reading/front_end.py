"""The front ends of the widgets: JavaScript files beside this one, put together."""

from pathlib import Path


def front_end(*names: str) -> str:
    """JavaScript files of this folder as one ES module: a widget has one, and none can import a file beside it.

    >>> "function make(" in front_end("elements.js", "reader.js")
    True
    """
    return "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)
