"""What points at something that cannot be meant: a scheme, an authority, an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.walking import doubt, editions, everything, records
from tilskudd_rules.calls import ChannelKind
from tilskudd_rules.places import AuthorityKind
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Extent, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_rules.calls import Channel
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path, Problem

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_WEB: Final = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?")
_POST: Final = re.compile(r"\b[0-9]{4} \w")


def authorities(catalogue: Catalogue) -> Iterator[Problem]:
    """A county governor of today has municipalities, and a directorate has schemes or calls."""
    governed = {one.county_governor for one in catalogue.municipalities.values()}
    busy = {scheme.owner for scheme in catalogue.schemes.values()}
    busy |= {call.authority for _, _, one in editions(catalogue) for call in one.calls}
    for index, authority in enumerate(catalogue.authorities.values()):
        where = ("authorities", index, "id")
        if authority.kind is AuthorityKind.DIRECTORATE:
            if authority.id not in busy:
                yield doubt("directorate-of-nothing", where, authority.id)
        elif authority.to is None and authority.id not in governed:
            yield doubt("governor-of-nobody", where, authority.id)


def owners(catalogue: Catalogue) -> Iterator[Problem]:
    """A scheme belongs to a directorate."""
    for name, scheme in catalogue.schemes.items():
        if not isinstance(scheme.owner, Word):
            owner = catalogue.authorities[scheme.owner]
            if owner.kind is not AuthorityKind.DIRECTORATE:
                yield doubt("owner-is-no-directorate", ("schemes", name, "owner"), owner.id)


def successors(catalogue: Catalogue) -> Iterator[Problem]:
    """What is replaced is over, and what came instead was there afterwards."""
    for name, scheme in catalogue.schemes.items():
        for index, old in enumerate(scheme.replaces):
            where: Path = ("schemes", name, "replaces", index)
            replaced = catalogue.schemes.get(old)
            if replaced is None:
                yield doubt("replaces-no-scheme", where, old)
            elif replaced.closure is None or scheme.id not in replaced.closure.replaced_by:
                yield doubt("replaces-what-goes-on", where, old, scheme=scheme.id)
        if scheme.closure is not None:
            for index, new in enumerate(scheme.closure.replaced_by):
                where = ("schemes", name, "closure", "replaced_by", index)
                one = catalogue.schemes.get(new)
                after = scheme.closure.after_year
                if one and one.closure and one.closure.after_year < after:
                    yield doubt(
                        "replaced-by-what-was-over",
                        where,
                        new,
                        ended=one.closure.after_year,
                        year=after,
                    )


def sources(catalogue: Catalogue) -> Iterator[Problem]:
    """A document in the bibliography is there because something rests on it."""
    used = {str(one.document) for _, one in everything(catalogue) if isinstance(one, Source)}
    for index, name in enumerate(catalogue.sources):
        if name not in used:
            yield doubt("source-of-nothing", ("sources", index, "id"), name)


def readings(catalogue: Catalogue) -> Iterator[Problem]:
    """What nobody has read stands in a document that is read in part."""
    for path, _, edition in editions(catalogue):
        cited = {str(one.document) for _, one in records(edition, ()) if isinstance(one, Source)}
        if not any(catalogue.sources[name].read is Extent.PART for name in cited):
            for key in edition.not_read:
                yield doubt("not-read-of-whole", (*path, key), Word.NOT_READ.value)


def addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """An address has the form of its kind."""
    for index, document in enumerate(catalogue.sources.values()):
        if document.address is not None and not _WEB.fullmatch(document.address):
            yield doubt("no-web-address", ("sources", index, "address"), document.address)
    for path, _, edition in editions(catalogue):
        for index, call in enumerate(edition.calls):
            for key in ("channels", "contacts"):
                for number, channel in enumerate(getattr(call, key)):
                    where = (*path, "calls", index, key, number, "address")
                    yield from _address(channel, where)


def _address(channel: Channel, where: Path) -> Iterator[Problem]:
    address = channel.address
    if address is None:
        return
    if channel.kind is ChannelKind.EMAIL and not _EMAIL.fullmatch(address):
        yield doubt("no-email-address", where, address)
    if channel.kind is ChannelKind.WEB and not _WEB.fullmatch(address):
        yield doubt("no-web-address", where, address)
    if channel.kind is ChannelKind.POST and not _POST.search(address):
        yield doubt("no-postal-code", where, address)
