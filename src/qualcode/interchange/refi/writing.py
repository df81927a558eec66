"""Writing REFI-QDA projects (.qdpx) and codebooks (.qdc).

Positions are code points, ends not included; texts have line feeds and no byte order mark; GUIDs are in capitals. The
same project gives the same bytes.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from qualcode.errors import InterchangeError, Problem
from qualcode.interchange.checks import Problems
from qualcode.interchange.exchange import (
    ExchangeCoding,
    ExchangeProject,
    ExchangeSelection,
    Losses,
    arranged,
    problems_of,
)
from qualcode.interchange.exchange.model import PARTS
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.elements import GUID
from qualcode.interchange.refi.schema import Kind, check_valid
from qualcode.interchange.refi.xml_writer import XmlWriter
from qualcode.safe_io import write_bytes

_Part = TypeVar("_Part", ExchangeSelection, ExchangeCoding)

ORIGIN = "qualcode"
_STAMP = (1980, 1, 1, 0, 0, 0)


def write_qdpx(project: ExchangeProject, path: Path) -> Losses:
    """Write a project that other programs for qualitative analysis read.

    Parameters
    ----------
    project : ExchangeProject
    path : Path
        Ends in .qdpx. Written whole or not at all, and valid against the standard's schema.

    Returns
    -------
    Losses
        What the file does not hold; :func:`qdpx_bytes` says the same without writing.

    Raises
    ------
    InterchangeError
        QC-RQ30: the project does not fit together. QC-RQ31: the result would not be valid.
    """
    path = Path(path)
    _check_ending(path, ".qdpx")
    data, losses = qdpx_bytes(project, where=path.name)
    write_bytes(path, data)
    return losses


def write_qdc(project: ExchangeProject, path: Path) -> Losses:
    """Write a project's codes, and its sets of codes, as a codebook file.

    Parameters
    ----------
    project : ExchangeProject
    path : Path
        Ends in .qdc.

    Returns
    -------
    Losses
    """
    path = Path(path)
    _check_ending(path, ".qdc")
    data, losses = qdc_bytes(project, where=path.name)
    write_bytes(path, data)
    return losses


def qdpx_bytes(project: ExchangeProject, *, where: str) -> tuple[bytes, Losses]:
    """Return the archive and what it does not hold; raises what :func:`write_qdpx` raises, and names ``where``."""
    losses = Losses("out")
    _check(project, where)
    project = _with_text_only(arranged(project), losses)
    writer = XmlWriter(losses)
    xml = writer.project(project, ORIGIN)
    check_valid(xml, "Project", where=where)
    return _archive(xml, writer.texts), losses


def qdc_bytes(project: ExchangeProject, *, where: str) -> tuple[bytes, Losses]:
    """Return the codebook file and what it does not hold.

    Raises
    ------
    InterchangeError
        As :func:`write_qdpx`; QC-RQ32: there are no codes.
    """
    losses = Losses("out")
    _check(project, where)
    if not project.codes:
        raise InterchangeError(
            "there are no codes", code="QC-RQ32", where=where, allowed="A codebook file holds at least one"
        )
    for part in ("users", "sources", "selections", "codings", "notes", "cases", "variables", "links"):
        losses.add(kinds.NOT_IN_CODEBOOK, part, len(getattr(project, part)))
    members = sum(len(one.sources) + len(one.notes) for one in project.sets)
    losses.add(kinds.NOT_IN_CODEBOOK, "members of sets", members)
    kind: Kind = "Codebook"
    xml = XmlWriter(losses).codebook(arranged(project), ORIGIN)
    check_valid(xml, kind, where=where)
    return xml, losses


def _check_ending(path: Path, ending: str) -> None:
    if path.suffix.lower() != ending:
        raise InterchangeError(
            f"the name of the file does not end in {ending}",
            code="QC-RQ33",
            where=path.name,
            do=f"Choose a name that ends in {ending}.",
        )


def _check(project: ExchangeProject, where: str) -> None:
    problems = Problems()
    for problem in (*problems_of(project), *_unwritable(project)):
        problems.add(problem.where, problem.found, problem.allowed)
    problems.check(InterchangeError, code="QC-RQ30", where=where, what="the project")


def _unwritable(project: ExchangeProject) -> Iterable[Problem]:
    for part in PARTS:
        for one in getattr(project, part):
            if not GUID.fullmatch(one.guid):
                yield Problem(f"{part} {one.guid[:40]}", "this is no GUID in capitals")
    for source in project.sources:
        if source.text is not None and any("\ud800" <= letter <= "\udfff" for letter in set(source.text)):
            yield Problem(f"source {source.guid}", "its text holds half a character (an unpaired surrogate)")
    for part in ("project", *PARTS):
        for one in (project,) if part == "project" else getattr(project, part):
            if any(not name for name, _ in getattr(one, "extra", ())):
                yield Problem(f"{part} {getattr(one, 'guid', '')}", "a further field has no name")


def _with_text_only(project: ExchangeProject, losses: Losses) -> ExchangeProject:
    """Leave out sources without text and what belongs to them."""
    without = {one.guid for one in project.sources if one.text is None}
    for number, one in enumerate(project.sources, start=1):
        losses.add(kinds.AS_TEXT, f"source {number}", int(one.guid not in without and one.kind != "text"))
        losses.add(kinds.SYNC, f"source {number}", len(one.sync_points))
    if not without:
        return project
    losses.add(kinds.NO_SOURCE_TEXT, "", len(without))
    selections = {one.guid for one in project.selections if one.source in without}
    codings = {one.guid for one in project.codings if one.source in without}
    losses.add(kinds.LOST_CODING, "", len(codings))
    gone = without | selections | codings

    def kept(guids: Iterable[str]) -> tuple[str, ...]:
        return tuple(guid for guid in guids if guid not in gone)

    links = [one for one in project.links if not gone.intersection((one.origin, one.target))]
    losses.add(kinds.DANGLING, "links", len(project.links) - len(links))
    return replace(
        project,
        sources=tuple(replace(s, media="") for s in project.sources if s.guid not in gone),
        selections=_without(project.selections, gone),
        codings=_without(project.codings, gone),
        notes=tuple(
            replace(n, attached_to=tuple(a for a in n.attached_to if a.guid not in gone))
            for n in project.notes
        ),
        cases=tuple(
            replace(c, sources=kept(c.sources), selections=kept(c.selections)) for c in project.cases
        ),
        sets=tuple(replace(s, sources=kept(s.sources)) for s in project.sets),
        links=tuple(links),
    )


def _without(items: Iterable[_Part], gone: Collection[str]) -> tuple[_Part, ...]:
    return tuple(one for one in items if one.guid not in gone)


def _archive(xml: bytes, texts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in [("project.qde", xml), *sorted(texts.items())]:
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(info, data)
    return made.getvalue()
