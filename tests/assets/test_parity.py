"""CPython and Pyodide give the same answer, to the byte, over the very files the site serves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.in_pyodide import differences
from tests.situations import Asked, situations

from tilskudd_build.assets.bundle import write_runtime
from tilskudd_build.files.loader import load
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue

ROOT: Final = Path(__file__).resolve().parents[2]
COUNT: Final = 10_000
SEED: Final = 20230305


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "schemes").catalogue


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    write_runtime(site, load(ROOT / "schemes"))
    return site / "checker"


@pytest.fixture(scope="module")
def native(bundle: Path) -> Checker:
    return Checker((bundle / "catalogue.json").read_text(encoding="utf-8"))


def test_ten_thousand_situations_get_the_same_answer(
    catalogue: Catalogue, bundle: Path, native: Checker, tmp_path: Path
) -> None:
    asked = list(situations(catalogue, count=COUNT, seed=SEED))
    found, kinds = differences(asked, bundle, native.check, tmp_path)
    assert not found, "\n\n".join(found)
    assert len(asked) >= COUNT
    # Most are checked, and refusals are tried too.
    assert kinds["checked"] > 0.8 * COUNT
    assert kinds["refused"] > 0.05 * COUNT


# What the generator leaves out, for one answer to it would end the run.
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"year": ' + "[" * 20_000 + "]" * 20_000 + "}", id="nested without end"),
        pytest.param('{"measure": "\U0001cc00"}', id="a character of Unicode 16"),
    ],
)
def test_hostile_text_gets_the_same_answer(
    text: str, bundle: Path, native: Checker, tmp_path: Path
) -> None:
    asked = [Asked(text, "nb")]
    found, _ = differences(asked, bundle, native.check, tmp_path)
    assert not found, "\n\n".join(found)


def test_the_situations_are_the_same_every_time(catalogue: Catalogue) -> None:
    first, again = (list(situations(catalogue, count=200, seed=SEED)) for _ in range(2))
    other = list(situations(catalogue, count=200, seed=SEED + 1))
    assert first == again
    assert first != other


def test_the_situations_reach_every_verdict(catalogue: Catalogue, native: Checker) -> None:
    """A generator that only ever got one kind of answer would compare little."""
    reached: dict[str, set[object]] = {"eligibility": set(), "amount": set(), "basis": set()}
    outside: set[str] = set()
    for asked in situations(catalogue, count=2000, seed=SEED):
        answer = json.loads(native.check(asked.text, asked.language))
        for scheme in answer.get("schemes", ()):
            reached["eligibility"].add(scheme["eligibility"])
            reached["amount"].add(scheme["amount"]["status"])
            reached["basis"].add(scheme["basis"])
        outside |= {scheme["reason"] for scheme in answer.get("outside", ())}
    assert reached["eligibility"] == {"eligible", "not_eligible", "unknown", "assessment"}
    assert reached["amount"] == {
        *("ceiling", "discretionary", "not_stated", "indicative", "none", "unknown"),
    }
    assert reached["basis"] == {"edition", "latest_edition"}
    assert outside == {"ended", "no_edition"}
