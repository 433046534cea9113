"""The answers that the project's own questions are about, with the kind of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.loader import load

if TYPE_CHECKING:
    from tilskudd_rules.kinds import Kind

_QUESTIONS: Final = load(Path(__file__).resolve().parents[1] / "schemes").catalogue.questions

ANSWERS: Final[dict[str, Kind]] = {one.key: one.kind_of_answer for one in _QUESTIONS}
"""By the keys that situations and results have, in the order they are asked."""

READABLE: Final = {
    name: (one.key, one.kind_of_answer) for one in _QUESTIONS for name in (one.key, one.answer)
}
"""The same by every name that a condition can have for them, as a reader takes it."""
