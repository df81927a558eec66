"""One study against another: a study's folder, a frozen study, or a list of findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import MatrixError, Problem
from qualcode.interchange import read_table
from qualcode.matrices.change import Changes, changes, there_of
from qualcode.matrices.counting import BOTH
from qualcode.matrices.reference import Reference, read_own, read_reference
from qualcode.model import Codebook, Segment
from qualcode.model.code_map import CodeMap, map_codes
from qualcode.study.comparing import REQUIRED
from qualcode.study.layout import STUDY_FILE

if TYPE_CHECKING:
    from qualcode.study.facade import Study
    from qualcode.study.replication.frozen import Frozen

_MAP_COLUMNS = ("code", "here")


@dataclass(frozen=True)
class Other:
    """Another study's findings.

    Parameters
    ----------
    name : str
    rows : sequence of Reference
    sites : int
        0 where nobody says how many.
    of : mapping of str to int
        By area, at how many sites somebody of it was interviewed; where known.
    codebook : Codebook or None
    """

    name: str
    rows: Sequence[Reference] = field(repr=False)
    sites: int
    of: Mapping[str, int]
    codebook: Codebook | None = field(repr=False)


def changes_from(
    study: Study, other: str | Path, *, sites: int | None = None, codes: str | Path | None = None
) -> Changes:
    """Hold this study's findings against another's; see :meth:`Study.changes`."""
    from qualcode.study.counting import Counting

    found = read_other(Path(other))
    of_other = found.sites or sites or 0
    strongest = max((row.high for row in found.rows), default=0)
    if of_other < max(strongest, 1):
        raise MatrixError(
            "it is not known how many sites the other study has"
            if not of_other
            else f"the other study has findings of {strongest} sites, and is said to have {of_other}",
            code="QC-CH01",
            where=found.name,
            do="Say how many: --sites N. What is found at 2 of 3 sites is more than at 2 of 20.",
        )
    told = read_code_map(Path(codes), study.codebook) if codes is not None else {}
    used = [code for row in found.rows for code in (row.partner, row.code)]
    mapped = map_codes(found.codebook, study.codebook, told=told, used=used)
    require_mapped(mapped, used, where=found.name)
    counting = Counting.of(study)
    of = sites_by_area(counting.segments)
    return changes(
        read_own(counting.findings()),
        there_of(found.rows, mapped.here, mapped.notes, of=found.of, sites=of_other),
        codebook=study.codebook,
        of=of,
        of_there=found.of,
        sites=counting.sites,
        other_sites=of_other,
        other=found.name,
        language=study.config.language,
        left_out=[code for code in set(used) if mapped.here.get(code, code) == "" and code],
    )


def printable(study: Study, found: Changes) -> Changes:
    """Return changes without the places of findings that are held back here, in whichever area."""
    from qualcode.reporting import finding_anchor
    from qualcode.study.printable import Printable

    held = Printable.of(study).held
    gone = {
        (row.partner, row.code) for row in found if finding_anchor(row.partner, row.code, row.area) in held
    }
    return replace(found, rows=tuple(row for row in found if (row.partner, row.code) not in gone))


def read_other(path: Path) -> Other:
    """Read a study's folder, a frozen study or a findings file."""
    from qualcode.study.counting import Counting
    from qualcode.study.facade import Study

    if path.is_dir() or path.name == STUDY_FILE:
        with Study.open(path) as study:
            counting = Counting.of(study)
            return Other(
                study.config.title,
                read_reference(counting.findings()),
                counting.sites,
                sites_by_area(counting.segments),
                study.codebook,
            )
    if not path.exists():
        raise MatrixError(
            "there is no such file or study",
            code="QC-SY11",
            where=str(path),
            do="Name a findings file (.csv), a frozen study (.zip) or a study's folder.",
        )
    if path.suffix.lower() == ".zip":
        frozen = frozen_findings(path)
        return Other(
            frozen.name,
            read_reference(frozen.findings),
            frozen.sites,
            {},
            frozen.codebook,
        )
    table = read_table(path)
    ranged = set(REQUIRED) <= set(table.columns)
    rows = [dict(row) for row in (table if ranged else read_table(path, required=[*REQUIRED[:4], "sites"]))]
    return Other(path.name, read_reference(rows), 0, {}, None)


def frozen_findings(path: Path) -> Frozen:
    """Read a frozen study whose findings have numbers of sites."""
    from qualcode.study.replication.frozen import read_frozen

    frozen = read_frozen(path)
    if frozen.for_print:
        raise MatrixError(
            "this frozen study is for print: it has words and no numbers of sites",
            code="QC-CH02",
            where=path.name,
            do="Ask its team for one that was frozen for the team, or compare with its findings file.",
        )
    return frozen


def sites_by_area(segments: Iterable[Segment]) -> dict[str, int]:
    """Return at how many sites informants of each area were interviewed; where both said a thing, all sites count."""
    found = defaultdict(set)
    for segment in segments:
        if segment.is_informant and segment.area:
            found[segment.area].add(segment.site)
    return {area: len(sites) for area, sites in found.items() if area != BOTH}


def read_code_map(path: Path, codebook: Codebook) -> dict[str, str]:
    """Read a person's table of codes: ``code`` there, ``here`` in this study; an empty ``here`` leaves the code out."""
    rows = [dict(row) for row in read_table(path, required=_MAP_COLUMNS)]
    counted = Counter(row["code"] for row in rows)
    problems = [Problem(code, "stands more than once") for code, n in counted.items() if n > 1]
    problems += [
        Problem(row["here"], "is not in this study's codebook")
        for row in rows
        if row["here"] and row["here"] not in codebook
    ]
    if problems:
        raise MatrixError(
            "the table of codes cannot be used",
            code="QC-CH04",
            where=path.name,
            allowed="Each code of the other study once, with a code of this one or nothing",
            do="Correct these rows.",
            problems=problems,
        )
    return {row["code"]: row["here"] for row in rows}


def require_mapped(mapped: CodeMap, used: Collection[str], *, where: str) -> None:
    """Refuse codes in use that have no place here: leaving them out unseen would make them look gone."""
    lost = mapped.lost(used)
    if lost:
        raise MatrixError(
            f"{len(lost)} codes in use there have no place in the codebook here",
            code="QC-CH03",
            where=where,
            allowed="A code of the same id, or one that its codebook's was: names",
            do="Write a table with the columns code,here and give it: --codes MAP.csv. An empty here leaves a code out.",
            problems=[
                Problem(code, "nobody says what it is here", do=f"perhaps {near!r}" if near else "")
                for code, near in lost.items()
            ],
        )
