"""An evaluation as tables for an analyst, and as a page in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from qualcode.assist.evaluation.codes import CodeResult
from qualcode.assist.evaluation.groups import GroupResult
from qualcode.assist.evaluation.intervals import Estimate, rounded
from qualcode.assist.evaluation.scores import MEASURES, Scores
from qualcode.assist.evaluation.words import decimal
from qualcode.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.assist.evaluation.result import Evaluation

_OVERALL = ("part", "measure", "value", "low", "high", "segments", "coded_segments", "documents", "sites", "codes", "codebook_version", "reason")  # fmt: skip
_CODES = (
    "code", "n", "documents", "sites", "precision", "recall", "f1", "f1_low", "f1_high", "recall_at_3",
    "recall_at_5", "human_f1", "verdict", "reason", "codebook_version",
)  # fmt: skip
_GROUPS = (
    "kind", "group", "segments", "coded_segments", "documents", "sites", "recall_at_3", "recall_at_3_low", "recall_at_3_high", "micro_f1",
    "micro_f1_low", "micro_f1_high", "difference_recall_at_3", "difference_low", "difference_high", "worse", "reason",
    "codebook_version",
)  # fmt: skip

_LABELS = {
    "title": {"da": "Hvor gode forslagene er", "en": "How good the suggestions are"},
    "value": {"da": "værdi", "en": "value"},
    "interval": {"da": "95 %-interval", "en": "95 % interval"},
    "recall_at.1": {"da": "koder genfundet i det første forslag", "en": "recall at 1"},
    "recall_at.3": {"da": "koder genfundet i de tre første", "en": "recall at 3"},
    "recall_at.5": {"da": "koder genfundet i de fem første", "en": "recall at 5"},
    "recall_at_new.3": {"da": "nye koder genfundet i de tre første", "en": "recall at 3, new codes"},
    "micro_f1": {"da": "F1 over alle koder (micro)", "en": "micro-F1"},
    "macro_f1": {"da": "F1 i snit pr. kode (macro)", "en": "macro-F1"},
    "ece": {"da": "kalibreringsfejl", "en": "calibration error"},
    "ece_top": {
        "da": "kalibreringsfejl, første forslag",
        "en": "calibration error, first suggestion",
    },
}
_SHOWN = (
    "recall_at.1", "recall_at.3", "recall_at.5", "recall_at_new.3", "micro_f1", "macro_f1", "ece", "ece_top",
)  # fmt: skip


def overall_frame(evaluation: Evaluation) -> pd.DataFrame:
    """Return one row per part and measure."""
    import pandas as pd

    version = evaluation.settings["codebook_version"]
    rows = []
    for part, scores in _parts(evaluation):
        for measure in MEASURES:
            if measure not in scores.estimates:
                continue
            of = scores[measure]
            rows.append(
                (part, measure.replace(".", "_"), *_numbers(of), scores.segments, scores.coded_segments, scores.documents,
                 scores.sites, scores.codes, version, of.reason)
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(_OVERALL))


def codes_frame(evaluation: Evaluation) -> pd.DataFrame:
    """Return one row per code, in the order of the codebook."""
    import pandas as pd

    version = evaluation.settings["codebook_version"]
    rows = [
        (of.code, of.n, of.documents, of.sites, *_of_code(of), of.verdict, of.reason, version)
        for of in evaluation.codes.values()
    ]
    return pd.DataFrame(rows, columns=list(_CODES))


def groups_frame(evaluation: Evaluation, *, team: bool) -> pd.DataFrame:
    """Return one row per branch and area, and per site for the team."""
    import pandas as pd

    groups = [*evaluation.branches.values(), *evaluation.areas.values()]
    groups += evaluation.sites.values() if team else ()
    version = evaluation.settings["codebook_version"]
    return pd.DataFrame([(*_of_group(of), version) for of in groups], columns=list(_GROUPS))


def html(evaluation: Evaluation) -> str:
    """Return the sentences and the main measures for a notebook; no interview text, no site."""
    words = Labels(_LABELS, evaluation.language)
    said = "".join(f"<li>{escape(line)}</li>" for line in evaluation.lines())
    rows = "".join(
        f"<tr><th>{escape(words(name))}</th><td>{_shown(evaluation.overall[name].value, evaluation.language)}</td>"
        f"<td>{_interval(evaluation.overall[name], evaluation.language)}</td></tr>"
        for name in _SHOWN
    )
    head = f"<tr><th></th><th>{words('value')}</th><th>{words('interval')}</th></tr>"
    caption = f"{words('title')} · {escape(str(evaluation.settings['codebook_version']))}"
    return f"<ul>{said}</ul><table><caption>{caption}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _parts(evaluation: Evaluation) -> Iterable[tuple[str, Scores]]:
    parts: Mapping[str, Scores | None] = {
        "overall": evaluation.overall,
        "coded_only": evaluation.coded_only,
        "enough_data": evaluation.enough_data,
        "one_fold": evaluation.one_fold,
        **{name: of.scores for name, of in evaluation.baselines.items()},
        "human": evaluation.human.scores,
    }
    return [(name, scores) for name, scores in parts.items() if scores is not None]


def _of_code(of: CodeResult) -> tuple[float | None, ...]:
    if of.scores is None or of.f1 is None:
        return (None,) * 8
    human = None if of.human_f1 is None else rounded(of.human_f1.value)
    value = [rounded(of.scores[name].value) for name in ("precision", "recall")]
    at = [rounded(of.scores[name].value) for name in ("recall_at.3", "recall_at.5")]
    return (*value, *_numbers(of.f1), *at, human)


def _of_group(of: GroupResult) -> tuple[object, ...]:
    if of.scores is None:
        return (of.kind, of.group, *(None,) * 14, of.reason)
    scores = of.scores
    counts = (scores.segments, scores.coded_segments, scores.documents, scores.sites)
    difference = of.difference.get("recall_at.3", Estimate(None))
    worse = of.is_worse if of.difference else None
    return (
        of.kind, of.group, *counts, *_numbers(scores["recall_at.3"]), *_numbers(scores["micro_f1"]), *_numbers(difference),
        worse, difference.reason,
    )  # fmt: skip


def _numbers(of: Estimate) -> tuple[float | None, float | None, float | None]:
    return rounded(of.value), rounded(of.low), rounded(of.high)


def _shown(value: float | None, language: str) -> str:
    return "–" if value is None else decimal(value, 2, language)


def _interval(of: Estimate, language: str) -> str:
    return "" if of.low is None else f"{_shown(of.low, language)}–{_shown(of.high, language)}"
