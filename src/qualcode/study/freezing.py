"""Freezing a study: what another study can begin from and be compared with, in one file without the interviews' words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qualcode import __version__
from qualcode.errors import PrivacyError, Problem, StudyLayoutError, UsageError
from qualcode.interchange import read_table, write_csv
from qualcode.safe_io import make_private_folder, write_bytes
from qualcode.study import privacy
from qualcode.study.replication import parts as made
from qualcode.study.replication.archive import packed
from qualcode.study.replication.residue import LONG_RUN, PLACE, RUN, Residue

if TYPE_CHECKING:
    from qualcode.assist.trials import Progress
    from qualcode.study.facade import Study

Audience = Literal["team", "print"]

LOG_COLUMNS = ("at", "by", "name", "for", "with_text", "reason", "sha256")

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.IGNORECASE)
_SHOWN = 20


def freeze(
    study: Study,
    name: str,
    *,
    audience: Audience = "team",
    with_text: bool = False,
    reason: str = "",
    progress: Progress | None = None,
) -> Path:
    """Write ``frozen/NAME.zip``; see :meth:`Study.freeze`.

    Raises
    ------
    UsageError
        The name cannot be one (QC-FZ01), or the texts are asked for without a reason (QC-FZ03) or for print (QC-FZ04).
    StudyLayoutError
        There is another frozen study of that name (QC-FZ02).
    PrivacyError
        Something in it points to somebody, or is told in an interview's words (QC-FZ05); the texts are not reviewed
        (QC-PV01); for print, the gate refuses (QC-DC01).
    """
    target = _target(study, name)
    if with_text and not reason.strip():
        raise UsageError(
            "the interviews' texts were asked for without a reason",
            code="QC-FZ03",
            do="Say why they must go along: --reason TEXT. It is logged.",
        )
    if with_text and audience == "print":
        raise UsageError(
            "the interviews' texts never go into a frozen study for print",
            code="QC-FZ04",
            do="Leave out --with-text or --for print.",
        )
    data = frozen_bytes(study, name, audience=audience, with_text=with_text, progress=progress)
    if target.exists() and target.read_bytes() != data:
        raise StudyLayoutError(
            "there is another frozen study of that name",
            code="QC-FZ02",
            where=f"frozen/{target.name}",
            allowed="A frozen study does not change",
            do="Take another name.",
        )
    if not target.exists():
        make_private_folder(target.parent)
        write_bytes(target, data)
    _log(study, name, audience, with_text, reason, data)
    return target


def frozen_bytes(
    study: Study,
    name: str,
    *,
    audience: Audience = "team",
    with_text: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """Return the bytes of a frozen study: equal while the study and qualcode are."""
    privacy.require_reviewed(study)
    residue = Residue.of(study)
    own = made.OwnWords.of(study, residue)
    _require_clean(name, own, residue)
    parts = own.parts()
    if audience == "print":
        counted, basis = made.printed_parts(study)
        parts |= counted | made.verdicts_part(study, progress=progress)
    else:
        counted, basis = made.counted_parts(study)
        parts |= counted | made.measured_parts(study, own, progress=progress)
    _require_unnamed(parts, residue)
    if with_text:
        parts |= made.text_parts(study)
    return packed(parts, _about(name, audience, with_text, own, residue, basis))


def _about(
    name: str,
    audience: Audience,
    with_text: bool,
    own: made.OwnWords,
    residue: Residue,
    basis: dict[str, Any],
) -> dict[str, Any]:
    alike, replaced = _to_look_at(own, residue)
    hints = {
        # Everyday phrases, most often; a person can look whether one is a quote.
        "own_words_that_also_stand_in_a_transcript": {"words_in_a_row": RUN, "places": alike},
        "places_replaced_in": replaced,
    }
    return {
        "name": name,
        "title": own.config.title,
        "language": own.config.language,
        "for": audience,
        "holds": "texts" if with_text else "no texts",
        "note": _NOTES[audience],
        "qualcode": __version__,
        "codebook": {"version": own.codebook.version, "examples_left_out": own.examples_left_out},
        # Whoever reads what was printed need not be told where to look for an interview's words.
        **(hints if audience == "team" else {}),
        "basis": basis,
    }


def to_look_at(study: Study) -> tuple[list[str], list[str]]:
    """Return the places of own texts that share a run of words with an interview, and of those in which a place was replaced."""
    residue = Residue.of(study)
    return _to_look_at(made.OwnWords.of(study, residue), residue)


def _to_look_at(own: made.OwnWords, residue: Residue) -> tuple[list[str], list[str]]:
    alike = [place for place, text in own.texts() if residue.quoted(text, least=RUN, interviewer=False)]
    return alike, [place for place, text in own.texts() if PLACE in text]


_NOTES = {
    "team": "For the team: holds numbers of few sites and a model that was learned from interviews. Not for print.",
    "print": "In words only: what passed the study's gate. Holds no numbers of sites or persons and no model.",
}


def _target(study: Study, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise UsageError(
            "this cannot be the name of a frozen study",
            code="QC-FZ01",
            allowed="Letters a to z, digits, '-' and '_', at most 40; it becomes a file's name",
            do="Choose a short name, such as 2024.",
        )
    return study.layout.root / "frozen" / f"{name}.zip"


def _require_clean(name: str, own: made.OwnWords, residue: Residue) -> None:
    found = [Problem("the name of the frozen study", "name")] if residue.in_id(name) else []
    found += [*residue.problems(own.texts()), *residue.problems(own.programs(), program=True)]
    found += [
        Problem(f"codebook.yaml, {code.id}: id", "name") for code in own.codebook if residue.in_id(code.id)
    ]
    if found:
        raise PrivacyError(
            f"{len(found)} texts point to somebody, or hold {LONG_RUN} words in a row of an interview",
            code="QC-FZ05",
            allowed="No name, place, number, id or coder, and none of the interviews' words",
            do="Nothing was written. Mend them in the codebook, the guide, study.yaml or the notebooks, or choose another name.",
            problems=found[:_SHOWN],
        )


def _require_unnamed(parts: Mapping[str, bytes], residue: Residue) -> None:
    """Look once more, at what was counted and measured: there is no way for a name into it, and it is looked for."""
    bad = [
        name
        for name, data in parts.items()
        if name != made.MODEL and residue.named(data.decode("utf-8", "replace"))
    ]
    if bad:
        raise PrivacyError(
            "parts of the frozen study name an interview, a site, a person or a coder",
            code="QC-FZ15",
            where=", ".join(bad),
            do="Nothing was written. Rename what is called so in study.yaml, the codebook or the notebooks.",
        )


def _log(study: Study, name: str, audience: str, with_text: bool, reason: str, data: bytes) -> None:
    """Remember who froze what, for whom and why."""
    from hashlib import sha256

    path = study.layout.root / "frozen" / "log.csv"
    rows = [tuple(row[column] for column in LOG_COLUMNS) for row in read_table(path)] if path.exists() else []
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = "yes" if with_text else "no"
    rows.append((now, study.actor, name, audience, text, " ".join(reason.split()), sha256(data).hexdigest()))
    write_csv(path, LOG_COLUMNS, rows)
