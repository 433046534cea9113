"""The content security policy of a page: all from the site itself, nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_build.assets.content_hash import hash_of_content
from tilskudd_build.site.html_reader import scripts

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACEHOLDER: Final = "content-security-policy-of-this-page"
"""What stands in a page until its own policy is known."""
_DATA: Final = "application/json"
"""The type of a script that is not run."""


def put_policy(html: str, *, runs_python: bool) -> str:
    """Return the page with its policy in the place that waits for it.

    Args:
        html: the finished page, holding :data:`PLACEHOLDER`.
        runs_python: whether the page's worker compiles WebAssembly.
    """
    return html.replace(PLACEHOLDER, policy(html, runs_python=runs_python), 1)


def policy(html: str, *, runs_python: bool) -> str:
    """Return the strictest policy under which the page works.

    Each of our inline scripts is allowed by its hash, and no other runs.
    """
    return _policy(_hashes(html), runs_python=runs_python)


def site_policy(pages: Iterable[str]) -> str:
    """Return the policy that a host sends with every page, of which each page's own is a part.

    A browser holds a page to both. The host's also forbids other sites to put the page in a frame,
    which a page cannot do itself.
    """
    hashes = {one for html in pages for one in _hashes(html)}
    return f"{_policy(sorted(hashes), runs_python=True)}; frame-ancestors 'none'"


def _hashes(html: str) -> list[str]:
    return list(
        dict.fromkeys(
            f"'{hash_of_content(code.encode())}'"
            for attributes, code in scripts(html)
            if "src" not in attributes and attributes.get("type") != _DATA
        )
    )


def _policy(hashes: Iterable[str], *, runs_python: bool) -> str:
    allowed = ["'self'", *hashes, *(["'wasm-unsafe-eval'"] if runs_python else [])]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(allowed)}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types tilskuddssjekken tilskuddssjekken-offline",
        ]
    )
