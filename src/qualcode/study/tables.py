"""Tables about a study: its documents, codings and log, without interview text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualcode.model import Coding, CodingSet, Segment, ordered

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study

CODING_COLUMNS = (
    "id", "document", "version", "start", "end", "code", "coder", "stance", "round", "segment", "speaker",
    "area", "site",
)  # fmt: skip


def codings_table(
    codings: CodingSet,
    segments: Sequence[Segment],
    *,
    speaker: str | None = None,
    site: str | None = None,
    area: str | None = None,
) -> pd.DataFrame:
    """Return one row per coding, with the turn in which it starts and who speaks there."""
    import pandas as pd

    by_document: dict[str, list[Segment]] = {}
    for segment in segments:
        by_document.setdefault(segment.document, []).append(segment)
    starts = {name: [s.span.start for s in found] for name, found in by_document.items()}
    rows = []
    for coding in ordered(codings):
        found = by_document.get(coding.document, [])
        place = bisect_right(starts.get(coding.document, []), coding.span.start) - 1
        who = found[place] if place >= 0 else None
        if _fits(who, speaker, site, area):
            rows.append(_coding_row(coding, who))
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS))


def _fits(who: Segment | None, speaker: str | None, site: str | None, area: str | None) -> bool:
    wanted = ((speaker, "speaker_id"), (site, "site"), (area, "area"))
    return all(value is None or (who is not None and getattr(who, name) == value) for value, name in wanted)


def _coding_row(coding: Coding, who: Segment | None) -> tuple[Any, ...]:
    said = (who.number, who.speaker_id, who.area, who.site) if who is not None else (None, "", "", "")
    return (
        coding.id,
        coding.document,
        coding.version,
        coding.span.start,
        coding.span.end,
        coding.code,
        coding.coder,
        coding.stance,
        coding.round,
        *said,
    )


def log_table(actions: Sequence[Any]) -> pd.DataFrame:
    """Return one row per action of the log."""
    import pandas as pd

    rows = [
        (
            action.rev,
            action.at,
            action.actor,
            action.kind,
            ", ".join(f"{name} {n}" for name, n in action.counts.items()),
            action.undoes,
            "yes" if action.undone else "",
        )
        for action in actions
    ]
    columns = ["revision", "at", "who", "what", "counts", "undoes", "undone"]
    return pd.DataFrame(rows, columns=columns).astype({"undoes": "Int64"})


def status_table(study: Study) -> pd.DataFrame:
    """Return one row per document, with its codings by coder."""
    import pandas as pd

    sites = {interview.document: interview.site for interview in study.interviews}
    documents = study.documents
    codings = study.store.codings() if documents else []
    coders = sorted({coding.coder for coding in codings})
    counts = Counter((coding.document, coding.coder) for coding in codings)
    rows = []
    for document in documents:
        latest = study.store.versions(document.name)[-1]
        rows.append(
            {
                "document": document.name,
                "site": sites.get(document.name, ""),
                "format": document.format,
                "version": latest.short_sha,
                "reviewed": "yes" if latest.kind == "pseudonymised" else "no",
                "turns": latest.turns,
                **{coder: counts[document.name, coder] for coder in coders},
            }
        )
    return pd.DataFrame(rows)


def with_codebook(frame: pd.DataFrame, version: str) -> pd.DataFrame:
    """Return a table of results that says in its last column which codebook they were counted with."""
    return frame.assign(codebook=version)
