"""Several studies in one matrix: their sites stay apart, and their codes are those of one codebook or stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import MatrixError, UsageError
from qualcode.model import CodingSet, Segment
from qualcode.model.code_map import map_codes
from qualcode.study.changing import read_code_map, require_mapped
from qualcode.study.counting import Counting

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.matrices import Findings, ThemeMatrix
    from qualcode.study.facade import Study


@dataclass(frozen=True)
class Pooled:
    """Several studies as one. Made by :func:`pool`.

    Parameters
    ----------
    counting : Counting
        All codings and segments; documents, speakers and sites carry the number of their study, so that none are taken
        for each other.
    titles, codebook_versions : tuple of str
        Of the studies, in order.
    notes : tuple of str
        What was done to codes on the way; empty where all codebooks are alike.
    """

    counting: Counting = field(repr=False)
    titles: tuple[str, ...]
    codebook_versions: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def studies(self) -> str:
        """The studies' numbers, as tables name them."""
        return "+".join(str(at) for at in range(1, len(self.titles) + 1))

    def matrix(self, rows: str, columns: str) -> ThemeMatrix:
        """Count two branches against each other, over all studies."""
        return self.counting.matrix(rows, columns)

    def findings(self) -> Findings:
        """List who says what of which partner, over all studies."""
        return self.counting.findings()

    def to_frame(self, rows: str = "", columns: str = "") -> pd.DataFrame:
        """Return a matrix (by default the first of the first study) with the studies and codebooks that it holds."""
        first = self.counting.config.matrices[0]
        return with_origin(
            self.matrix(rows or first.rows, columns or first.columns).to_frame(),
            self.studies,
            "; ".join(self.codebook_versions),
        )


def pool(studies: Sequence[Study | str | Path], *, codes: Mapping[int, str | Path] | None = None) -> Pooled:
    """Put several studies' codings into one; the codes are those of the first study's codebook.

    Parameters
    ----------
    studies : sequence of Study or path
        Two or more. Those that are given as folders are opened and closed again.
    codes : mapping of int to path, optional
        By a study's number (from 1), a table ``code,here`` that says what its codes are in the first study's codebook,
        where ``was`` in the codebooks does not say it.

    Raises
    ------
    UsageError
        Fewer than two studies, or one of them twice (QC-PO01); a table for a study that there is not (QC-PO04).
    MatrixError
        Codes in use have no place in the first study's codebook (QC-CH03), or areas have other names (QC-PO02).
    """
    with ExitStack() as stack:
        opened = [_open(stack, one) for one in studies]
        _require_distinct(opened)
        countings = [Counting.of(study) for study in opened]
        titles = tuple(study.config.title for study in opened)
    strange = sorted(set(codes or {}) - set(range(1, len(opened) + 1)))
    if strange:
        raise UsageError(
            f"there is a table of codes for study {strange[0]}",
            code="QC-PO04",
            where="pool",
            allowed=f"Studies 1 to {len(opened)}",
            do="Number the studies as they are named, from 1.",
        )
    first = countings[0]
    _require_areas(countings, titles)
    parts, notes = [], []
    for number, counting in enumerate(countings, start=1):
        told = (codes or {}).get(number)
        mapped = map_codes(
            counting.codebook,
            first.codebook,
            told=read_code_map(Path(told), first.codebook) if told is not None else {},
        )
        used = {coding.code for coding in counting.codings}
        require_mapped(mapped, used, where=f"study {number}")
        notes += [f"{number}: {code} {note}" for code, note in sorted(mapped.notes.items()) if code in used]
        notes += [
            f"{number}: {code} -> {mapped.here[code] or '(left out)'}"
            for code in sorted(used)
            if mapped.here[code] != code
        ]
        parts.append(_numbered(counting, number, mapped.here))
    return Pooled(
        replace(
            first,
            config=replace(first.config, quantifiers={}),  # words for another number of sites
            codings=CodingSet(
                "; ".join(dict.fromkeys(one.codings.name for one in countings)),
                tuple(coding for part in parts for coding in part.codings),
                first.codebook.version,
            ),
            segments=tuple(segment for part in parts for segment in part.segments),
            guide=(),
            sites=sum(one.sites for one in countings),
        ),
        titles,
        tuple(one.codebook.version for one in countings),
        tuple(notes),
    )


def side_by_side(studies: Sequence[Study | str | Path], rows: str = "", columns: str = "") -> pd.DataFrame:
    """Return the studies' matrices one under the other, each with its own codebook: nothing is mapped or added up."""
    import pandas as pd

    frames = []
    with ExitStack() as stack:
        opened = [_open(stack, one) for one in studies]
        _require_distinct(opened)
        for number, study in enumerate(opened, start=1):
            made = study.matrix(rows=rows or None, columns=columns or None)
            frames.append(with_origin(made.to_frame(), str(number), study.codebook.version))
    return pd.concat(frames, ignore_index=True)


def with_origin(frame: pd.DataFrame, studies: str, versions: str) -> pd.DataFrame:
    """Put before a table which studies it is of, and after it by which codebooks they were coded."""
    frame = frame.assign(studies=studies, codebook_version=versions)
    return frame[
        ["studies", "codebook_version", *(c for c in frame if c not in ("studies", "codebook_version"))]
    ]


def _open(stack: ExitStack, study: Study | str | Path) -> Study:
    from qualcode.study.facade import Study

    return study if isinstance(study, Study) else stack.enter_context(Study.open(study))


def _require_distinct(studies: Sequence[Study]) -> None:
    roots = [study.layout.root.resolve() for study in studies]
    ids = [study.config.study_id for study in studies if study.config.study_id]
    if len(studies) < 2 or len(set(roots)) < len(roots) or len(set(ids)) < len(ids):
        raise UsageError(
            "two or more different studies are pooled",
            code="QC-PO01",
            where="pool",
            allowed="Each study once; copies of one study have the same study_id in study.yaml",
            do="Name each of them once: the same sites must not count twice.",
        )


def _require_areas(countings: Sequence[Counting], titles: Sequence[str]) -> None:
    known = set(countings[0].config.areas)
    strange = {
        at: sorted({one.area for one in counting.segments if one.area} - known)
        for at, counting in enumerate(countings, start=1)
    }
    if any(strange.values()):
        listed = "; ".join(f"study {at}: {', '.join(areas)}" for at, areas in strange.items() if areas)
        raise MatrixError(
            f"areas that the first of {len(titles)} studies does not have: {listed}",
            code="QC-PO02",
            where="study.yaml: areas",
            allowed=f"Areas of the first study: {', '.join(sorted(known)) or 'none'}",
            do="Give areas the same ids in data/speakers.csv, or name all of them in the first study.",
        )


def _numbered(counting: Counting, number: int, here: Mapping[str, str]) -> Counting:
    """Put the study's number before documents, speakers and sites, and call the codes as the first study does."""

    def numbered(name: str) -> str:
        return f"{number}:{name}" if name else name

    def renamed(segment: Segment) -> Segment:
        return replace(
            segment,
            document=numbered(segment.document),
            speaker_id=numbered(segment.speaker_id),
            site=numbered(segment.site),
        )

    codings = tuple(
        replace(coding, id=numbered(coding.id), document=numbered(coding.document), code=here[coding.code])
        for coding in counting.codings
        if here[coding.code]
    )
    return replace(
        counting,
        codings=CodingSet(counting.codings.name, codings, counting.codebook.version),
        segments=tuple(renamed(segment) for segment in counting.segments),
    )
