"""How an estimate is told, in Danish and English: always with the word, always with its interval."""

from __future__ import annotations

from math import ceil, floor, isnan
from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.estimates.difference import Total
    from qualcode.estimates.result import Estimates

_LABELS = {
    "estimate": {
        "da": "skøn: {estimate} ({low}–{high}) af {size} segmenter",
        "en": "estimate: {estimate} ({low}–{high}) of {size} segments",
    },
    "too few": {
        "da": "for lidt til et skøn: højst {high} af {size} segmenter",
        "en": "too few to say: at most {high} of {size} segments",
    },
    "nothing": {"da": "for lidt til et skøn", "en": "too few to say"},
    "all read": {
        "da": "{estimate} af {size} segmenter (alle er læst)",
        "en": "{estimate} of {size} segments (all were read)",
    },
    "across": {"da": "På tværs af partnere", "en": "Across partners"},
    "basis": {
        "da": "Skøn, ikke optællinger: {sampled} af {size} segmenter er læst af mennesker ({empty} af dem uden koder), resten er"
        " skønnet ud fra forslag fra {model}, rettet efter dem.",
        "en": "Estimates, not counts: people read {sampled} of {size} segments ({empty} of them have no code); the rest is"
        " estimated from suggestions by {model}, corrected by these.",
    },
    "interviews": {
        "da": "Interval: 95 %, for disse interview.",
        "en": "Interval: 95 %, for these interviews.",
    },
    "people": {
        "da": "Interval: 95 %, for mennesker som de interviewede; få talere giver brede intervaller.",
        "en": "Interval: 95 %, for people like the interviewed; few speakers give wide intervals.",
    },
    "rare": {
        "da": "{n} af {all} koder er for sjældne i stikprøven til et skøn. For dem står kun, hvor mange segmenter det højst kan være.",
        "en": "{n} of {all} codes are too rare in the sample for an estimate. For these only the most it can be is given.",
    },
    "sites": {
        "da": "estimate_sites er et skøn over, om (eller på hvor mange steder) det overhovedet bliver sagt. Det hviler på modellen og kan"
        " ikke stå i fund eller rapport.",
        "en": "estimate_sites estimates whether (or at how many sites) it is said at all. It rests on the model and goes into no"
        " findings or report.",
    },
}


def said(total: Total, size: int, language: str) -> str:
    """Tell an estimate in words.

    Examples
    --------
    >>> from qualcode.estimates import Total
    >>> said(Total(12.4, 5.2, 22.9, "difference"), 190, "da")
    'skøn: 12 (5–23) af 190 segmenter'
    >>> said(Total(float("nan"), 0, 9, "too few"), 190, "en")
    'too few to say: at most 9 of 190 segments'
    """
    label = Labels(_LABELS, language)
    if isnan(total.high):
        return label("nothing")
    bounds = {"low": floor(total.low + 1e-9), "high": ceil(total.high - 1e-9), "size": size}
    if total.method == "too few":
        return label("too few", **bounds)
    key = "all read" if total.method == "all read" else "estimate"
    return label(key, estimate=round(total.estimate), **bounds)


def across(language: str) -> str:
    """Name what is said of no partner."""
    return Labels(_LABELS, language)("across")


def lines_of(found: Estimates) -> list[str]:
    """Say what estimates rest on, and how to read them."""
    label = Labels(_LABELS, found.language)
    codes = [row for row in found if row.kind == "code"]
    rare = sum(row.total.method == "too few" for row in codes)
    return [
        label(
            "basis", sampled=found.sampled, size=found.segments, empty=found.empty, model=found.model or "–"
        ),
        label(found.of),
        *([label("rare", n=rare, all=len(codes))] if rare else []),
        label("sites"),
    ]
