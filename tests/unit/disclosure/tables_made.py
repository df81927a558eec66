"""Tables for the tests, written so that they can be read."""

from qualcode.disclosure import NumberCell, NumberTable, Sum


def cell(row, column, persons, *, value=None, by_person=None, of=None, printed=True):
    """Return a number whose persons each give one, unless said otherwise."""
    shares = tuple(by_person) if by_person else (1,) * persons
    return NumberCell(
        row,
        column,
        frozenset(of if of is not None else {row, column} - {"alle"}),
        sum(shares) if value is None else value,
        len(shares) if by_person else persons,
        shares,
        printed,
    )


def crosstab(name, text, *, measure="speakers", at_most=None, kind="sum"):
    """Return a table with its totals from lines such as ``"politi: 3 9 12"``; columns are called a, b, c, ..."""
    rows = {}
    for line in text.strip().splitlines():
        label, _, numbers = line.strip().partition(":")
        rows[label] = [int(number) for number in numbers.split()]
    columns = "abcdefgh"[: len(next(iter(rows.values())))]
    return with_totals(
        name,
        {(row, c): n for row, ns in rows.items() for c, n in zip(columns, ns, strict=True)},
        measure=measure,
        at_most=at_most,
        kind=kind,
    )


def with_totals(name, persons, *, measure="speakers", at_most=None, kind="sum"):
    """Return a table with both margins from numbers of persons by row and column."""
    rows = list(dict.fromkeys(row for row, _ in persons))
    columns = list(dict.fromkeys(column for _, column in persons))
    cells = [cell(*place, n) for place, n in persons.items()]
    cells += [cell(row, "alle", sum(persons[row, c] for c in columns)) for row in rows]
    cells += [cell("alle", column, sum(persons[r, column] for r in rows)) for column in columns]
    cells.append(cell("alle", "alle", sum(persons.values())))

    def of(row, column):
        return frozenset({row, column} - {"alle"})

    sums = [Sum(of(row, "alle"), tuple(of(row, c) for c in columns), kind) for row in rows]
    sums += [Sum(of("alle", c), tuple(of(row, c) for row in rows), kind) for c in columns]
    sums.append(Sum(of("alle", "alle"), tuple(of(row, "alle") for row in rows), kind))
    sums.append(Sum(of("alle", "alle"), tuple(of("alle", c) for c in columns), kind))
    return NumberTable(name, measure, tuple(cells), tuple(sums), at_most)
