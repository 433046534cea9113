"""The doubts that are warnings, by their codes.

Apart, for whoever tells a warning from an error needs none of the checks: `make serve` tells of a
mistake in the rules, which the checks import.
"""

from __future__ import annotations

from typing import Final

UNLIKELY: Final = frozenset(
    {
        "amount-of-nothing",
        "another-basis",
        "another-number-of-rates",
        "beyond-all-appropriations",
        "cap-below-rate",
        "date-twice",
        "day-unlike-deadlines",
        "decision-before-deadline",
        "directorate-of-nothing",
        "end-far-off",
        "far-from-its-year",
        "languages-unlike",
        "many-years",
        "mark-lost",
        "meeting-after-deadline",
        "more-than-there-is",
        "name-twice",
        "no-postal-code",
        "note-of-another-year",
        "number-lost",
        "rank-missing",
        "rate-rises",
        "replaces-what-goes-on",
        "review-far-off",
        "reviewed-long-before",
        "rounds-overlap",
        "row-of-another-county",
        "said-twice",
        "second-deadline",
        "source-of-nothing",
        "text-unlike-value",
        "text-without-end",
        "unlike-its-like",
        "unusual-amount",
        "unusual-positions",
        "year-out-of-age",
        "years-left-unlike-duration",
    }
)
"""What a source may say all the same. Whoever has seen that it does says so beside the value, under
``plausible``; anything else is a mistake."""
