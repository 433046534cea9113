"""Runs inside Pyodide: load the rules and use them, so that nothing is left to load.

Whatever is imported late, or kept for the next time, is there afterwards: for the list of modules
that the library is cut down to, and in the snapshot.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, "/rules.whl")

from tilskudd_rules.api import Checker
from tilskudd_rules.statements import LANGUAGES

_UNREADABLE = ("", "{", "[]", '{"year": 1e999}', '{"year": "x", "unknown": 1}')


def ready_checker(catalogue: str) -> Checker:
    """Return a checker that has answered for every edition there is."""
    text = Path(catalogue).read_text(encoding="utf-8")
    checker = Checker(text)
    data = json.loads(text)
    first_options = {
        question["answer"]: question["options"][0]["id"]
        for question in data["questions"]
        if "always" in question and "options" in question
    }
    situations = [
        {
            "year": int(edition["year"]),
            "as_of": f"{edition['year']}-01-15",
            "municipality": "0301",
            **first_options,
            "measure": next((measure["id"] for measure in edition["measures"]), "other"),
            "positions_percent": [800, 1000],
            "pre_project": True,
            "costs": {"salary": 620000},
        }
        for scheme in data["schemes"].values()
        for edition in scheme["editions"].values()
    ]
    for situation in (*_UNREADABLE, "{}", *map(json.dumps, situations)):
        for language in LANGUAGES:
            checker.check(situation, language)
            checker.questions(situation, language)
    return checker
