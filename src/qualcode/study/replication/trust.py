"""The result of asking how far a model can be trusted: numbers here beside those there, and the sentences they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from qualcode.assist.evaluation.codes import MIN_USES, VERDICTS
from qualcode.labels import Labels
from qualcode.study.replication.trust_words import WORDS

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.replication.origin import Chosen

Likeness = Literal["as there", "somewhat different", "different", "cannot be judged"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure, here and in the interviews that the model was made from.

    Parameters
    ----------
    measure : str
        A name of ``MEASURES``.
    here : float or None
        In the middle interview here.
    low, high : float or None
        In the interviews there.
    likeness : {"as there", "somewhat different", "different", "cannot be judged"}
    """

    measure: str
    here: float | None
    low: float | None
    high: float | None
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class CodeTrust:
    """One code: what its suggestions were worth there, and how often it is expected here.

    Parameters
    ----------
    code : str
        As the codebook that came along calls it.
    verdict : str
        Of the leave-one-site-out test there.
    f1, f1_low : float or None
    share, low, high : float
        The share of segments that it was expected on there; in the interview with the fewest and the most.
    here : float
        The share that it is expected on here.
    likeness : {"as there", "somewhat different", "different", "cannot be judged"}
    """

    code: str
    verdict: str
    f1: float | None
    f1_low: float | None
    share: float
    low: float
    high: float
    here: float
    likeness: Likeness


@dataclass(frozen=True)
class Trust:
    """How far the model that came along can be trusted here; made by :meth:`Study.trust`. Holds no interview text.

    Parameters
    ----------
    measures : tuple of Measured
    codes : tuple of CodeTrust
    segments, interviews : int
        Of informants, here.
    sample : int
        How many segments to code by hand before relying on the model.
    margin : float
        How exactly that tells the share of right first suggestions.
    chosen : Chosen
        Which model suggests now.
    names : mapping of str to str
    language : str
    """

    measures: tuple[Measured, ...]
    codes: tuple[CodeTrust, ...]
    segments: int
    interviews: int
    sample: int
    margin: float
    chosen: Chosen = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    language: str = "da"

    @property
    def likeness(self) -> Likeness:
        """The interviews here beside those there, as a whole: as the least alike of the measures."""
        order: tuple[Likeness, ...] = ("different", "somewhat different", "as there")
        found = {one.likeness for one in self.measures}
        return next((one for one in order if one in found), "cannot be judged")

    def to_frame(self) -> pd.DataFrame:
        """Return a row per code."""
        import pandas as pd

        rows = [
            (one.code, self.names.get(one.code, ""), one.verdict, one.f1, one.f1_low, one.share, one.low, one.high,
             one.here, one.likeness)
            for one in self.codes
        ]  # fmt: skip
        columns = ["code", "name", "verdict", "f1", "f1_low", "share", "low", "high", "here", "likeness"]
        return pd.DataFrame(rows, columns=columns)

    def measures_frame(self) -> pd.DataFrame:
        """Return a row per measure."""
        import pandas as pd

        rows = [(one.measure, one.here, one.low, one.high, one.likeness) for one in self.measures]
        return pd.DataFrame(rows, columns=["measure", "here", "low", "high", "likeness"])

    def to_json(self) -> dict[str, Any]:
        """Return everything for a program."""
        return {
            "likeness": self.likeness,
            "measures": [asdict(one) for one in self.measures],
            "codes": [asdict(one) for one in self.codes],
            "interviews": self.interviews,
            "segments": self.segments,
            "sample": {"n": self.sample, "margin": self.margin, "codes": len(self.judged())},
            "model": {
                "suggests": "carried" if self.chosen.is_carried else "own",
                "why": self.chosen.why,
                "coded": self.chosen.coded,
                "recall_at_3": {"carried": self.chosen.carried, "own": self.chosen.own},
            },
        }

    def judged(self) -> list[str]:
        """Return the codes that the sample is expected to hold often enough to be judged one by one."""
        return [one.code for one in self.codes if one.here * self.sample >= MIN_USES]

    def lines(self, language: str = "") -> list[str]:
        """Say it in plain sentences."""
        say = Labels(WORDS, language or self.language)
        told = [say(f"whole {self.likeness}", interviews=self.interviews, segments=self.segments)]
        told += [_line(one, say) for one in self.measures if one.here is not None]
        told += self._code_lines(say)
        chosen = self.chosen
        told.append(
            say(
                f"model {chosen.why}",
                coded=chosen.coded,
                carried=_percent(chosen.carried),
                own=_percent(chosen.own),
            )
        )
        told.append(
            say(
                "sample" if self.sample < self.segments else "sample all",
                n=self.sample,
                margin=round(100 * self.margin),
                codes=len(self.judged()),
                all=len(self.codes),
            )
        )
        return told

    def _code_lines(self, say: Labels) -> list[str]:
        by_verdict = {verdict: [one for one in self.codes if one.verdict == verdict] for verdict in VERDICTS}
        told = [
            say(f"verdict {verdict}", n=len(some), names=self._list(some))
            for verdict, some in by_verdict.items()
            if some
        ]
        strange = [one for one in self.codes if one.likeness == "different"]
        if strange:
            strange.sort(key=lambda one: -abs(one.here - one.share))
            told.append(say("rates", n=len(strange), names=self._list(strange)))
        return told

    def _list(self, some: Sequence[CodeTrust], most: int = 6) -> str:
        shown = [self.names.get(one.code, one.code) for one in some[:most]]
        return "; ".join(shown) + ("; …" if len(some) > most else "")

    def __repr__(self) -> str:
        return f"<Trust: {self.likeness}; {len(self.codes)} codes, {self.segments} segments of {self.interviews} interviews>"

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(f"<p>{escape(line)}</p>" for line in self.lines())


def _line(one: Measured, say: Labels) -> str:
    there = "" if one.low is None else say("range", low=_shown(one, one.low), high=_shown(one, one.high))
    return f"{say(one.measure)}: {_shown(one, one.here)}{there} – {say(one.likeness)}"


def _shown(one: Measured, value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.0f}" if one.measure == "words_per_answer" else f"{100 * value:.0f} %"


def _percent(value: float | None) -> str:
    return "?" if value is None else f"{100 * value:.0f} %"
