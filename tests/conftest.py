"""How Hypothesis searches: the same cases every time in CI, new ones for people."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # says how busy the machine is, not what is wrong
)
settings.register_profile("people", max_examples=50, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "people")
