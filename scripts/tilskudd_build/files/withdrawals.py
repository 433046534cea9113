"""The releases of the site that are withdrawn, as staff write them in ``schemes/releases.yaml``.

It is no matter of the rules: they are the same whatever was published before, and their version
must not change because an old release is withdrawn. So it is read here, and does not travel to the
browser with the rules. What readers get of it, :mod:`tilskudd_build.site.release` writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from tilskudd_build.files.norwegian_time import from_norway
from tilskudd_rules.schema import Day, Reader
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.problems import Problem

FILE: Final = "releases.yaml"
_RULES_VERSION: Final = re.compile(r"[0-9.]+\+[0-9a-f]{12}|[0-9a-f]{12}")
"""What stands beside a release's name on paper, and is easily taken for it."""


class ReleaseName(str):
    """A release's name: the first digits of its hash in three groups, to be read out."""

    __slots__ = ()
    READS_ITSELF: ClassVar[bool] = True
    PATTERN: ClassVar[re.Pattern[str]] = re.compile("[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}")

    @classmethod
    def from_data(cls, data: object, path: DataPath, reader: Reader) -> Any:  # noqa: ANN401 - a protocol's
        """Read a name."""
        if not isinstance(data, str):
            return reader.report("wrong-type", path, data, expected="word")
        if not cls.PATTERN.fullmatch(data):
            rules = "yes" if _RULES_VERSION.fullmatch(data) else ""
            return reader.report("not-a-release", path, data, rules=rules)
        return cls(data)


class Moment(str):
    """A day, or a day and a time of it by Norwegian clocks: ``YYYY-MM-DD HH:MM``.

    A day alone is its first moment.
    """

    __slots__ = ()
    READS_ITSELF: ClassVar[bool] = True
    PATTERN: ClassVar[re.Pattern[str]] = re.compile(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?"
    )

    @classmethod
    def from_data(cls, data: object, path: DataPath, reader: Reader) -> Any:  # noqa: ANN401 - a protocol's
        """Read a moment."""
        if not isinstance(data, str):
            return reader.report("wrong-type", path, data, expected="date")
        if not cls.PATTERN.fullmatch(data):
            return reader.report("not-a-moment", path, data)
        try:
            datetime.fromisoformat(data)
        except ValueError:
            return reader.report("no-such-moment", path, data)
        return cls(data)

    @property
    def day(self) -> str:
        """The day alone."""
        return self[: len("YYYY-MM-DD")]

    @property
    def in_utc(self) -> datetime:
        """The moment itself."""
        return from_norway(datetime.fromisoformat(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Releases that are not to be relied on any more, all for one reason.

    Attributes:
        withdrawn_on: the day they were withdrawn.
        before: all releases made before this are.
        releases: the names of releases that are.
        text: what was wrong in them.
    """

    withdrawn_on: Day
    text: Text
    before: Moment | None = None
    releases: tuple[ReleaseName, ...] | None = None

    def validate(self, path: DataPath, reader: Reader) -> None:
        """Something is withdrawn, and nothing that is still to be made."""
        if self.releases == ():
            reader.report("empty-list", (*path, "releases"))
        elif self.before is None and self.releases is None:
            reader.report("withdraws-nothing", path)
        if self.before is not None and self.before.day > self.withdrawn_on:
            reader.report(
                "withdraws-what-is-to-come",
                (*path, "before"),
                self.before,
                day=self.withdrawn_on,
            )
        named: set[str] = set()
        for index, name in enumerate(self.releases or ()):
            if name in named:
                reader.report("duplicate-id", (*path, "releases", index), name)
            named.add(name)

    def is_of(self, name: str, made: datetime) -> bool:
        """Tell whether a release is withdrawn by this."""
        is_older = self.before is not None and made.astimezone(UTC) < self.before.in_utc
        return is_older or name in (self.releases or ())


def read_withdrawals(
    data: object, path: DataPath
) -> tuple[tuple[Withdrawal, ...], Sequence[Problem]]:
    """Read what stands in the file; return the problems, too, and with them no withdrawals."""
    reader = Reader()
    found = reader.read(tuple[Withdrawal, ...], data, path)
    return () if reader.problems else found, reader.problems
