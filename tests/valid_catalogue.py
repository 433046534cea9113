"""Catalogues with no mistakes, for tests to break, and for commands to write in.

What stands in ``tests/valid/`` (one scheme with one edition) and ``tests/several/`` (on top of it:
a scheme with two editions and a county governor's call, one with a directorate's, one that has
ended) is written by hand, as are ``tests/asking/``, a scheme with questions of its own, and
``tests/mechanisms/``, one whose support is composed. The sentences and the questions are made here,
one for each that the rules ask for, so that a new one needs no change in a test.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tilskudd_rules.wording import TEXTS

VALID: Final = Path(__file__).resolve().parent / "valid"
SEVERAL: Final = VALID.with_name("several")
ASKING: Final = VALID.with_name("asking")
MECHANISMS: Final = VALID.with_name("mechanisms")
EVERYTHING: Final = VALID.with_name("everything")

_QUESTIONS: Final = {
    "applicant": {
        "year": "year",
        "municipality": "municipality",
        "authority": "authority",
        "applicant_type": "choice",
        "partners": "choices",
    },
    "measure": {
        "measure": "measure",
        "measures": "measures",
        "new_measure": "boolean",
    },
    "money": {
        "positions_percent": "positions",
        "pre_project": "boolean",
        "costs": "costs",
        "requested_amount": "kroner",
        "requested_years": "count",
        "own_financing_from": "schemes",
    },
    "history": {"grant_years_received": "years_by_scheme"},
    "dates": {
        "joint_application": "boolean",
        "cooperation_agreement": "boolean",
        "submitted_on": "date",
        "as_of": "date",
    },
}
"""What can be answered in the small catalogues, by the section of the form it stands in."""
_MORE: Final = {
    "year": "  always: asked\n  minimum: 2016\n  maximum: 2035\n",
    "requested_years": "  minimum: 1\n  maximum: 10\n",
    "municipality": "  always: asked\n",
    "authority": "  asked_through: municipality\n",
    "applicant_type": "  always: asked\n",
    "measures": "  asked_through: measure\n",
    "as_of": "  always: shown\n",
    "grant_years_received": (
        "  minimum: 0\n  maximum: 10\n"
        "  follows: {when: {answer: new_measure, is: true}, value: 0, why: {nb: følger}}\n"
    ),
}
_OPTIONS: Final = {"applicant_type": ("municipality", "health_trust")}


def write_valid(folder: Path) -> None:
    """Write the catalogue into ``folder``, which is made."""
    shutil.copytree(VALID, folder)
    (folder / "texts.yaml").write_text(_texts(), encoding="utf-8")
    (folder / "questions.yaml").write_text(_questions(), encoding="utf-8")


def write_mechanisms(folder: Path) -> None:
    """Write the catalogue with a scheme whose support is composed of all that it can be."""
    write_valid(folder)
    shutil.copytree(MECHANISMS, folder, dirs_exist_ok=True)


def write_everything(folder: Path) -> None:
    """Write the catalogue with a scheme that uses whatever a scheme can use."""
    write_valid(folder)
    shutil.copytree(EVERYTHING, folder, dirs_exist_ok=True)


def write_several(folder: Path) -> Path:
    """Write ``schemes/`` with several schemes, and ``tests/cases/``, into ``folder``.

    Returns:
        The folder of schemes.
    """
    schemes = folder / "schemes"
    write_valid(schemes)
    shutil.copytree(SEVERAL / "schemes", schemes, dirs_exist_ok=True)
    shutil.copytree(SEVERAL / "cases", folder / "tests" / "cases")
    return schemes


def write_asking(folder: Path) -> Path:
    """Write ``schemes/`` with a scheme that has questions of its own into ``folder``.

    Returns:
        The folder of schemes.
    """
    schemes = folder / "schemes"
    write_valid(schemes)
    shutil.copytree(ASKING, schemes, dirs_exist_ok=True)
    return schemes


def _texts() -> str:
    lines = []
    for name, placeholders in TEXTS.items():
        filled = "".join(f" {{{placeholder}}}" for placeholder in sorted(placeholders))
        lines.append(f'{name}:\n  nb: "Setning{filled}."\n')
    return "".join(lines)


def _questions() -> str:
    text = ""
    for section, questions in _QUESTIONS.items():
        for answer, kind in questions.items():
            text += f"- answer: {answer}\n  kind: {kind}\n  section: {section}\n"
            text += "  label: {nb: Spørsmål?}\n  short_label: {nb: Svar}\n"
            text += _MORE.get(answer, "")
            if kind in ("choice", "choices"):
                ids = _OPTIONS.get(answer, ("first", "second"))
                options = ", ".join(f"{{id: {option}, label: {{nb: Valg}}}}" for option in ids)
                text += f"  options: [{options}]\n"
    return text
