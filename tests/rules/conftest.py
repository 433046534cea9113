"""How the property tests of the rule module look for counterexamples.

Every run tries the same situations, so that a failure is a change in the code and never chance.
``HYPOTHESIS_PROFILE=search`` looks further, and at other situations each time.
"""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

# The functions under test are pure: what hypothesis warns of (a fixture not made anew for each
# example, a slow machine) cannot change what they return.
_CALM: Final = (HealthCheck.too_slow, HealthCheck.differing_executors)

settings.register_profile(
    "steady",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=_CALM,
)
settings.register_profile(
    "search", max_examples=500, database=None, deadline=None, suppress_health_check=_CALM
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
