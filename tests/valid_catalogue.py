"""Catalogues with no mistakes, for tests to break, and for commands to write in.

What stands in ``tests/valid/`` (one scheme with one edition) and ``tests/several/`` (on top of it:
a scheme with two editions and a county governor's call, one with a directorate's, one that has
ended) is written by hand. The sentences and the questions are made here, one for each that the
rules ask for, so that a new one needs no change in a test.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tilskudd_rules.answers import ANSWERS
from tilskudd_rules.wording import TEXTS

VALID: Final = Path(__file__).resolve().parent / "valid"
SEVERAL: Final = VALID.with_name("several")

_OPTIONS: Final = {"applicant_type": ("municipality", "health_trust")}


def write_valid(folder: Path) -> None:
    """Write the catalogue into ``folder``, which is made."""
    shutil.copytree(VALID, folder)
    (folder / "texts.yaml").write_text(_texts(), encoding="utf-8")
    (folder / "questions.yaml").write_text(_questions(), encoding="utf-8")


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


def _texts() -> str:
    lines = []
    for name, placeholders in TEXTS.items():
        filled = "".join(f" {{{placeholder}}}" for placeholder in sorted(placeholders))
        lines.append(f'{name}:\n  nb: "Setning{filled}."\n')
    return "".join(lines)


def _questions() -> str:
    text = ""
    for answer, kind in ANSWERS.items():
        text += f"- answer: {answer}\n  label: {{nb: Spørsmål?}}\n  short_label: {{nb: Svar}}\n"
        if kind.name in ("choice", "choices"):
            ids = _OPTIONS.get(answer, ("first", "second"))
            options = ", ".join(f"{{id: {option}, label: {{nb: Valg}}}}" for option in ids)
            text += f"  options: [{options}]\n"
    return text
