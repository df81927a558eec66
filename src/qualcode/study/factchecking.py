"""The fact check of a study: packs out, replies in, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qualcode.errors import InterchangeError, Problem, UsageError
from qualcode.factcheck import (
    COLUMNS,
    FilledSheet,
    KeptRow,
    Packs,
    Replied,
    Said,
    Sentence,
    filled_rows,
    form_columns,
    form_rows,
    letter,
    make_packs,
    read_docx,
    read_kept,
    read_replies,
)
from qualcode.factcheck.words import WORDS
from qualcode.interchange import read_table, write_csv, write_xlsx
from qualcode.labels import Labels
from qualcode.model import FactReply
from qualcode.quotes import Passage, attribution
from qualcode.safe_io import make_private_folder
from qualcode.study import privacy
from qualcode.study.clearing import FindingSentence, finding_sentences
from qualcode.study.counting import Counting
from qualcode.study.quoting import asked_quotes, printed, supports
from qualcode.study.results import StepResult

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.factcheck import Pack
    from qualcode.matrices import Finding, Findings
    from qualcode.model import Quote, Stance
    from qualcode.study.facade import Study

FOLDER = "factcheck"
LIST = "packs.csv"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Exported:
    """The packs that were written, and the list that says which file is whose."""

    files: tuple[Path, ...]
    list: Path
    packs: int
    items: int
    unshown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of the replies: ``stored`` are new, the rest was there before."""

    replies: int
    stored: int
    unanswered: int = 0
    outdated: int = 0
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The numbers."""
        return {
            "replies": self.replies,
            "changed": self.stored,
            "unanswered": self.unanswered,
            "outdated": self.outdated,
        }


class FactCheck:
    """The fact check of a study; made by ``study.factcheck``.

    Parameters
    ----------
    study : Study
    """

    def __init__(self, study: Study) -> None:
        self._study = study

    def packs(self) -> Packs:
        """Return what each interview is asked, with what it has answered; withdrawn things, too."""
        study = self._study
        findings = self._findings
        one_by_one = finding_sentences(study, findings)
        quotes = asked_quotes(study, findings)
        return make_packs(
            quotes,
            [self._sentence(one, findings) for one in one_by_one],
            study=study.config.study_id,
            attribute=partial(attribution, config=study.config),
            as_printed={quote.text: printed(quote).text for quote in quotes}.__getitem__,
            supports=_supported(quotes, one_by_one),
            replies=study.store.replies(),
        )

    def export(
        self, folder: str | Path, *, documents: Sequence[str] = (), everything: bool = False
    ) -> Exported:
        """Write the packs of all interviews, or of some: a Word file, and a form as .xlsx and .csv.

        Parameters
        ----------
        folder : path
            Made where it is not there. The files' names are the packs' codes and tell nothing; ``packs.csv`` says to the
            team which is whose, and is not sent.
        documents : sequence of str
            Interviews; by default all that have something to check.
        everything : bool, default=False
            Ask again about what is answered; what was withdrawn is never asked again.

        Raises
        ------
        PrivacyError
            Some interview's pseudonyms are not reviewed.
        UsageError
            QC-US09: there is no such interview.
        """
        study = self._study
        privacy.require_reviewed(study)
        self._require_known(documents)
        packs = self.packs()
        chosen = [
            _asked(pack, everything=everything)
            for pack in packs.packs
            if not documents or pack.document in documents
        ]
        chosen = [pack for pack in chosen if pack.items]
        target = Path(folder)
        make_private_folder(target)
        files = [file for pack in chosen for file in self._write(pack, target)]
        rows = [[p.document, p.code, p.code.replace("-", ""), len(p.items)] for p in chosen]
        write_csv(target / LIST, ["document", "pack", "file", "items"], rows)
        return Exported(
            tuple(files), target / LIST, len(chosen), sum(len(pack.items) for pack in chosen), packs.unshown
        )

    def import_replies(self, paths: Sequence[str | Path], *, by: str = "", at: str = "") -> Imported:
        """Store the answers of packs that came back (.docx, .xlsx, .csv): all of them, or none.

        Parameters
        ----------
        paths : sequence of path
        by, at : str
            Who answered and when, where a row does not say.

        Raises
        ------
        InterchangeError
            QC-FC01 with all problems of all files, QC-FC02: a file is no pack, QC-TB01: a form is damaged.
        """
        sheets = _read_all([Path(path) for path in paths])
        packs = self.packs()
        codes = {pack.code: pack.document for pack in packs.packs}
        return self._store(read_replies(sheets, packs.by_key, codes, by=by, at=at))

    def import_folder(self) -> Imported:
        """Store the replies of ``data/factcheck/*.csv``, where there are any: all or none."""
        study = self._study
        folder = study.layout.data / FOLDER
        files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
        if not files:
            return Imported(0, 0)
        rows = [row for path in files for row in _kept(path)]
        name = files[0].name if len(files) == 1 else f"data/{FOLDER}"
        names = [document.name for document in study.documents]
        return self._store(read_kept(rows, self.packs().by_key, names, name=name))

    def status(self) -> pd.DataFrame:
        """Return a row per interview: how many items it has, and how many are approved, changed, withdrawn, waiting."""
        import pandas as pd

        columns = ["document", "items", "approved", "changed", "withdrawn", "waiting"]
        rows = [
            [
                p.document,
                len(p.items),
                *(p.count(state) for state in ("approved", "changed", "withdrawn", "waiting")),
            ]
            for p in self.packs().packs
        ]
        return pd.DataFrame(rows, columns=columns)

    # -- inside --------------------------------------------------------------------------------------------------------

    @cached_property
    def _findings(self) -> Findings:
        return Counting.of(self._study).findings()

    @cached_property
    def _passages(self) -> dict[tuple[str, str], list[Passage]]:
        """The passages by code and stance."""
        found: dict[tuple[str, str], list[Passage]] = {}
        for passage in self._study.passages().items:
            found.setdefault((passage.code.id, passage.coding.stance), []).append(passage)
        return found

    def _sentence(self, one: FindingSentence, findings: Findings) -> Sentence:
        alone: list[frozenset[str]] = []
        said: dict[Said, None] = {}
        for row in one.rows:
            for stance in _alone(row):
                segments = findings.segments(row.partner, row.code, row.area, stance=stance)
                alone.append(frozenset(segment.document for segment in segments))
                places = {(segment.document, segment.number) for segment in segments}
                said |= dict.fromkeys(self._said(row.code, stance, places))
        return Sentence(one.anchor, one.text, self._topic(one.rows[0]), tuple(alone), tuple(said))

    def _said(self, code: str, stance: Stance | None, places: set[tuple[str, int]]) -> Iterable[Said]:
        """Return the informants' words behind a word that stands for one site."""
        stances = ("experience", "wish", "counterexample") if stance is None else (stance,)
        for kind in stances:
            for passage in self._passages.get((code, kind), ()):
                if (passage.coding.document, passage.segment) in places:
                    text = self._texts[passage.coding.document]
                    yield Said(passage.coding.document, passage.words, passage.words.of(text))

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {name: version.text for name, version in self._study.versions().items()}

    def _topic(self, row: Finding) -> str:
        book = self._study.codebook
        names = [book[code].name for code in (row.partner, row.code) if code]
        return " – ".join(names)

    def _require_known(self, documents: Sequence[str]) -> None:
        known = {document.name for document in self._study.documents}
        if unknown := [name for name in documents if name not in known]:
            raise UsageError(
                f"{len(unknown)} of the interviews that were asked for are not in the study",
                code="QC-US09",
                allowed=f"One of: {', '.join(sorted(known)[:_SHOWN])}",
            )

    def _write(self, pack: Pack, folder: Path) -> list[Path]:
        from qualcode.reporting.pack_docx import write_pack_docx

        study = self._study
        config = study.config
        title, language = config.report.title or config.title, config.language
        base = folder / pack.code.replace("-", "")
        paths = [base.with_suffix(ending) for ending in (".docx", ".xlsx", ".csv")]
        template = study.layout.root / config.report.template if config.report.template else None
        write_pack_docx(pack, paths[0], title=title, language=language, template=template)
        columns, rows = form_columns(language), form_rows(pack, language)
        words = Labels(WORDS, language)
        guide = [[line] for line in letter(title, pack, language)]
        sheets = {words("form_sheet"): (columns, rows), words("letter_sheet"): ([words("how")], guide)}
        write_xlsx(paths[1], sheets, headings=2)
        write_csv(paths[2], columns, rows)
        return paths

    def _store(self, replied: Replied) -> Imported:
        study = self._study
        replies: Sequence[FactReply] = replied.replies
        stored = study.store.add_replies(list(replies), actor=study.actor, seen=study._seen) if replies else 0
        return Imported(len(replies), stored, replied.unanswered, replied.outdated, replied.notes)


def import_replies_folder(study: Study) -> StepResult:
    """Store the replies of ``data/factcheck/*.csv``, for a run; the same files again change nothing."""
    done = FactCheck(study).import_folder()
    return StepResult(
        "factcheck", {"replies": done.replies, "changed": done.stored, "notes": len(done.notes)}
    )


def _asked(pack: Pack, *, everything: bool) -> Pack:
    if not everything:
        return pack.waiting
    return replace(pack, items=tuple(item for item in pack.items if item.state != "withdrawn"))


def _supported(quotes: Sequence[Quote], sentences: Sequence[FindingSentence]) -> dict[str, str]:
    """Return the first sentence that each quote supports."""
    found: dict[str, str] = {}
    for quote in quotes:
        for one in sentences:
            if supports(quote, one.rows[0]):
                found[quote.id] = one.anchor
                break
    return found


def _alone(row: Finding) -> list[Stance | None]:
    """Return which words of a row stand for one site: its own (None), that of its wishes, that of its counterexamples."""
    numbers = {None: row.count.sites, "wish": row.wishes, "counterexample": row.counterexamples}
    return cast("list[Stance | None]", [stance for stance, sites in numbers.items() if sites == 1])


# -- files that came back ----------------------------------------------------------------------------------------------


def _read_all(paths: Sequence[Path]) -> list[FilledSheet]:
    """Read the files; what is wrong with several of them is said at once."""
    sheets, refused = [], []
    for path in paths:
        try:
            sheets.append(read_docx(path) if path.suffix.lower() == ".docx" else _form(path))
        except InterchangeError as error:
            refused.append(error)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        problems: list[Problem] = []
        for one in refused:
            problems += one.problems or [one.problem]
        found = f"{len(refused)} files cannot be read; nothing was stored"
        raise InterchangeError(found, code="QC-FC02", where=f"{len(paths)} files", problems=problems)
    return sheets


def _form(path: Path) -> FilledSheet:
    table = read_table(path)
    rows = [(table.where(row), row) for row in table]
    return FilledSheet(path.name, tuple(filled_rows(path.name, table.columns, rows)), table.notes)


def _kept(path: Path) -> list[KeptRow]:
    table = read_table(path, required=COLUMNS[:-1], optional=COLUMNS[-1:])
    return [KeptRow(table.where(row), row) for row in table]
