"""What a change of the codebook means for the codings, in words."""

from __future__ import annotations

from qualcode.labels import Labels
from qualcode.model.succession import Consequences

_WORDS = {
    "all": {
        "da": "{codings} i alt: {stays} bliver, som de er, {follows} følger deres kode, {reread} skal læses igen.",
        "en": "{codings} in all: {stays} stay as they are, {follows} follow their code, {reread} are to be read again.",
    },
    "codings": {"da": "{n} kodninger", "en": "{n} codings"},
    "codings_one": {"da": "1 kodning", "en": "1 coding"},
    "none": {"da": "Ingen kodninger berøres.", "en": "No codings are touched."},
    "follows": {
        "da": "{code}: {codings} følger med til {new}.",
        "en": "{code}: {codings} to follow to {new}.",
    },
    "split": {
        "da": "{code}: {codings} bliver og skal læses igen; koden er delt i {new}.",
        "en": "{code}: {codings} to stay and be read again; the code is split into {new}.",
    },
    "redefined": {
        "da": "{code}: {codings} skal læses igen; koden betyder noget andet nu.",
        "en": "{code}: {codings} to be read again; the code means something else now.",
    },
    "lost": {
        "da": "{code}: {codings} ville stå uden kode.",
        "en": "{code}: {codings} would have no code.",
    },
    "like": {
        "da": "{code} ligner {new}. Er det den, så skriv der: was: {code}",
        "en": "{code} looks like {new}. If it is that one, write there: was: {code}",
    },
    "retired": {
        "da": "{code} er udgået og har {codings}, som bliver; nye laves ikke.",
        "en": "{code} is retired; it has {codings}, which will stay, and no new ones are made.",
    },
    "retired_unused": {
        "da": "{code} er udgået; der laves ingen kodninger med den.",
        "en": "{code} is retired; no codings are made with it.",
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
    3 kodninger i alt: 1 bliver, som de er, 2 følger deres kode, 0 skal læses igen.
    a: 2 kodninger følger med til alfa.
    """
    words, became = Labels(_WORDS, language), what.succession

    def counted(n: int) -> str:
        return words("codings_one" if n == 1 else "codings", n=n)

    lines = [
        words(
            "all", codings=counted(what.codings), stays=what.stays, follows=what.follows, reread=what.reread
        )
        if what.codings
        else words("none")
    ]
    for code, (fate, n) in what.by_code.items():
        key = became.reason(code) or "redefined" if fate == "reread" else fate
        new = " + ".join(became.splits[code]) if key == "split" else became.today(code)
        lines.append(words(key, code=code, codings=counted(n), new=new))
    for code in became.retired:
        n = what.used.get(code, 0)
        lines.append(words("retired" if n else "retired_unused", code=code, codings=counted(n)))
    lines += [words("like", code=code, new=new) for code, new in became.proposals.items()]
    return lines
