"""`python -m moscow_telegrams` is the `moscow-telegrams` command."""

import sys

from moscow_telegrams.cli import main

sys.exit(main())
