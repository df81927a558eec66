"""What a change of the codebook means for the codings, in words."""

from __future__ import annotations

from qualcode.labels import Labels
from qualcode.model.succession import Consequences

_WORDS = {
    "all": {
        "da": "{codings} kodninger: {stays} bliver, som de er, {follows} følger deres kode, {reread} skal læses igen.",
        "en": "{codings} codings: {stays} stay as they are, {follows} follow their code, {reread} are to be read again.",
    },
    "none": {"da": "Ingen kodninger berøres.", "en": "No codings are touched."},
    "follows": {
        "da": "{code}: {n} kodninger følger med til {new}.",
        "en": "{code}: {n} codings follow to {new}.",
    },
    "split": {
        "da": "{code}: {n} kodninger bliver og skal læses igen; koden er delt i {new}.",
        "en": "{code}: {n} codings stay and are to be read again; the code is split into {new}.",
    },
    "redefined": {
        "da": "{code}: {n} kodninger skal læses igen; koden betyder noget andet nu.",
        "en": "{code}: {n} codings are to be read again; the code means something else now.",
    },
    "lost": {
        "da": "{code}: {n} kodninger ville stå uden kode.",
        "en": "{code}: {n} codings would have no code.",
    },
    "like": {
        "da": "{code} ligner {new}. Er det den, så skriv der: was: {code}",
        "en": "{code} looks like {new}. If it is that one, write there: was: {code}",
    },
    "retired": {
        "da": "{code} er udgået: dens {n} kodninger bliver, og nye laves ikke.",
        "en": "{code} is retired: its {n} codings stay, and no new ones are made.",
    },
}


def consequence_lines(what: Consequences, language: str) -> list[str]:
    """Return what happens to the codings, one thing a line.

    Examples
    --------
    >>> from qualcode.model import Code, Codebook
    >>> from qualcode.model.succession import changes_between, plan
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B")))
    >>> new = Codebook("2", "da", "Eksempel", (Code("alfa", "A", was=("a",)), Code("b", "B")))
    >>> for line in consequence_lines(plan(changes_between(old, new), ["a", "a", "b"]), "da"):
    ...     print(line)
    3 kodninger: 1 bliver, som de er, 2 følger deres kode, 0 skal læses igen.
    a: 2 kodninger følger med til alfa.
    """
    words, became = Labels(_WORDS, language), what.succession
    lines = [
        words("all", codings=what.codings, stays=what.stays, follows=what.follows, reread=what.reread)
        if what.codings
        else words("none")
    ]
    for code, (fate, n) in what.by_code.items():
        key = became.reason(code) or "redefined" if fate == "reread" else fate
        new = " + ".join(became.splits[code]) if key == "split" else became.today(code)
        lines.append(words(key, code=code, n=n, new=new))
    lines += [words("retired", code=code, n=what.used.get(code, 0)) for code in became.retired]
    lines += [words("like", code=code, new=new) for code, new in became.proposals.items()]
    return lines
