"""The dumb evaluator and its readers are modules of tests/oracle."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "oracle"))
