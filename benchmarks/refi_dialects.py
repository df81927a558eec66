"""How many passages it takes to tell how a program counted, where the file does not give their words.

python benchmarks/refi_dialects.py [REPEATS]

Made-up talk, coded as people code (words, sentences, whole lines, a mixture with slips), counted in every way. For each
number of passages: how often the way is found, asked about (QC-RQ20, QC-RQ21), or taken for another one that shows other
words. "standard" is code points with the end not included.
"""

import collections
import itertools
import random
import re
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from qualcode.errors import InterchangeError
from qualcode.interchange.refi.choosing import choose
from qualcode.interchange.refi.counting import CountedText, Passage
from unit.interchange.refi.samples import positions

WORDS = (
    "vi har ikke tid nok til det og så er økonomien også en hæmmer når skolen ringer om aftenen men det går fordi de kender "
    "hinanden på Østerby ja nej altså mødet blev flyttet igen"
).split()


def talk(chance):
    """Return forty turns, an emoji in some."""
    lines = []
    for _ in range(40):
        sentences = []
        for _ in range(chance.randint(1, 4)):
            words = [chance.choice(WORDS) for _ in range(chance.randint(3, 12))]
            words[1] += "," if chance.random() < 0.3 else ""
            words[-1] += " 😀" if chance.random() < 0.1 else ""
            sentences.append(" ".join(words).capitalize() + chance.choice(".?!"))
        lines.append(f"{chance.choice('IBA')}: {' '.join(sentences)}")
    return "\n".join(lines) + "\n"


def passage(text, style, chance):
    """Return the span of a passage as somebody marks it."""
    tokens = [m.span() for m in re.finditer(r"\w{2,}", text)]
    first = chance.randrange(len(tokens))
    start, end = tokens[first][0], tokens[min(len(tokens) - 1, first + chance.randint(0, 25))][1]
    slip = chance.random()
    if style == "lines":
        return text.rfind("\n", 0, start) + 1, text.index("\n", end - 1) + 1
    if style == "sentences" or (style == "mixed" and slip < 0.4):
        stop = re.compile(r"[.?!]").search(text, end)
        end = stop.end() if stop else end
    elif style == "mixed" and slip < 0.5:
        end = min(len(text), end + 1)
    elif style == "mixed" and slip < 0.55:
        start += 1
    return start, end


def outcome(text, spans, way, crlf_in_file):
    """Say what becomes of one file."""
    counted = CountedText(text.replace("\n", "\r\n") if crlf_in_file else text, bom=False)
    passages = [Passage(*positions(text, *span, **way)) for span in spans]
    try:
        dialect = choose([counted], [passages], origin="", where="a").dialect
    except InterchangeError:
        return "asked"
    starts, ends = (np.array([getattr(one, end) for one in passages]) for end in ("start", "end"))
    first, last, _ = counted.spans(starts, ends, dialect)
    found = [text[a:b].strip() for a, b in zip(first, last, strict=True)]
    return "found" if found == [text[a:b].strip() for a, b in spans] else "WRONG"


def main():
    """Print a table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    chance = random.Random(5)
    counts = collections.defaultdict(collections.Counter)
    styles, numbers = ("words", "sentences", "lines", "mixed"), (1, 2, 3, 5, 10, 30)
    ways = itertools.product(("codepoints", "utf16", "bytes"), (1, 2), (False, True), (False, True))
    for unit, crlf, inclusive, in_file in ways:
        standard = unit == "codepoints" and not inclusive and crlf == 1 + in_file
        for style, number, _ in itertools.product(styles, numbers, range(repeats)):
            text = talk(chance)
            spans = [passage(text, style, chance) for _ in range(number)]
            way = {"unit": unit, "crlf": crlf, "inclusive": inclusive}
            counts[style, number, standard][outcome(text, spans, way, in_file)] += 1
    for style, number, standard in itertools.product(styles, numbers, (True, False)):
        found = counts[style, number, standard]
        print(
            f"{style:<10}{number:>3} passages  {'standard' if standard else 'others':<9}"
            + "".join(f"{what:>7} {found[what]:>3}" for what in ("found", "asked", "WRONG"))
        )


if __name__ == "__main__":
    main()
