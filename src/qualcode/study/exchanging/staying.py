"""What of a study stays here when it goes out to other programs, counted before anything is written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qualcode.interchange import (
    INTERVIEW_COLUMNS,
    SPEAKER_COLUMNS,
    default_study_yaml,
    parse_study_config,
    read_table,
)
from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.study.exchanging import kinds

if TYPE_CHECKING:
    from qualcode.study.facade import Study

Attributes = Literal["none", "neutral", "all"]
"""How much of interviews and speakers goes out."""


def losses_out(study: Study, project: ExchangeProject, attributes: Attributes) -> Losses:
    """Return what a project made of a study does not hold.

    Parameters
    ----------
    study : Study
    project : ExchangeProject
        What goes out.
    attributes : {"none", "neutral", "all"}
    """
    losses = Losses("out")
    if study.layout.store.exists():
        _of_store(study, project, losses)
    losses.add(kinds.ATTRIBUTES, count=_cells_left_out(study, attributes))
    losses.add(kinds.OWN_COLUMNS, count=_own_columns(study))
    losses.add(kinds.GUIDE, count=_rows(study.layout.guide))
    losses.add(kinds.OWN_TEXTS, count=_own_texts(study.layout.data))
    losses.add(kinds.SETTINGS, count=_settings(study))
    return losses


def losses_of_codebook(study: Study) -> Losses:
    """Return what is said about codes and has no place in a codebook file."""
    losses = Losses("out")
    if study.layout.store.exists():
        losses.add(kinds.CODE_MEMOS, count=len(study.store.memos(target_kind="code")))
    return losses


def _of_store(study: Study, project: ExchangeProject, losses: Losses) -> None:
    store = study.store
    current = {one.name: study.version(one.name).short_sha for one in study.documents}
    losses.add(
        kinds.DECISIONS,
        count=sum(one.suggestion.version != current[one.suggestion.document] for one in store.decisions()),
    )
    losses.add(kinds.WITHDRAWN_CODINGS, count=len(store.codings(withdrawn=True)))
    kept = {value for note in project.notes for key, value in note.extra if key == "memo"}
    losses.add(kinds.WITHDRAWN, count=sum(memo.id not in kept for memo in store.memos()))
    losses.add(kinds.ROUNDS, count=sum(bool(one.title or one.opened_at) for one in store.rounds()))
    losses.add(kinds.FINISHED, count=len(store.finished()))
    losses.add(kinds.SETTLEMENTS, count=len(store.settlements()))
    losses.add(kinds.REREADS, count=len(store.rereads()))
    losses.add(kinds.QUOTES, count=len(store.quotes()) + len(store.replies()))
    losses.add(kinds.CLEARANCES, count=len(store.clearances()))


def _cells_left_out(study: Study, attributes: Attributes) -> int:
    """Count the cells of the two tables that a person chose to leave out, with the labels of the transcripts."""
    if attributes == "all":
        return 0
    cells = [one.notes for one in study.interviews] + [one.notes for one in study.speakers]
    cells += [one.label for one in study.speakers if one.label != one.speaker_id]
    if attributes == "none":
        cells += [cell for one in study.interviews for cell in (one.site, one.date, one.mode)]
        cells += [one.area for one in study.speakers]
    return sum(map(bool, cells))


def _own_columns(study: Study) -> int:
    tables = ((study.layout.interviews, INTERVIEW_COLUMNS), (study.layout.speakers, SPEAKER_COLUMNS))
    return sum(
        len(set(read_table(path, required=("document",)).columns) - set(known))
        for path, known in tables
        if path.exists()
    )


def _rows(path: Path) -> int:
    return len(read_table(path)) if path.exists() else 0


def _own_texts(data: Path) -> int:
    """Count sentences and summaries in the team's own words, and texts of the report that are files."""
    rows = sum(_rows(data / name) for name in ("statements.csv", "summaries.csv"))
    return rows + sum(1 for _ in (data / "report").glob("*.txt"))


def _settings(study: Study) -> int:
    """Count the settings of study.yaml that are not those of a new study."""
    given = study.config
    new = parse_study_config(default_study_yaml(given.title, given.language, given.study_id))
    return _different(given, new)


def _different(one: object, other: object) -> int:
    if is_dataclass(one) and type(one) is type(other):
        return sum(_different(getattr(one, x.name), getattr(other, x.name)) for x in fields(one))
    return int(one != other)
