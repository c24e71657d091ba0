"""Every test of the exercises begins anew: with a workbook of its own, and at the foot of every ladder of hints."""

import pytest

from moscow_telegrams.exercises import checks


@pytest.fixture(autouse=True)
def _anew(work):
    """An empty work folder, and no hint given yet."""
    checks._hints_given.clear()
    checks._last_wrong.clear()
