"""Every test of the exercises has a workbook of its own: what is recorded in one is not read in another."""

import pytest


@pytest.fixture(autouse=True)
def own_workbook(work):
    """An empty work folder."""
    return work
