"""What is said of two studies side by side, in Danish and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.matrices.change import Change, Changes

_LABELS = {
    "same": {"da": "det samme", "en": "the same"},
    "stronger": {"da": "stærkere", "en": "stronger"},
    "weaker": {"da": "svagere", "en": "weaker"},
    "new": {"da": "nyt", "en": "new"},
    "gone": {"da": "forsvundet", "en": "gone"},
    "not asked": {"da": "ingen fra området er interviewet", "en": "nobody of the area was interviewed"},
    "apart": {"da": "{kind}", "en": "{kind}"},
    "not apart": {"da": "{kind}, men de to kan ikke skelnes", "en": "{kind}, but cannot be told apart"},
    "line": {
        "da": "{kind}: {n}, heraf {apart}, hvor de to kan skelnes",
        "en": "{kind}: {n}, of which {apart} can be told apart from no difference",
    },
    "line same": {"da": "{kind}: {n}", "en": "{kind}: {n}"},
    "site": {"da": "1 sted", "en": "1 site"},
    "sites": {"da": "{n} steder", "en": "{n} sites"},
    "head": {
        "da": "Linje for linje (partner, tema, område) mod {other}: {sites} her, {there} der.",
        "en": "Place by place (partner, theme, area) against {other}: {sites} here, {there} there.",
    },
    "never": {
        "da": "Med så få steder kan selv den største forskel ikke skelnes fra et tilfælde: læs nyt og forsvundet som det, der blev sagt,"
        " ikke som en forskel mellem stederne.",
        "en": "With so few sites no difference can be told apart, not even the largest: read new and gone as what was said, not as"
        " a difference between the sites.",
    },
    "chance": {
        "da": "Eksakte intervaller på 95 % (Chan og Zhang). Af tabellens {n} linjer kan op til {false} skille sig ud ved et tilfælde.",
        "en": "Exact intervals of 95 % (Chan and Zhang). Of {n} places in the table, up to {false} may be told apart by chance.",
    },
    "notes": {
        "da": "{n} linjer hviler på koder, som er omdefineret, delt eller lagt sammen mellem de to kodebøger (kolonnen note).",
        "en": "{n} places rest on codes that were redefined, split or merged between the two codebooks (column note).",
    },
    "left out": {
        "da": "Koder i den anden undersøgelse, som nogen har valgt at udelade: {codes}.",
        "en": "Codes of the other study that a person left out: {codes}.",
    },
    "title": {"da": "To undersøgelser side om side", "en": "Two studies side by side"},
    "branch title": {"da": "{branch} i to undersøgelser", "en": "{branch} in two studies"},
    "here": {"da": "denne undersøgelse", "en": "this study"},
    "there": {"da": "den anden undersøgelse", "en": "the other study"},
    "cross": {"da": "På tværs af partnere", "en": "Across partners"},
    "axis": {
        "da": "hvor stor en del af stederne der nævner det",
        "en": "how many of the sites mention it",
    },
    "none": {"da": "ingen", "en": "none"},
    "few": {"da": "få", "en": "few"},
    "half": {"da": "halvdelen", "en": "half"},
    "most": {"da": "de fleste", "en": "most"},
    "all": {"da": "alle", "en": "all"},
    "caption": {
        "da": "De {shown} største af {n} forskelle. Fuld linje: de to undersøgelser kan skelnes; stiplet: det kan de ikke, når"
        " stederne er få.",
        "en": "The {shown} largest of {n} differences. Solid line: the difference can be told apart from none; dashed: with few"
        " sites it cannot.",
    },
    "team only": {
        "da": " {sites} her, {there} i den anden. Kun til projektgruppen.",
        "en": " {sites} here, {there} there. For the team only.",
    },
    "print only": {
        "da": " Mærkerne står ved det nærmeste ord.",
        "en": " Marks stand at the nearest word.",
    },
    "alt": {
        "da": "Diagram med en linje for hvert tema mellem to undersøgelser. {title}. {n} temaer.",
        "en": "Chart with a line per theme between two studies. {title}. {n} themes.",
    },
    "nothing": {"da": "Intet at vise.", "en": "Nothing to show."},
}


def words(language: str) -> Labels:
    """Return the words in a language."""
    return Labels(_LABELS, language)


def sites_in_words(n: int, label: Labels) -> str:
    """Tell a number of sites."""
    return label("site") if n == 1 else label("sites", n=n)


def phrase(change: Change, language: str) -> str:
    """Tell one change, and whether few sites can tell it.

    Examples
    --------
    >>> from qualcode.matrices.change import _change, There
    >>> from qualcode.matrices.reference import Own
    >>> phrase(_change(("", "a", "alle"), Own(2, 2, 2, ""), There(4, 4), 3, 6), "en")
    'the same'
    >>> phrase(_change(("", "a", "alle"), Own(1, 2, 2, ""), There(4, 4), 3, 6), "en")
    'weaker, but cannot be told apart'
    """
    label = words(language)
    plain = change.kind in ("same", "not asked") or change.told_apart
    return label("apart" if plain else "not apart", kind=label(change.kind))


def lines_of(found: Changes) -> list[str]:
    """Say how many places changed, and how much of that few sites can tell."""
    from qualcode.matrices.two_shares import LEVEL, difference_interval

    label = words(found.language)
    sites, there = (sites_in_words(n, label) for n in (found.sites, found.other_sites))
    said = [label("head", other=found.other, sites=sites, there=there)]
    for kind, (n, apart) in found.counts().items():
        if n:
            key = "line same" if kind in ("same", "not asked") else "line"
            said.append(label(key, kind=label(kind).capitalize(), n=n, apart=apart))
    if found.sites and found.other_sites:
        low, _ = difference_interval(found.sites, found.sites, 0, found.other_sites)
        said.append(
            label("never")
            if low <= 0
            else label("chance", n=len(found), false=round(len(found) * (1 - LEVEL)))
        )
    noted = sum(bool(row.there.notes) for row in found)
    if noted:
        said.append(label("notes", n=noted))
    if found.left_out:
        said.append(label("left out", codes=", ".join(found.left_out)))
    return said
