"""The ten telling situations and the reports they give on the frozen copy of the data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from tests.frozen_copy import SCHEMES

from tilskudd_build.files.loader import load
from tilskudd_build.terminal.report import write_report
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Telling:
    """A situation that tells, and where its report stands.

    Attributes:
        name: what its file is called.
        asks: the adviser's question, as it is asked.
        situation: the answers, the day among them.
    """

    name: str
    asks: str
    situation: dict[str, Any]

    @property
    def file(self) -> Path:
        """The report as it was last read and found right."""
        return HERE / f"{self.name}.txt"


def tellings() -> Sequence[Telling]:
    """Return the situations, in their order."""
    text = (HERE / "situations.yaml").read_text(encoding="utf-8")
    return [Telling(**one) for one in yaml.safe_load(text)]


def reports() -> dict[str, str]:
    """Return each situation's question and whole report, by its name."""
    loaded = load(SCHEMES)
    checker = Checker(json.dumps(loaded.data))
    found = {}
    for one in tellings():
        result = json.loads(checker.check(json.dumps(one.situation)))
        # The version names the data's hash, which says nothing to an adviser.
        result["rules_version"] = "frosset"
        found[one.name] = f"{one.asks.strip()}\n\n{write_report(result, loaded.catalogue, 'nb')}\n"
    return found
