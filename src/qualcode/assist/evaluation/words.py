"""An evaluation in plain sentences, Danish or English, that name codes but no site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.assist.evaluation.groups import site_values
from qualcode.assist.evaluation.intervals import Estimate
from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.assist.evaluation.result import Evaluation
    from qualcode.model import Codebook

FEW_DOCUMENTS = 10
"""With fewer interviews than this the intervals themselves are unsure."""

_LABELS = {
    "basis": {
        "da": "Målt på {segments} segmenter fra {documents} interview, {coded} af dem kodet, med {codes} koder (kodebog {version}). "
        "Modellen har hver gang ikke set {fold}, den prøves på.",
        "en": "Measured on {segments} segments of {documents} interviews, {coded} of them coded, with {codes} codes (codebook "
        "{version}). The model had never seen {fold} it was tried on.",
    },
    "site": {"da": "det sted", "en": "the site"},
    "document": {"da": "det interview", "en": "the interview"},
    "recall": {
        "da": "Af et segments koder står i snit {value} blandt de tre første forslag.",
        "en": "Of a segment's codes, {value} are among the first three suggestions on average.",
    },
    "prior": {
        "da": "Gættede man altid på de hyppigste koder, var det {value}.",
        "en": "Always guessing the most frequent codes gives {value}.",
    },
    "definitions": {
        "da": "Med kodebogens tekst alene er det {value}.",
        "en": "The codebook's words alone give {value}.",
    },
    "f1": {
        "da": "De forslag, der passerer tærsklen, har en samlet F1 på {value}.",
        "en": "The suggestions that pass the threshold have a micro-F1 of {value}.",
    },
    "human": {
        "da": "Den anden koder har {value} mod de samme kodninger; modellen når {ratio} af det.",
        "en": "The second coder has {value} against the same codings; the model reaches {ratio} of that.",
    },
    "no human": {
        "da": "Der er ingen anden koder at sammenligne med, så det vides ikke, hvad et menneske ville nå.",
        "en": "There is no second coder to compare with, so what a person would reach is not known.",
    },
    "new": {
        "da": "Når en kode begynder, er den blandt de tre første forslag i {new} af tilfældene; når den fortsætter fra før, i {old}.",
        "en": "A code that begins is among the first three suggestions in {new} of the cases; one that continues from before, in {old}.",
    },
    "verdicts": {
        "da": "Af {all} koder har {good} pålidelige og {doubtful} tvivlsomme forslag.",
        "en": "Of {all} codes, {good} have reliable and {doubtful} doubtful suggestions.",
    },
    "not": {
        "da": "Koder, hvis forslag man ikke skal stole på ({n}): {codes}.",
        "en": "Codes whose suggestions must not be relied on ({n}): {codes}.",
    },
    "little": {
        "da": "Koder, som der er for lidt at måle på ({n}; brugt færre end {uses} gange, i færre end {documents} interview eller kun "
        "i det, der blev holdt ude på én gang): {codes}.",
        "en": "Codes with too little to measure on ({n}; fewer than {uses} uses, fewer than {documents} interviews, or only in "
        "what was left out at once): {codes}.",
    },
    "worse": {
        "da": "Forslagene er ringere for {areas}: genfindingen blandt de tre første er {value} i forhold til resten.",
        "en": "Suggestions are worse for {areas}: recall among the first three is {value} against the rest.",
    },
    "no worse": {
        "da": "Der er ikke påvist forskel mellem områderne; det udelukker ikke, at der er en.",
        "en": "No area is shown to be served worse; that does not rule out a difference.",
    },
    "sites": {
        "da": "Fra sted til sted svinger genfindingen mellem {low} og {high}.",
        "en": "From site to site it varies between {low} and {high}.",
    },
    "sure": {
        "da": "Det første forslag er i snit {sure} sikkert og rigtigt i {right} af segmenterne.",
        "en": "The first suggestion is {sure} sure on average, and right in {right} of the segments.",
    },
    "few": {
        "da": "Der er kun {n} interview, så intervallerne er usikre.",
        "en": "There are only {n} interviews, so the intervals are unsure themselves.",
    },
    "interval": {"da": " (95 %-interval {low}–{high})", "en": " (95 % interval {low}–{high})"},
    "percent": {"da": "{n} %", "en": "{n} %"},
    "points": {"da": "{n} procentpoint", "en": "{n} points"},
}


def sentences(evaluation: Evaluation, language: str, codebook: Codebook | None) -> list[str]:
    """Say how good the suggestions are, beside what, for which codes, and where they are worse."""
    say = _Saying(language, codebook)
    return [
        line
        for part in (_quality, _codes, _people, _caution)
        for line in part(evaluation, say)
    ]  # fmt: skip


def decimal(value: float, digits: int, language: str) -> str:
    """Write a number as the language does.

    Examples
    --------
    >>> decimal(-0.25, 2, "da")
    '−0,25'
    """
    text = f"{value:.{digits}f}".replace("-", "−")
    return text.replace(".", ",") if language == "da" else text


class _Saying:
    """Words and numbers in one language."""

    def __init__(self, language: str, codebook: Codebook | None) -> None:
        self.words = Labels(_LABELS, language)
        self._language = language
        self._codebook = codebook

    def percent(self, of: Estimate, *, interval: bool = True) -> str:
        if of.value is None:
            return "–"
        said = self.words("percent", n=f"{100 * of.value:.0f}")
        return said + self._interval(of, 100, 0) if interval else said

    def number(self, of: Estimate) -> str:
        return "–" if of.value is None else self._decimal(of.value, 2) + self._interval(of, 1, 2)

    def points(self, of: Estimate) -> str:
        if of.value is None:
            return "–"
        return self.words("points", n=self._decimal(100 * of.value, 0)) + self._interval(of, 100, 0)

    def names(self, codes: list[str]) -> str:
        if self._codebook is None:
            return ", ".join(codes)
        known = self._codebook.by_id
        called = [known[code].name if code in known else code for code in codes]
        return ", ".join(
            f"{name} ({code})" if called.count(name) > 1 else name
            for name, code in zip(called, codes, strict=True)
        )

    def _interval(self, of: Estimate, times: int, digits: int) -> str:
        if of.low is None or of.high is None:
            return ""
        low, high = (self._decimal(times * end, digits) for end in (of.low, of.high))
        return self.words("interval", low=low, high=high)

    def _decimal(self, value: float, digits: int) -> str:
        return decimal(value, digits, self._language)


def _quality(evaluation: Evaluation, say: _Saying) -> Iterator[str]:
    overall, words = evaluation.overall, say.words
    yield words(
        "basis",
        segments=overall.segments,
        documents=overall.documents,
        coded=overall.coded_segments,
        codes=overall.codes,
        version=evaluation.settings["codebook_version"],
        fold=words(str(evaluation.folds["by"])),
    )
    recall = [words("recall", value=say.percent(overall["recall_at.3"]))]
    for name in ("prior", "definitions"):
        beside = evaluation.baselines[name].scores
        if beside is not None:
            recall.append(words(name, value=say.percent(beside["recall_at.3"], interval=False)))
    yield " ".join(recall)
    yield words("f1", value=say.number(overall["micro_f1"])) + " " + _human(evaluation, say)
    new, old = overall["recall_at_new.3"], overall["recall_at_continuing.3"]
    if new.value is not None and old.value is not None:
        yield words("new", new=say.percent(new), old=say.percent(old))


def _human(evaluation: Evaluation, say: _Saying) -> str:
    scores, ratio = evaluation.human.scores, evaluation.human.ratio
    if scores is None:
        return say.words("no human")
    return say.words("human", value=say.number(scores["micro_f1"]), ratio=say.percent(ratio["micro_f1"]))


def _codes(evaluation: Evaluation, say: _Saying) -> Iterator[str]:
    verdicts, words = evaluation.verdicts(), say.words
    bad, little = verdicts["not to be relied on"], verdicts["too little data"]
    yield words(
        "verdicts",
        all=len(evaluation.codes),
        good=len(verdicts["reliable"]),
        doubtful=len(verdicts["doubtful"]),
    )
    if bad:
        yield words("not", n=len(bad), codes=say.names(bad))
    if little:
        settings = evaluation.settings
        yield words(
            "little",
            n=len(little),
            uses=settings["min_uses"],
            documents=settings["min_documents"],
            codes=say.names(little),
        )


def _people(evaluation: Evaluation, say: _Saying) -> Iterator[str]:
    compared = [area for area in evaluation.areas.values() if area.difference]
    for area in compared:
        if area.is_worse:
            name = evaluation.area_names.get(area.group, area.group)
            yield say.words("worse", areas=name, value=say.points(area.difference["recall_at.3"]))
    if compared and not any(area.is_worse for area in compared):
        yield say.words("no worse")
    values = site_values(evaluation.sites, "recall_at.3")
    if len(values) > 1:
        low, high = (say.percent(Estimate(end)) for end in (min(values), max(values)))
        yield say.words("sites", low=low, high=high)


def _caution(evaluation: Evaluation, say: _Saying) -> Iterator[str]:
    sure, right = evaluation.overall["top_confidence"], evaluation.overall["top_accuracy"]
    yield say.words("sure", sure=say.percent(sure, interval=False), right=say.percent(right, interval=False))
    if evaluation.overall.documents < FEW_DOCUMENTS:
        yield say.words("few", n=evaluation.overall.documents)
