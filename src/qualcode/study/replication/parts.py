"""The parts of a frozen study: each by its name in the zip file, as bytes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode import __version__
from qualcode.assist.modelfile import save_model
from qualcode.interchange import write_codebook, write_codings, write_csv
from qualcode.model import Codebook, GuideItem
from qualcode.study.counting import Counting
from qualcode.study.layout import CONSENSUS
from qualcode.study.replication.archive import as_json
from qualcode.study.replication.notebooks import cells_of, notebook_to_pass_on, source_of
from qualcode.study.replication.portrait import portrait_of_old
from qualcode.study.replication.residue import RUN, Residue
from qualcode.study.replication.settings import (
    setting_texts,
    settings_to_pass_on,
    write_settings,
)

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.assist.trials import Progress
    from qualcode.matrices.counting import Basis
    from qualcode.model import StudyConfig
    from qualcode.study.facade import Study

CODEBOOK, SETTINGS, GUIDE = "codebook.yaml", "study.yaml", "guide.csv"
MODEL, EVALUATION, PORTRAIT = "model.qcm", "evaluation.json", "portrait.json"
FINDINGS, VERDICTS = "findings.csv", "verdicts.json"
NOTEBOOKS, MATRICES, TEXTS = "notebooks/", "matrices/", "texts/"

_NUMBERS = ("segments", "speakers", "sites", "wishes", "counterexamples", "anchor")
"""Columns that are for the team; what is printed for others has the words."""


@dataclass(frozen=True)
class OwnWords:
    """What the study wrote itself, made ready to be passed on, with its places for the scan.

    Parameters
    ----------
    codebook : Codebook
        Without examples that quote an interview.
    config : StudyConfig
    guide : tuple of GuideItem
    notebooks : mapping of str to bytes
    examples_left_out : int
    """

    codebook: Codebook
    config: StudyConfig
    guide: tuple[GuideItem, ...]
    notebooks: Mapping[str, bytes] = field(repr=False)
    examples_left_out: int

    @classmethod
    def of(cls, study: Study, residue: Residue) -> OwnWords:
        """Take them from the study."""
        book, left_out = without_quotes(study.codebook, residue)
        ids = {
            *study.site_ids,
            *(one.name for one in study.documents),
            *(s.speaker_id for s in study.speakers),
        }
        files = sorted(study.layout.notebooks.glob("*.ipynb")) if study.layout.notebooks.is_dir() else []
        return cls(
            book,
            settings_to_pass_on(study.config),
            tuple(
                replace(item, text=residue.without_places(item.text), asked_in=None) for item in study.guide
            ),
            {
                NOTEBOOKS + file.name: notebook_to_pass_on(
                    file, ids=[one for one in ids if len(one) > 1], coders=residue.coders
                )
                for file in files
            },
            left_out,
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text with its place."""
        for code in self.codebook:
            yield f"codebook.yaml, {code.id}: id", code.id.replace(".", " ").replace("-", " ")
            for name in ("name", "definition", "use_when", "not_when"):
                yield f"codebook.yaml, {code.id}: {name}", getattr(code, name)
            for name in ("examples", "cues"):
                for number, text in enumerate(getattr(code, name), start=1):
                    yield f"codebook.yaml, {code.id}: {name} {number}", text
        yield "codebook.yaml: title", self.codebook.title
        yield from setting_texts(self.config)
        for item in self.guide:
            yield f"data/guide.csv, question {item.question}", item.text

    def programs(self) -> Iterator[tuple[str, str]]:
        """Yield what stands in the cells of each notebook."""
        for name, data in self.notebooks.items():
            yield name, "\n".join(map(source_of, cells_of(json.loads(data))))

    def parts(self) -> dict[str, bytes]:
        """Return them as files."""
        rows = [(item.question, item.text, ";".join(item.codes)) for item in self.guide]
        return {
            CODEBOOK: write_codebook(self.codebook).encode(),
            SETTINGS: write_settings(self.config).encode(),
            GUIDE: csv_bytes(("question", "text", "codes"), rows),
            **self.notebooks,
        }


def without_quotes(book: Codebook, residue: Residue) -> tuple[Codebook, int]:
    """Leave out examples and cues that quote a transcript or name a place, and places in what else is said of a code.

    Earlier ids that name somebody or a place go, too. Also say how many examples and cues went.
    """
    codes, left_out = [], 0
    for code in book:
        examples, cues = (
            tuple(text for text in texts if _is_ours(text, residue)) for texts in (code.examples, code.cues)
        )
        left_out += len(code.examples) - len(examples) + len(code.cues) - len(cues)
        kept = replace(code, examples=examples, cues=cues)
        codes.append(
            replace(
                kept,
                definition=residue.without_places(code.definition),
                use_when=residue.without_places(code.use_when),
                not_when=residue.without_places(code.not_when),
                was=tuple(id_ for id_ in code.was if not residue.in_id(id_)),
            )
        )
    return Codebook(book.version, book.language, book.title, tuple(codes)), left_out


def _is_ours(text: str, residue: Residue) -> bool:
    return not residue.quoted(text, least=RUN) and residue.without_places(text) == text


def measured_parts(study: Study, own: OwnWords, *, progress: Progress | None = None) -> dict[str, bytes]:
    """Return model, evaluation and portrait: what the suggestions knew, and at which sites they were tried."""
    assist = study.assist
    segments = assist.segment_texts()
    made = assist.evaluate(curve=False, progress=progress).to_json()
    settings = dict(made["settings"]) if isinstance(made["settings"], dict) else {}
    made["settings"] = {
        name: value for name, value in settings.items() if name not in ("second_coder", "coding_set")
    }
    model = assist.new_model().fit(segments, list(study.coding_set()), own.codebook)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / MODEL
        about = {"segmentation": study.config.segmentation, "qualcode": __version__}
        save_model(model, file, segments=segments, about=about)
        data = file.read_bytes()
    return {
        MODEL: data,
        EVALUATION: as_json(made),
        PORTRAIT: as_json(portrait_of_old(segments, model).to_json()),
    }


def counted_parts(study: Study) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return findings and matrices with numbers and words, and what they were counted from: for the team."""
    counting = Counting.of(study)
    findings = counting.findings()
    parts = {FINDINGS: frame_bytes(findings.to_frame())}
    for matrix in counting.matrices():
        parts[f"{MATRICES}{matrix.name}.csv"] = frame_bytes(matrix.to_frame().drop(columns="anchor"))
    basis = findings.basis
    told = {
        name: getattr(basis, name)
        for name in ("n_codings", "n_documents", "n_segments", "n_speakers", "n_sites", "n_without_area")
    }
    return parts, basis_of(basis) | told


def printed_parts(study: Study) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return what may be printed of findings and matrices, in words; the gate has been passed."""
    from qualcode.study.printable import Printable

    printable = Printable.of(study)
    shown = printable.shown.to_frame()
    parts = {FINDINGS: frame_bytes(_in_words(shown))}
    for _, matrix in printable.matrices():
        parts[f"{MATRICES}{matrix.name}.csv"] = frame_bytes(_in_words(matrix.to_frame()))
    return parts, basis_of(printable.shown.basis)


def verdicts_part(study: Study, *, progress: Progress | None = None) -> dict[str, bytes]:
    """Return for each verdict the codes whose suggestions got it: in words."""
    return {VERDICTS: as_json(study.assist.evaluate(curve=False, progress=progress).verdicts())}


def text_parts(study: Study) -> dict[str, bytes]:
    """Return the reviewed texts and the counted codings: for the team's own archive only."""
    versions = study.versions()
    rows = [
        (
            one.document,
            one.number,
            one.speaker_id,
            one.role,
            one.area,
            one.span.of(versions[one.document].text),
        )
        for one in study.segments()
    ]
    columns = ("document", "segment", "speaker_id", "role", "area", "text")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "codings.csv"
        write_codings(file, study.coding_set().codings)
        return {f"{TEXTS}segments.csv": csv_bytes(columns, rows), f"{TEXTS}codings.csv": file.read_bytes()}


def basis_of(basis: Basis) -> dict[str, Any]:
    """Return what a count's words are measured against."""
    return {
        "sites": basis.sites_total,
        "codebook_version": basis.codebook_version,
        "segmentation": basis.segmentation,
        "coding_set": CONSENSUS if basis.coding_set == CONSENSUS else "one coder",
        "coders": len(basis.coders),
        "both_areas": list(basis.both_areas),
    }


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=[name for name in _NUMBERS if name in frame.columns])


def frame_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV."""
    return csv_bytes([str(name) for name in frame.columns], frame.astype(object).to_numpy().tolist())


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.csv"
        write_csv(file, columns, list(rows))
        return file.read_bytes()
