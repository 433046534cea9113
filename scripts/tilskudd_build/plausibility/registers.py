"""Rows of a table that are unlike the rest of it, that stand there twice or are gone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.walking import doubt
from tilskudd_rules.places import AuthorityKind
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from tilskudd_rules.frame_growth import FrameGrowth
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Problem

_COLUMNS: Final = ("growth_2016", "growth_2017", "total", "forecast_2018")


def municipalities(catalogue: Catalogue) -> Iterator[Problem]:
    """The first two digits are the county's, and the county has one county governor."""
    rows = list(catalogue.municipalities.values())
    counties = _most_common((row.number[:2], row.county) for row in rows)
    governors = _most_common((row.county, row.county_governor) for row in rows)
    names: dict[tuple[str, str], str] = {}
    for index, row in enumerate(rows):
        where = ("municipalities", index)
        authority = catalogue.authorities[row.county_governor]
        county, governor = counties[row.number[:2]], governors[row.county]
        if authority.kind is not AuthorityKind.COUNTY_GOVERNOR:
            yield doubt("no-county-governor", (*where, "county_governor"), authority.id)
        elif row.county != county:
            yield doubt(
                "unlike-its-county",
                (*where, "county"),
                row.county,
                digits=row.number[:2],
                expected=county,
            )
        elif row.county_governor != governor:
            found = str(row.county_governor)
            yield doubt(
                "unlike-its-county",
                (*where, "county_governor"),
                found,
                county=row.county,
                expected=governor,
            )
        if (row.county, row.name) in names:
            yield doubt(
                "name-twice-in-county",
                (*where, "name"),
                row.name,
                number=names[row.county, row.name],
            )
        names.setdefault((row.county, row.name), row.number)


def _most_common(pairs: Iterator[tuple[str, Hashable]]) -> Mapping[str, Hashable]:
    """Return what each key most often goes with."""
    counted: dict[str, Counter[Hashable]] = {}
    for key, value in pairs:
        counted.setdefault(key, Counter())[value] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counted.items()}


def counted(catalogue: Catalogue) -> Iterator[Problem]:
    """A county governor has as many municipalities as its entry says."""
    counts = Counter(str(row.county_governor) for row in catalogue.municipalities.values())
    for index, authority in enumerate(catalogue.authorities.values()):
        stated = authority.municipalities
        if stated is not None and stated != counts[authority.id]:
            where = ("authorities", index, "municipalities")
            yield doubt(
                "another-number-of-municipalities",
                where,
                stated,
                count=counts[authority.id],
                name=authority.name.nb,
            )


def frame_growth(catalogue: Catalogue) -> Iterator[Problem]:
    """The rows add up to what the document says, each for a municipality of its own."""
    growth = catalogue.frame_growth
    numbers = Counter(row.number_2018 for row in growth.rows)
    counties = Counter(catalogue.municipalities[row.municipality].county for row in growth.rows)
    for index, row in enumerate(growth.rows):
        where = ("frame_growth", "rows", index)
        if numbers[row.number_2018] > 1:
            yield doubt("row-twice", (*where, "number_2018"), row.number_2018)
        county = catalogue.municipalities[row.municipality].county
        usual = counties.most_common(1)[0][0]
        if county != usual:
            yield doubt(
                "row-of-another-county",
                (*where, "municipality"),
                row.municipality,
                county=county,
                usual=usual,
            )
        former = catalogue.former_municipalities.get(row.number_2018)
        today = None if former is None else former.municipality
        if not (today is None or isinstance(today, Word) or today == row.municipality):
            yield doubt(
                "unlike-the-history",
                (*where, "municipality"),
                row.municipality,
                expected=today,
                number=row.number_2018,
            )
    yield from _total(growth)


def _total(growth: FrameGrowth) -> Iterator[Problem]:
    """A stated total is the sum of a column, as exactly as it is written."""
    sums = [sum(getattr(row, column) for row in growth.rows) for column in _COLUMNS]
    stated = growth.stated_total.amount
    digits = str(stated)
    half = 10 ** (len(digits) - len(digits.rstrip("0"))) // 2
    if not any(abs(one - stated) <= half for one in sums):
        where = ("frame_growth", "stated_total", "amount")
        yield doubt("unlike-the-sums", where, stated, sums=", ".join(map(str, sums)))
