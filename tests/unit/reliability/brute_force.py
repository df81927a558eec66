"""The coefficients of spans letter by letter, straight from their definition and sharing nothing with the program.

Two letters of the text are drawn. Observed: at one place, from two different coders. Expected: from all letters of all coders, but
never two of one unit; a letter in a gap is drawn with any letter but itself. Disagreement is that their values differ; alpha is one
minus the ratio of the two.
"""


def letters(continua, *, only_common=False):
    """Return (text, coder, place, unit, value, weight) for each letter; overlapping units of one value are one unit.

    ``only_common`` keeps what was marked, weighing each letter by the share of the other coders who marked it, too.
    """
    found = []
    for text, (length, coders) in enumerate(continua):
        if len(coders) < 2:
            continue
        rows = [labelled(length, stretches) for stretches in coders]
        for place in range(length):
            for coder, row in enumerate(rows):
                unit, value = row[place]
                others = [other[place][1] for at, other in enumerate(rows) if at != coder]
                if not only_common:
                    found.append((text, coder, place, unit, value, 1.0))
                elif value is not None:
                    weight = sum(other is not None for other in others) / len(others)
                    found.append((text, coder, place, unit, value, weight))
    return found


def labelled(length, stretches):
    """Return unit and value of each letter of one coder."""
    row = [(None, None)] * length
    units = []
    for start, end, value in sorted(stretches, key=lambda s: (s[0], s[1])):
        merged = [unit for unit in units if unit[2] == value and unit[0] < end and start < unit[1]]
        for unit in merged:
            units.remove(unit)
        units.append((min([start, *(u[0] for u in merged)]), max([end, *(u[1] for u in merged)]), value))
    for start, end, value in units:
        for place in range(start, end):
            assert row[place] == (None, None), "two values on one letter"
            row[place] = ((start, end), value)
    return row


def observed(continua, *, only_common=False):
    """Return the summed weight of disagreeing ordered pairs of coders, and of all pairs, each by 1 / (coders - 1)."""
    apart = total = 0.0
    for length, coders in continua:
        if len(coders) < 2:
            continue
        rows = [labelled(length, stretches) for stretches in coders]
        for place in range(length):
            for one in range(len(rows)):
                for other in range(len(rows)):
                    values = rows[one][place][1], rows[other][place][1]
                    if one == other or (only_common and None in values):
                        continue
                    total += 1 / (len(rows) - 1)
                    apart += (values[0] != values[1]) / (len(rows) - 1)
    return apart, total


def expected(continua, *, only_common=False):
    """Return the share of pairs of letters, none of one unit, that have different values."""
    found = letters(continua, only_common=only_common)
    apart = total = 0.0
    for at, (text, coder, _, unit, value, weight) in enumerate(found):
        for other, (text_2, coder_2, _, unit_2, value_2, weight_2) in enumerate(found):
            same_unit = value is not None and (text, coder, unit, value) == (text_2, coder_2, unit_2, value_2)
            if at == other or same_unit:
                continue
            total += weight * weight_2
            apart += weight * weight_2 * (value != value_2)
    return apart / total if total else 0.0


def alpha(continua, *, only_common=False):
    """Return u-alpha, or cu-alpha; None where all values are the same or nothing was compared."""
    apart, total = observed(continua, only_common=only_common)
    by_chance = expected(continua, only_common=only_common) if total else 0.0
    return 1 - (apart / total) / by_chance if by_chance else None
