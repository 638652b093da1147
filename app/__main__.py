"""`python -m app` is `patternbook`."""

import sys

from app.cli import main

sys.exit(main())
