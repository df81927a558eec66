"""Agreement in plain sentences, Danish or English: what was found and what it rests on, without a judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.labels import Labels
from qualcode.reliability.bootstrap import MIN_INTERVIEWS

if TYPE_CHECKING:
    from qualcode.model import Codebook
    from qualcode.reliability.bootstrap import Interval
    from qualcode.reliability.result import Agreement, AgreementResult

FEW_USES = 10
"""Below this many uses, a single decision moves the alpha of two coders by about .05 or more."""
NAMED = 3

_LABELS = {
    "basis": {
        "da": "{coders} har kodet hver for sig. Der sammenlignes {segments} segmenter ({unit}) fra {interviews} interview, som mindst "
        "to har kodet, og {codes} koder (kodebog {version}).",
        "en": "{coders} coded apart from each other. {segments} segments ({unit}) of {interviews} interviews that at least two of "
        "them coded are compared on {codes} codes (codebook {version}).",
    },
    "alpha": {
        "da": "Alfa for alle koder er {value}{interval}: De er uenige {times} gange så ofte, som hvis koderne var delt tilfældigt ud.",
        "en": "Alpha over all codes is {value}{interval}: they differ {times} times as often as if the codes had been dealt out by "
        "chance.",
    },
    "interval": {
        "da": " ({level} %-interval {low} til {high}, ved at trække {n} interview om)",
        "en": " ({level} % interval {low} to {high}, by drawing {n} interviews again)",
    },
    "no codes": {
        "da": "Alfa kan ikke beregnes: ingen af kodebogens koder er brugt.",
        "en": "There is no alpha: none of the codebook's codes was used.",
    },
    "no alpha": {
        "da": "Alfa kan ikke beregnes: alle har truffet samme valg overalt, så det kunne lige så godt være tilfældigt.",
        "en": "There is no alpha: everybody made the same decision everywhere, and chance would look the same.",
    },
    "few interviews": {
        "da": "Der er intet interval: det kræver {least} interview, og der er {n}.",
        "en": "There is no interval: it takes {least} interviews, and there are {n}.",
    },
    "unsteady": {
        "da": "Der er intet interval: når interviewene trækkes om, kan alfa for ofte ikke beregnes.",
        "en": "There is no interval: when interviews are drawn again, alpha too often cannot be computed.",
    },
    "percent": {
        "da": "De har truffet samme valg i {percent} % af tilfældene; i {absent} % af tilfældene har ingen brugt koden.",
        "en": "They made the same decision in {percent} % of the cases; in {absent} % of the cases nobody used the code.",
    },
    "undefined": {
        "da": "Koder, som alfa ikke kan beregnes for ({n}): {codes}.",
        "en": "Codes without an alpha ({n}): {codes}.",
    },
    "few": {
        "da": "Koder, der er brugt i færre end {few} segmenter, så et enkelt valg flytter deres alfa ({n}): {codes}.",
        "en": "Codes used in fewer than {few} segments, so that a single decision moves their alpha ({n}): {codes}.",
    },
    "cost": {"da": "Det, der skiller dem mest: {codes}.", "en": "What separates them most: {codes}."},
    "cost of one": {
        "da": "{name} ({share} % af uenigheden, ét sted)",
        "en": "{name} ({share} % of the disagreement, one place)",
    },
    "cost of more": {
        "da": "{name} ({share} % af uenigheden, {places} steder)",
        "en": "{name} ({share} % of the disagreement, {places} places)",
    },
    "pairs": {
        "da": "Tættest på hinanden er {near} (alfa {high}), længst fra hinanden {far} (alfa {low}).",
        "en": "Closest to each other are {near} (alpha {high}), farthest apart {far} (alpha {low}).",
    },
    "documents": {
        "da": "Alfa er lavest i {lowest} ({low}) og højest i {highest} ({high}).",
        "en": "Alpha is lowest in {lowest} ({low}) and highest in {highest} ({high}).",
    },
    "and": {"da": " og ", "en": " and "},
}


def sentences(agreement: Agreement, language: str, codebook: Codebook | None) -> list[str]:
    """Say what was compared, how far the coders agree, on how much it rests, and where they differ."""
    say = _Saying(language, codebook)
    return [line for part in (_overall, _codes, _where) for line in part(agreement, say)]


class _Saying:
    """Words and numbers in one language."""

    def __init__(self, language: str, codebook: Codebook | None) -> None:
        self.words = Labels(_LABELS, language)
        self._comma = language == "da"
        self._codebook = codebook

    def number(self, value: float, digits: int = 2) -> str:
        text = f"{value:.{digits}f}".replace("-", "−")
        return text.replace(".", ",") if self._comma else text

    def share(self, value: float) -> str:
        """Write a percentage; one that is not quite all or nothing does not look as if it were."""
        whole = round(100 * value)
        return self.number(100 * value, 1 if whole in {0, 100} and whole != 100 * value else 0)

    def name(self, code: str) -> str:
        return self._codebook[code].name if self._codebook and code in self._codebook else code

    def names(self, codes: list[str]) -> str:
        return ", ".join(self.name(code) for code in codes)

    def people(self, coders: tuple[str, ...]) -> str:
        return ", ".join(coders[:-1]) + self.words("and") + coders[-1]

    def interval(self, interval: Interval | None) -> str:
        if interval is None:
            return ""
        return self.words(
            "interval",
            level=self.share(interval.level),
            low=self.number(interval.low),
            high=self.number(interval.high),
            n=interval.n_interviews,
        )


def _of_codes(agreement: Agreement) -> list[AgreementResult]:
    return [result for result in agreement.results if result.kind == "code"]


def _overall(agreement: Agreement, say: _Saying) -> Iterator[str]:
    every = agreement.of("")
    yield say.words(
        "basis",
        coders=say.people(agreement.coders),
        segments=agreement.n_segments,
        unit=agreement.unit,
        interviews=every.n_interviews,
        codes=len(_of_codes(agreement)),
        version=agreement.codebook_version,
    )
    if every.alpha is None:
        yield say.words("no alpha" if every.n_units else "no codes")
    else:
        interval = every["alpha"].interval
        yield say.words(
            "alpha",
            value=say.number(every.alpha),
            interval=say.interval(interval),
            times=say.number(1 - every.alpha),
        )
        if interval is None and agreement.n_resamples:
            few = every.n_interviews < MIN_INTERVIEWS
            yield say.words(
                "few interviews" if few else "unsteady", least=MIN_INTERVIEWS, n=every.n_interviews
            )
    if every.percent is not None:
        absent = 1 - every.n_used / every.n_units
        yield say.words("percent", percent=say.share(every.percent), absent=say.share(absent))


def _codes(agreement: Agreement, say: _Saying) -> Iterator[str]:
    undefined = [result.code for result in _of_codes(agreement) if result.alpha is None]
    few = [r.code for r in _of_codes(agreement) if r.alpha is not None and r.n_used < FEW_USES]
    if undefined:
        yield say.words("undefined", n=len(undefined), codes=say.names(undefined))
    if few:
        yield say.words("few", few=FEW_USES, n=len(few), codes=say.names(few))


def _where(agreement: Agreement, say: _Saying) -> Iterator[str]:
    cost, places = Counter[str](), Counter[str]()
    for one in agreement.disagreements:
        cost[one.code] += one.cost  # type: ignore[assignment]  # Counter adds up shares here
        places[one.code] += 1
    if cost:
        told = [
            say.words(
                "cost of one" if places[code] == 1 else "cost of more",
                name=say.name(code),
                share=say.share(share),
                places=places[code],
            )
            for code, share in cost.most_common(NAMED)
        ]
        yield say.words("cost", codes=", ".join(told))
    pairs = sorted((p for p in agreement.pairs if p.alpha is not None), key=lambda pair: pair.alpha or 0)
    if len(pairs) > 1:
        yield say.words(
            "pairs",
            near=say.people(pairs[-1].coders),
            far=say.people(pairs[0].coders),
            high=say.number(pairs[-1].alpha or 0),
            low=say.number(pairs[0].alpha or 0),
        )
    interviews = [one for one in agreement.interviews if one.alpha is not None]
    if len(interviews) > 1:
        yield say.words(
            "documents",
            lowest=interviews[0].document,
            highest=interviews[-1].document,
            low=say.number(interviews[0].alpha or 0),
            high=say.number(interviews[-1].alpha or 0),
        )
