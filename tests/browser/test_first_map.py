"""The first map that a student draws: three places, in JupyterLab, with no network."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lab import Lab, Visit, open_notebook, run_all_cells

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator

pytestmark = pytest.mark.browser

NOTEBOOK = "three_places.ipynb"
CELL = 'from moscow_telegrams import places_map\nplaces_map("beijing", "moscow", "lushun")'
PLACES = ("Beijing", "Moscow", "Lushun")

DOTS = "path.leaflet-interactive[fill-opacity='1'][stroke='#ffffff']"
LAND = "path[stroke='#9a927f']"
