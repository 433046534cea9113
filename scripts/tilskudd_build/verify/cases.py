"""What a law is: a function that goes through cases and says of each whether it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tilskudd_build.verify.world import World
    from tilskudd_rules.problems import Path as DataPath


STOPPED: Final = "stopped"
"""What a finding says where a law could not be tried to the end, whichever law it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A case that breaks a law.

    Attributes:
        at: the path of the data that the case is about.
        says: which of the law's messages tells it, where the law has several.
        values: what the message fills in.
        situation: answers that show the break, as ``tilskudd check`` takes them; ``None`` where
            the law fails because no situation does what one should.
        imagined: the calls that were made up for it, where it is about no call of the data.
    """

    at: DataPath
    says: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    situation: Mapping[str, Any] | None = None
    imagined: str = ""


type Cases = Iterator[Finding | None]
"""One item a case: ``None`` where the law holds, else what is wrong."""

type Law = Callable[[World], Cases]
"""A law; its name and its docstring's first line are the statement it makes."""


def name_of(law: Law) -> str:
    """Return a law's name as the command writes it."""
    return law.__name__.replace("_", "-")
