"""How Hypothesis searches: the same cases every time in CI, new ones for people."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, database=None, deadline=None)
settings.register_profile("people", max_examples=50, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "people")
