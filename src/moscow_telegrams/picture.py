"""A drawing that prints: a matplotlib figure that also says in words what it shows."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure


class Picture(Figure):
    """A matplotlib Figure with a description, for whoever cannot see it and wherever pictures are not drawn.

    It needs no pyplot, and a notebook shows it once, wherever it stands last in a cell.

    >>> Picture("An empty sheet.", figsize=(2, 1))
    Picture: An empty sheet.
    """

    def __init__(self, description: str, **figure: object) -> None:
        super().__init__(**figure)
        self.description = description

    def __repr__(self) -> str:
        return f"Picture: {self.description}"

    __str__ = __repr__

    def png(self) -> bytes:
        """The picture as a PNG file, on white, at 110 dots an inch."""
        file = BytesIO()
        self.savefig(file, format="png", dpi=110, facecolor="white", metadata={"Software": None})
        return file.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        # nbconvert writes `alt` into the exported page.
        return {"image/png": self.png(), "text/plain": repr(self)}, {"image/png": {"alt": self.description}}
