"""Write what tells a web host how to serve the site: headers, types, compressed forms.

Three files at the site's root, one for each kind of host: ``_headers`` (hosts of static sites),
``.htaccess`` (Apache) and ``nginx.conf`` (to be included in a server of nginx). The site works
without them, for each page brings its own policy; with them no other site can put it in a frame,
and browsers need not ask again for what never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_build.site import service_worker
from tilskudd_build.site import release
from tilskudd_build.site.csp import site_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_NEVER_CHANGES: Final = ("checker/python-", "checker/rules-")
"""How the names begin of folders that are named by what they hold (see :mod:`.bundle`)."""
_ALWAYS_ANEW: Final = (release.FILE, service_worker.WORKER)
"""What pages and browsers ask for to hear of a new release. Some hosts keep what nobody forbids."""
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_TYPES: Final = {
    "mjs": "text/javascript",
    "wasm": "application/wasm",
    "json": "application/json",
    "bin": "application/octet-stream",
    "zip": "application/zip",
    "whl": "application/zip",
}
"""Of the files that have compressed forms, and of some that hosts do not know."""
_UNKNOWN_TO_NGINX: Final = ("mjs", "whl")
_COMPRESSED_AS_SENT: Final = "text/css text/javascript application/json image/svg+xml"
_ENCODINGS: Final = {"br": "br", "gz": "gzip"}


def write_host_files(site_dir: Path) -> None:
    """Write the files for hosts.

    They are for the host and not for readers, so the service worker must not list them: some hosts
    do not give them out.

    Args:
        site_dir: the site, with every page it will have.
    """
    pages = (path.read_text(encoding="utf-8") for path in sorted(site_dir.rglob("*.html")))
    headers = {"Content-Security-Policy": site_policy(pages), **_ALWAYS}
    for name, text in (
        ("_headers", _static_host(headers)),
        (".htaccess", _apache(headers)),
        ("nginx.conf", _nginx(headers)),
    ):
        (site_dir / name).write_text(text, encoding="utf-8")


def _static_host(headers: Mapping[str, str]) -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for start in _NEVER_CHANGES:
        lines += [f"/{start}*", f"  Cache-Control: {_FOR_EVER}"]
    for name in _ALWAYS_ANEW:
        lines += [f"/{name}", f"  Cache-Control: {_ASK_AGAIN}"]
    return _text(lines)


def _apache(headers: Mapping[str, str]) -> str:
    lines = [f"AddType {kind} .{suffix}" for suffix, kind in _TYPES.items()]
    lines += [
        "ErrorDocument 404 /404.html",
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in headers.items()),
        f'  Header set Cache-Control "{_ASK_AGAIN}"',
        f'  SetEnvIf Request_URI "/({"|".join(_NEVER_CHANGES)})" never_changes',
        f'  Header set Cache-Control "{_FOR_EVER}" env=never_changes',
        "  <IfModule mod_rewrite.c>",
        "    RewriteEngine On",
    ]
    for suffix, encoding in _ENCODINGS.items():
        for plain, kind in _TYPES.items():
            lines += [
                f'    RewriteCond "%{{HTTP:Accept-Encoding}}" "{encoding}"',
                f'    RewriteCond "%{{REQUEST_FILENAME}}.{suffix}" -s',
                f'    RewriteRule "^(.*)\\.{plain}$" "$1.{plain}.{suffix}" [QSA]',
                f'    RewriteRule "\\.{plain}\\.{suffix}$" "-" [T={kind},E=no-gzip:1]',
            ]
        lines += [
            f'    <FilesMatch "\\.({"|".join(_TYPES)})\\.{suffix}$">',
            f'      Header set Content-Encoding "{encoding}"',
            '      Header append Vary "Accept-Encoding"',
            "    </FilesMatch>",
        ]
    lines += ["  </IfModule>", "</IfModule>", "<IfModule mod_deflate.c>"]
    lines += [f"  AddOutputFilterByType DEFLATE text/html {_COMPRESSED_AS_SENT}", "</IfModule>"]
    return _text(lines)


def _nginx(headers: Mapping[str, str]) -> str:
    always = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    types = [f"    {_TYPES[suffix]} {suffix};" for suffix in _UNKNOWN_TO_NGINX]
    return _text(
        [
            "# For en «server» i nginx: skriv «include» og hvor denne filen ligger.",
            "include /etc/nginx/mime.types;",
            "types {",
            *types,
            "}",
            "error_page 404 /404.html;",
            "gzip on;",
            f"gzip_types {_COMPRESSED_AS_SENT};",
            # nginx has this module on every system; the one for Brotli is added by some.
            "gzip_static on;",
            *always,
            f'add_header Cache-Control "{_ASK_AGAIN}";',
            f'location ~ "/({"|".join(_NEVER_CHANGES)})" {{',
            # What stands here replaces what stands outside.
            *(f"    {line}" for line in always),
            f'    add_header Cache-Control "{_FOR_EVER}";',
            "}",
        ]
    )


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])
