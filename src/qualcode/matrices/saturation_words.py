"""What is said of saturation, in Danish and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.matrices.saturation import Saturation
    from qualcode.matrices.saturation_rule import Curve

_LABELS = {
    "title": {
        "da": "Hvad de enkelte interview bragte af nyt",
        "en": "What each interview added that was new",
    },
    "codes": {"da": "Koder", "en": "Codes"},
    "meanings": {"da": "Betydninger", "en": "Meanings"},
    "reached": {"da": "{kind}: mættet ved {at}+{run}", "en": "{kind}: saturated at {at}+{run}"},
    "not reached": {"da": "{kind}: ikke mættet", "en": "{kind}: not saturated"},
    "too few": {"da": "{kind}: for få interview", "en": "{kind}: too few interviews"},
    "said reached": {
        "da": "{kind}: De første {base} interview gav {of}. Efter {at} interview gav de næste {run} højst {threshold} nyt"
        " ({new} nye, {ratio}): mættet ved {at}+{run}.",
        "en": "{kind}: The first {base} interviews gave {of}. After {at} interviews the next {run} gave at most {threshold}"
        " new ({new} new, {ratio}): saturated at {at}+{run}.",
    },
    "said not reached": {
        "da": "{kind}: De første {base} interview gav {of}. De sidste {run} gav stadig {new} nye ({ratio}): ikke mættet ved"
        " højst {threshold} nyt.",
        "en": "{kind}: The first {base} interviews gave {of}. The last {run} still gave {new} new ({ratio}): not saturated"
        " at a threshold of {threshold}.",
    },
    "said too few": {
        "da": "{kind}: Der er {n} interview. Reglen kræver mindst {least}, så mætning kan ikke bedømmes.",
        "en": "{kind}: There are {n} interviews. The rule needs at least {least}, so saturation cannot be judged.",
    },
    "orders": {
        "da": "{kind}: I {share} af {which} er mætning nået inden for disse interview.",
        "en": "{kind}: In {share} of {which}, saturation is reached within these interviews.",
    },
    "all orders": {
        "da": "alle {n} rækkefølger af interviewene",
        "en": "all {n} orders of the interviews",
    },
    "some orders": {
        "da": "{n} tilfældige rækkefølger af interviewene",
        "en": "{n} random orders of the interviews",
    },
    "meaning": {
        "da": "En betydning er en kode sagt om en bestemt partner (eller ingen), i et område og med en holdning (erfaring, ønske,"
        " modeksempel).",
        "en": "A meaning is a code said of a partner (or none), in an area and with a stance (experience, wish,"
        " counterexample).",
    },
    "few": {
        "da": "Med {n} interview siger tallene lidt om, hvad det næste ville bringe. En kodebog, der er lavet af de samme"
        " interview, ser mættet ud af sig selv.",
        "en": "With {n} interviews the numbers say little of what the next would bring. A codebook made from the same"
        " interviews looks saturated by itself.",
    },
    "caption": {
        "da": "Søjle: nye i interviewet. Linje: alt hørt til og med interviewet, i interviewenes rækkefølge. Bånd: 90 % af"
        " {which}. {meaning} Grundlag: {n} interview med {speakers} informanter; kodebog {codebook}, kodesæt"
        " {coding_set}. Kun til projektgruppen.",
        "en": "Bar: new in the interview. Line: all heard up to it, in the order of the interviews. Band: 90 % of {which}."
        " {meaning} Based on {n} interviews with {speakers} informants; codebook {codebook}, coding set"
        " {coding_set}. For the team only.",
    },
    "axis": {"da": "interview nr.", "en": "interview no."},
    "new": {"da": "nye", "en": "new"},
    "total": {"da": "hørt i alt", "en": "heard in all"},
    "band": {"da": "andre rækkefølger", "en": "other orders"},
    "alt": {
        "da": "To diagrammer. {title}. Søjler viser nye koder og nye betydninger i hvert interview, en linje viser summen.",
        "en": "Two charts. {title}. Bars show new codes and new meanings in each interview, a line shows the sum.",
    },
    "percent": {"da": "{n} %", "en": "{n} %"},
    "n codes": {"da": "{n} koder", "en": "{n} codes"},
    "n meanings": {"da": "{n} betydninger", "en": "{n} meanings"},
}

_FEW = 12
"""Below so many interviews the numbers come with a warning."""


def words(language: str) -> Labels:
    """Return the words in a language."""
    return Labels(_LABELS, language)


def sentences(found: Saturation, language: str) -> list[str]:
    """Say in sentences what was found and how far it can be trusted."""
    label = words(language)
    said = []
    for curve in found.curves.values():
        said.append(_of_order(found, curve, label, language))
        if len(found.documents) >= found.rule.base + found.rule.run:
            share = percent(curve.share_reached, language)
            said.append(
                label("orders", kind=label(curve.kind), share=share, which=which_orders(found, label))
            )
    said.append(label("meaning"))
    if len(found.documents) < _FEW:
        said.append(label("few", n=len(found.documents)))
    return said


def _of_order(found: Saturation, curve: Curve, label: Labels, language: str) -> str:
    rule, n = found.rule, len(found.documents)
    if n < rule.base + rule.run:
        return label("said too few", kind=label(curve.kind), n=n, least=rule.base + rule.run)
    last = n if curve.reached is None else curve.reached + rule.run
    return label(
        "said not reached" if curve.reached is None else "said reached",
        kind=label(curve.kind),
        base=rule.base,
        run=rule.run,
        at=curve.reached,
        of=label(f"n {curve.kind}", n=curve.total[rule.base - 1]),
        new=curve.run_new[last - 1],
        ratio=percent(curve.ratios[last - 1] or 0.0, language),
        threshold=percent(rule.threshold, language),
    )


def heading(found: Saturation, curve: Curve, label: Labels) -> str:
    """Name a panel by what it shows."""
    kind = label(curve.kind)
    if len(found.documents) < found.rule.base + found.rule.run:
        return label("too few", kind=kind)
    if curve.reached is None:
        return label("not reached", kind=kind)
    return label("reached", kind=kind, at=curve.reached, run=found.rule.run)


def which_orders(found: Saturation, label: Labels) -> str:
    """Say which orders the intervals come from."""
    return label("all orders" if found.all_orders else "some orders", n=found.orders)


def percent(share: float, language: str) -> str:
    """Print a share: one decimal where it is small, else none."""
    number = f"{100 * share:.1f}" if 0 < share < 0.1 else f"{100 * share:.0f}"
    number = number.removesuffix(".0")
    return f"{number.replace('.', ',')} %" if language == "da" else f"{number} %"
