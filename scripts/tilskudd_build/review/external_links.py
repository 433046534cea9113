"""Links to other sites: where they stand, and whether they still answer."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`{}\[\]|\\^]+")
_ENDINGS: Final = (".md", ".yaml")
_AT_ONCE: Final = 4
# Some servers refuse to answer a program that does not say what it is.
_AGENT: Final = "Tilskuddssjekken link check"
# Servers that will not answer a question about the page are asked for the page itself.
_ASK_AGAIN: Final = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)


@dataclass(frozen=True, slots=True)
class Found:
    """An address and the places it stands in, as file and line."""

    address: str
    places: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address.

    Attributes:
        status: the last answer's status; ``None`` where there was no answer.
        address: where the answer came from in the end.
        reason: why there was no answer.
    """

    status: int | None
    address: str
    reason: str = ""


def find_links(paths: Iterable[Path]) -> list[Found]:
    """Return every address in the files, and in the folders' pages and data, in reading order."""
    places: dict[str, list[tuple[str, int]]] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.suffix in _ENDINGS and file.is_file():
                for number, line in enumerate(_lines(file), 1):
                    for match in _ADDRESS.finditer(line):
                        locations = places.setdefault(_trimmed(match[0]), [])
                        locations.append((file.as_posix(), number))
    return [Found(address, locations) for address, locations in places.items()]


def _lines(file: Path) -> list[str]:
    return file.read_bytes().decode("utf-8", "replace").splitlines()


def _trimmed(address: str) -> str:
    """Leave out what belongs to the sentence around an address."""
    trimmed = address.rstrip(".,;:!?*_")
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip(".,;:!?*_")
    return trimmed


def ask_all(found: Sequence[Found], timeout: float) -> Iterator[Answer]:
    """Ask for every address, a few at a time; give the answers in the same order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(lambda link: _ask(link.address, timeout), found)


def _ask(address: str, timeout: float) -> Answer:
    answer = _request("HEAD", address, timeout)
    return _request("GET", address, timeout) if answer.status in _ASK_AGAIN else answer


def _request(method: str, address: str, timeout: float) -> Answer:
    try:
        if not urlsplit(address).hostname:
            return Answer(None, address, "ValueError")
        request = Request(address, method=method, headers={"User-Agent": _AGENT})  # noqa: S310 - http(s) only
        with urlopen(request, timeout=timeout) as response:  # noqa: S310 - http(s) only
            return Answer(response.status, response.url)
    except HTTPError as error:
        error.close()
        return Answer(error.code, address)
    except URLError as error:
        return Answer(None, address, str(error.reason))
    except (OSError, ValueError) as error:
        # A broken answer, a host that is no host: whatever it is, it is told and not obeyed.
        return Answer(None, address, type(error).__name__)
