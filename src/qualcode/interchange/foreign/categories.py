"""Categories of requal and RQDA: a code may be in several, which no tree can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualcode.interchange.exchange import ExchangeCode, ExchangeSet
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.building import Builder


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its number, name and description."""

    number: int
    name: str = field(repr=False)
    description: str = field(default="", repr=False)


def put_in_categories(
    builder: Builder,
    codes: Mapping[int, ExchangeCode],
    categories: Sequence[Category],
    members: Iterable[tuple[int, int, str]],
) -> list[ExchangeCode]:
    """Return the tree, and add sets for codes that are in several categories.

    A category is a branch that cannot be coded, with the codes that are in no other; a code that is in several
    stands at the top, and each of those categories is a set as well.

    Parameters
    ----------
    builder : Builder
    codes : mapping of int to ExchangeCode
    categories : sequence of Category
    members : iterable of (int, int, str)
        Category, code, and the row that says so.
    """
    known = {category.number for category in categories}
    inside: dict[int, list[int]] = defaultdict(list)
    for number, code, row in members:
        if number not in known or code not in codes:
            builder.losses.add(kinds.DANGLING, row)
        elif number not in inside[code]:
            inside[code].append(number)
    several = {code for code, found in inside.items() if len(found) > 1}
    builder.losses.add(kinds.SEVERAL_BRANCHES, count=len(several))
    branches = []
    holding: dict[int, list[int]] = defaultdict(list)
    for code in codes:
        for number in inside.get(code, ()):
            holding[number].append(code)
    for category in categories:
        shared = tuple(codes[code].guid for code in holding[category.number] if code in several)
        if shared:
            guid = builder.guid("set", category.number)
            builder.add("sets", ExchangeSet(guid, category.name, category.description, codes=shared))
        if not shared or len(shared) < len(
            holding[category.number]
        ):  # one whose codes are all in others is a set
            branches.append(_branch(builder, category))
    leaves = [
        replace(code, parent=builder.guid("category", inside[number][0]))
        if len(inside.get(number, ())) == 1
        else code
        for number, code in codes.items()
    ]
    return [*branches, *leaves]


def _branch(builder: Builder, category: Category) -> ExchangeCode:
    guid = builder.guid("category", category.number)
    return ExchangeCode(guid, category.name, description=category.description, codable=False)
