"""Merging another copy of a study into this one, and how the files of the two folders differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import StudyLayoutError, UserError
from qualcode.interchange import read_codebook, read_interviews, read_speakers, read_study_config
from qualcode.store.merging import Conflict, FileDifference, MergeReport
from qualcode.study.layout import STUDY_FILE, Layout
from qualcode.study.numbers_file import text_of_file

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def merge_with(study: Study, other: Path, *, dry_run: bool = False) -> MergeReport:
    """Take over what was done in another copy of the study, as one action; conflicts are listed, and ours stays.

    Parameters
    ----------
    study : Study
    other : Path
        The folder of the other copy, or a backup of its store. It is only read.
    dry_run : bool, default=False
        Say what would be taken, and write nothing.

    Returns
    -------
    MergeReport
        With the turn in which each conflict lies, and how the files of the two folders differ; those are not merged.

    Raises
    ------
    StudyLayoutError
        The folder holds no study (QC-MG05).
    StoreError
        The other store cannot be used: damaged, made by a newer qualcode, of another study.
    """
    path, folder = _found(other)
    beside = "" if folder is None else text_of_file(folder.printed_numbers)
    # Here and there are looked at before anything is written: a list that cannot be read is never taken for empty.
    study.printed_numbers.unite([beside], dry_run=True)
    taken = 0

    def unpack(carried: str) -> None:
        nonlocal taken
        taken = study.printed_numbers.unite([carried, beside], dry_run=dry_run)

    report = _merged(study, path, unpack, dry_run=dry_run)
    return replace(
        report,
        printed_numbers=taken,
        conflicts=tuple(_in_turn(study, report)),
        files=() if folder is None else tuple(compare_files(study.layout, folder)),
    )


def _found(other: Path) -> tuple[Path, Layout | None]:
    """Return the store to merge and, where a folder is meant, the folder."""
    if other.name == STUDY_FILE and other.is_file():
        other = other.parent
    if not other.is_dir():
        return other, None
    if not (other / STUDY_FILE).is_file():
        raise StudyLayoutError(
            f"there is no {STUDY_FILE} in this folder",
            code="QC-MG05",
            where=str(other),
            allowed="The other copy is a study's folder, or a backup of its store",
            do="Name the folder in which its study.yaml lies, or the backup file.",
        )
    layout = Layout(other.resolve())
    return layout.store, layout


def _merged(study: Study, path: Path, unpack: Callable[[str], object], *, dry_run: bool) -> MergeReport:
    """Merge the stores by the codebook that codebook.yaml has now."""
    stored = study.store.codebook()
    if stored is None or stored.codebook != study.codebook:
        # What cannot be merged is refused before the codebook is stored.
        preview = study.store.merge(
            path, actor=study.actor, dry_run=True, codebook=study.codebook, unpack=unpack if dry_run else None
        )
        if dry_run:
            return preview
        study.update_codebook()
    return study.store.merge(path, actor=study.actor, seen=study._seen, dry_run=dry_run, unpack=unpack)


def _in_turn(study: Study, report: MergeReport) -> Iterator[Conflict]:
    """Yield the conflicts with the number of the turn in which they begin, as spreadsheets of codings have it."""
    starts: dict[str, tuple[str, list[int]]] = {}
    known = {document.name for document in study.documents}
    for one in report.conflicts:
        if one.span is None or one.document not in known:
            yield one
            continue
        if one.document not in starts:
            version = study.version(one.document)
            starts[one.document] = (version.short_sha, [turn.span.start for turn in version.turns])
        sha, begin = starts[one.document]
        turn = bisect_right(begin, one.span.start)
        yield replace(one, segment=turn) if one.version == sha and turn else one


# -- files -------------------------------------------------------------------------------------------------------------

Entries = Mapping[Any, object]


def _codes(layout: Layout) -> Entries:
    return dict(read_codebook(layout.codebook).by_id)


def _speakers(layout: Layout) -> Entries:
    return {(one.document, one.label): one for one in read_speakers(layout.speakers)}


def _interviews(layout: Layout) -> Entries:
    return {one.document: one for one in read_interviews(layout.interviews)}


def _settings(layout: Layout) -> Entries:
    config = read_study_config(layout.study_yaml)
    return {field.name: getattr(config, field.name) for field in fields(config)}


FILES: tuple[tuple[str, str, Callable[[Layout], Entries]], ...] = (
    ("study.yaml", "settings", _settings),
    ("codebook.yaml", "codes", _codes),
    ("data/speakers.csv", "speakers", _speakers),
    ("data/interviews.csv", "interviews", _interviews),
)
"""The files that are compared, what is counted in each, and how it is read."""


def compare_files(ours: Layout, theirs: Layout) -> Iterator[FileDifference]:
    """Yield how the files of two study folders differ, in counts: no name and no note of anybody."""
    for file, what, read in FILES:
        here, there = ((layout.root / file).is_file() for layout in (ours, theirs))
        if here and there:
            yield from _compared(file, what, read, ours, theirs)
        elif here or there:
            yield FileDifference(file, "file", here=int(here), there=int(there))


def _compared(
    file: str, what: str, read: Callable[[Layout], Entries], ours: Layout, theirs: Layout
) -> Iterator[FileDifference]:
    try:
        own, other = read(ours), read(theirs)
    except UserError as error:  # a file that one of the copies broke is no reason to merge nothing
        yield FileDifference(file, "file", error=error.code)
        return
    only_here, only_there = own.keys() - other.keys(), other.keys() - own.keys()
    differ = sum(own[key] != other[key] for key in own.keys() & other.keys())
    if only_here or only_there or differ:
        yield FileDifference(file, what, len(only_here), len(only_there), differ)
