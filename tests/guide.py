"""The page for editors as a test sees it: its commands and its examples, in the page's order."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from tilskudd_build.files.loader import load
from tilskudd_build.pages.site_pages import render_pages

ROOT: Final = Path(__file__).resolve().parent.parent
_COMMAND: Final = re.compile(r"(?:\.venv/bin/tilskudd|make) [^`\n]+")
_EXAMPLE: Final = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@cache
def page() -> str:
    pages = render_pages(load(ROOT / "schemes").catalogue, {})
    return next(page.markdown for page in pages if page.path == "redaktor/index.md")


def commands() -> list[str]:
    """Return every command, in blocks of its own and in running text, each once."""
    return list(dict.fromkeys(_COMMAND.findall(page())))


def example(first: str) -> str:
    """Return the YAML example that begins so."""
    found: list[str] = _EXAMPLE.findall(page())
    return next(one for one in found if one.startswith(first))


def withdrawals() -> list[str]:
    """Return the examples of what stands in the file about releases."""
    found: list[str] = _EXAMPLE.findall(page())
    return [one for one in found if one.startswith("- withdrawn_on:")]


def add_source(schemes: Path) -> None:
    """Do as the page says: write the document at the end of the sources."""
    sources = schemes / "sources.yaml"
    with sources.open("a", encoding="utf-8") as file:
        file.write(example("- id:"))


def fill_in_call(edition: Path) -> None:
    """Do as the page says: fill in the call that ``new-call`` has made room for."""
    written = example("- authority:")
    lines = edition.read_text(encoding="utf-8").split("\n")
    name = written.split("\n")[0].removeprefix("- authority: ")
    begin = next(i for i, line in enumerate(lines) if line.startswith(f"  - authority: {name}"))
    end = next(i for i in range(begin + 1, len(lines)) if not lines[i].startswith("    "))
    lines[begin:end] = [f"  {line}" for line in written.strip("\n").split("\n")]
    edition.write_text("\n".join(lines), encoding="utf-8")
