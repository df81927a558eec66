"""Study: the folder, its store and the stages, joined.

Every step of the command line is a method here, with the same words. The methods are short: what a step does
stands in the module of its stage.
"""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from qualcode.errors import CodebookError, CodingError, Problem, StudyLayoutError
from qualcode.interchange import (
    KnownDocument,
    read_codebook,
    read_codings,
    read_decisions,
    read_guide,
    read_interviews,
    read_speakers,
    read_study_config,
    write_codings,
)
from qualcode.model import (
    Codebook,
    Coding,
    CodingSet,
    Document,
    DocumentVersion,
    GuideItem,
    Interview,
    Segment,
    Speaker,
    StudyConfig,
    in_branch,
)
from qualcode.safe_io import remove_leftovers
from qualcode.store import Action, Store
from qualcode.study import codebook_files, codetree, counted, privacy, texts
from qualcode.study.counting import Counting
from qualcode.study.layout import Layout, create_study, find_study, ignore_private
from qualcode.study.results import ImportResult, RunResult, StepResult

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.assist.evaluation import Evaluation
    from qualcode.assist.suggester import TextSuggester
    from qualcode.estimates.result import Estimates, Of
    from qualcode.matrices import CodePairs, CodeTable, Comparison, Findings, FrameworkMatrix, ThemeMatrix
    from qualcode.matrices.change import Changes
    from qualcode.matrices.code_attribute import Attribute
    from qualcode.matrices.saturation import Saturation
    from qualcode.model import Round, Suggestion
    from qualcode.model.codings import Answer
    from qualcode.nlp import Nlp
    from qualcode.pseudonymise import Plan
    from qualcode.quotes import Passages
    from qualcode.quotes.chosen import Chosen
    from qualcode.reliability import Agreement
    from qualcode.store.merging import MergeReport
    from qualcode.study.adjudicating import Adjudication
    from qualcode.study.assisting import Assist
    from qualcode.study.clearing import Clearing
    from qualcode.study.codetree import Codes
    from qualcode.study.exchanging import Attributes, ExportResult, ProjectImport
    from qualcode.study.explaining import Explanation
    from qualcode.study.factchecking import FactCheck
    from qualcode.study.freezing import Audience
    from qualcode.study.printed_numbers import PrintedNumbers
    from qualcode.study.replication.trust import Trust
    from qualcode.study.suggestion_list import SuggestionList
    from qualcode.topics import Reducer, Topics
    from qualcode.widgets.workbench import Workbench


class Study:
    """A study folder, open for work.

    Use :meth:`open` or :meth:`create`. A study remembers the state of its store when it was opened; a write that
    builds on something that somebody changed since is refused until :meth:`reload`.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "example"
    >>> with Study.create_example(folder) as study:
    ...     result = study.run()
    ...     study.matrix(rows="partner", columns="fremmer").basis.n_sites
    2
    """

    def __init__(self, layout: Layout, *, actor: str = "") -> None:
        self.layout = layout
        for folder in (layout.data, layout.codings, layout.reports, layout.team):
            remove_leftovers(folder)
        self.config: StudyConfig = read_study_config(layout.study_yaml)
        self.actor = actor or _user()
        self._store: Store | None = None
        self._seen: int | None = None

    # -- opening -------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: str | Path | None = None, *, actor: str = "") -> Self:
        """Open the nearest study at or above a folder (by default the working folder)."""
        return cls(find_study(Path(path) if path is not None else None), actor=actor)

    @classmethod
    def create(cls, path: str | Path, *, title: str, language: str = "da") -> Self:
        """Make a new study in a new or empty folder, and open it."""
        return cls(create_study(Path(path), title=title, language=language))

    @classmethod
    def create_example(cls, path: str | Path) -> Self:
        """Copy the example study (two invented municipalities) to a new or empty folder, and open it."""
        from qualcode.datasets import copy_example

        copy_example(Path(path))
        layout = find_study(Path(path))
        ignore_private(layout)
        return cls(layout)

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reload(self) -> None:
        """Take note of what others did since the study was opened."""
        for name in ("codebook", "assist"):  # a model was fitted to the codebook and settings of before
            self.__dict__.pop(name, None)
        self.config = read_study_config(self.layout.study_yaml)
        self._seen = self.store.revision

    def __repr__(self) -> str:
        return f"<Study {self.config.title!r} in {self.layout.root}>"

    @property
    def store(self) -> Store:
        """The store; made when the first document is imported."""
        if self._store is None:
            if not self.layout.store.exists():
                raise StudyLayoutError(
                    "nothing is imported yet",
                    code="QC-SY03",
                    where=str(self.layout.root),
                    do="Put transcripts into data/transcripts/ and run: qualcode import data/transcripts",
                )
            self._store = Store.open(self.layout.store)
            self._seen = self._store.revision
        return self._store

    def store_to_write(self) -> Store:
        """Return the store, made where there is none yet."""
        if self._store is None and not self.layout.store.exists():
            self._store = Store.create(self.layout.store, study_id=self.config.study_id)
            self._seen = self._store.revision
        return self.store

    # -- what a study holds --------------------------------------------------------------------------------------

    @cached_property
    def codebook(self) -> Codebook:
        """The code tree, as codebook.yaml has it."""
        return read_codebook(self.layout.codebook)

    @property
    def interviews(self) -> list[Interview]:
        """The rows of data/interviews.csv."""
        return read_interviews(self.layout.interviews) if self.layout.interviews.exists() else []

    @property
    def speakers(self) -> list[Speaker]:
        """The rows of data/speakers.csv."""
        return read_speakers(self.layout.speakers) if self.layout.speakers.exists() else []

    @property
    def guide(self) -> list[GuideItem]:
        """The rows of data/guide.csv."""
        return read_guide(self.layout.guide) if self.layout.guide.exists() else []

    @property
    def documents(self) -> list[Document]:
        """The documents that were imported, by name."""
        if not self.layout.store.exists():
            return []
        return sorted(self.store.documents(), key=lambda document: document.name)

    def version(self, document: str) -> DocumentVersion:
        """Return the current text of a document, checked against its checksum."""
        return self.store.version(document)

    def versions(self) -> dict[str, DocumentVersion]:
        """Return the current text of every document by name."""
        return {document.name: self.version(document.name) for document in self.documents}

    @cached_property
    def _nlp(self) -> Nlp:
        from qualcode.nlp import load

        return load(self.config.language, self.config.spacy_model)

    @property
    def plan_path(self) -> Path:
        """Where the reviewed plan of pseudonyms lies: in the private folder."""
        return self.layout.private(self.config) / "plan.csv"

    # -- texts ---------------------------------------------------------------------------------------------------

    def import_documents(
        self,
        paths: Sequence[str | Path] | str | Path,
        *,
        site: str | None = None,
        encoding: str | None = None,
        dry_run: bool = False,
        progress: bool = False,
        corrected: bool = False,
    ) -> ImportResult:
        """Import transcripts: all of them, or none.

        Parameters
        ----------
        paths : path or sequence of paths
            Files, or folders of them.
        site : str, optional
            Neutral site id for the documents that data/interviews.csv gives none.
        encoding : str, optional
            How to read text files whose encoding cannot be told.
        dry_run : bool, default=False
            Say what was understood, and store nothing.
        corrected : bool, default=False
            Another file under the name of a document is its corrected transcript: its text takes the place of the one
            before, and codings, quotes and decisions of the plan move along.

        Returns
        -------
        ImportResult
        """
        return texts.import_documents(
            self,
            paths,
            site=site,
            encoding=encoding,
            dry_run=dry_run,
            progress=progress,
            corrected=corrected,
        )

    def unplaced_codings(self) -> pd.DataFrame:
        """Return the codings that found no place in a corrected text: document, old segment, code, coder; no words."""
        from qualcode.study.correcting import unplaced_table

        return unplaced_table(self)

    def plan_pseudonyms(self) -> Plan:
        """Return the plan of pseudonyms: what is proposed, and what people already decided. Stores nothing."""
        return privacy.make(self)[0]

    def write_plan(self, path: str | Path | None = None) -> StepResult:
        """Write the plan for a person to review; by default into the private folder."""
        return privacy.write(self, Path(path) if path else self.plan_path)

    def pseudonymise(self, path: str | Path | None = None, *, reviewer: str | None = None) -> StepResult:
        """Replace what a reviewed plan says; codings move along with the words.

        Parameters
        ----------
        path : path, optional
            The plan; by default the one in the private folder.
        reviewer : str, optional
            Who has read every row; signs the rows that nobody signed.
        """
        return privacy.apply(self, Path(path) if path else self.plan_path, reviewer=reviewer)

    def segment(self, *, by: str = "turn", progress: bool = False) -> StepResult:
        """Cut the current text of every document by turn, sentence or paragraph; codings stay."""
        return texts.segment_all(self, by=by, progress=progress)

    def segments(self, name: str | None = None, *, as_of: str = "") -> list[Segment]:
        """Return the segments of every document with speaker, role, area and site.

        Parameters
        ----------
        name : str, optional
            Name of the segmentation; by default the one that study.yaml names.
        as_of : str, optional
            A version of the codebook: the texts, as they were cut while it last held.
        """
        at = self.codes.revision_of(as_of) if as_of else None
        return texts.segments_of(self, name or self.config.segmentation, at=at)

    # -- codings -------------------------------------------------------------------------------------------------

    def update_codebook(self) -> StepResult:
        """Keep codebook.yaml in the store as a new version, where it changed."""
        return StepResult("codebook", codebook_files.update(self))

    @property
    def codes(self) -> Codes:
        """The code tree as it changes: add, rename, move, merge, split, retire, redefine; versions; what to read again."""
        return codetree.Codes(self)

    def codebook_at(self, version: str) -> Codebook:
        """Return the codebook of an earlier version, such as ``"1.1"``, as it was."""
        return self.codes.at(version)

    def check_codes(self) -> None:
        """Refuse a codebook that lacks codes in use; the counts say how many codings hang on each."""
        book = self.codebook
        lost = {code: n for code, n in self.code_counts().items() if book.today(code) not in book}
        if lost:
            raise CodebookError(
                f"{len(lost)} codes that are in use are not in the codebook",
                code="QC-SY05",
                where=str(self.layout.codebook),
                do="Put them back, or withdraw their codings.",
                problems=[Problem("", f"code {code!r} has {n} codings") for code, n in sorted(lost.items())],
            )

    def code_counts(self) -> dict[str, int]:
        """Return how many codings each code has, of all coders."""
        if not self.layout.store.exists():
            return {}
        return dict(Counter(coding.code for coding in self.store.codings()))

    def import_codings(self, path: str | Path, *, coder: str | None = None) -> StepResult:
        """Import a CSV file of codings, in either form: all rows or none."""
        self.update_codebook()
        known = texts.known_documents(self)
        codings = read_codings(Path(path), resolve=known, codebook=self.codebook, default_coder=coder)
        return self.add_codings(codings)

    def add_codings(self, codings: Sequence[Coding]) -> StepResult:
        """Add codings: all or none. One that is there is not added twice; a withdrawn one stays withdrawn."""
        if not codings:
            return StepResult(
                "codings", dict.fromkeys(("added", "unchanged", "withdrawn", "memo_changed"), 0)
            )
        added = self.store.add_codings(codings, actor=self.actor, seen=self._seen)
        return StepResult(
            "codings",
            {
                "added": added.added,
                "unchanged": added.unchanged,
                "withdrawn": added.withdrawn,
                "memo_changed": added.memo_changed,
            },
        )

    def withdraw(self, ids: Sequence[str]) -> int:
        """Withdraw codings by id: they no longer count, and stay in the history."""
        return self.store.withdraw(ids, actor=self.actor, seen=self._seen)

    def codings(
        self,
        *,
        code: str | None = None,
        branch: str | None = None,
        coder: str | None = None,
        document: str | None = None,
        withdrawn: bool = False,
        as_of: str = "",
    ) -> CodingSet:
        """Return the codings that fit all that is given; ``branch`` takes a code and all below it.

        ``as_of`` names a version of the codebook: the codings as they were when it last held, with the codes of then and
        on the text of then.
        """
        query = {"code": code, "branch": branch, "coder": coder, "document": document, "withdrawn": withdrawn}
        if as_of:
            return codetree.codings_as_of(self, as_of, query)
        found = self.store.codings(
            code=code, branch=branch, coder=coder, document=document, withdrawn=withdrawn
        )
        return CodingSet("codings", codetree.called_today(self, found), self.codebook.version)

    def codings_frame(
        self,
        *,
        speaker: str | None = None,
        site: str | None = None,
        area: str | None = None,
        as_of: str = "",
        **query: str | bool | None,
    ) -> pd.DataFrame:
        """Return codings as a table without the words, with the speaker, area and site of each.

        ``made_as`` and ``codebook`` say with which code, and under which version of the codebook, each was made.
        """
        from qualcode.study.tables import codings_table

        frame = codings_table(
            self.codings(as_of=as_of, **cast("dict[str, Any]", query)),
            self.segments(as_of=as_of),
            speaker=speaker,
            site=site,
            area=area,
        )
        return codetree.with_origins(self, frame)

    def export_codings(
        self, path: str | Path, *, coder: str | None = None, branch: str | None = None
    ) -> None:
        """Write codings as CSV, with positions in code points of the current version."""
        write_codings(Path(path), self.codings(coder=coder, branch=branch).codings)

    def coding_set(self, *, as_of: str = "") -> CodingSet:
        """Return the codings that are counted, or were while a version of the codebook held.

        study.yaml's ``coding_set``; else the coder ``consensus``; else the only human coder; else an error.
        """
        return counted.coding_set(self, as_of=as_of)

    # -- other programs --------------------------------------------------------------------------------------------

    def import_project(
        self,
        path: str | Path,
        *,
        dry_run: bool = False,
        strict: bool = False,
        dialect: str | None = None,
        project: str | None = None,
        codes: str | Path | None = None,
        site: str = "",
        coder: str = "",
    ) -> ProjectImport:
        """Take in another program's project, codebook or table of codes: all of it, or nothing.

        Its texts come in as they are, and wait for a reviewed plan of pseudonyms; codings move along with the words.

        Parameters
        ----------
        path : path
            .qdpx, .qdc, a file of QualCoder, Taguette, requal or RQDA, a Word document whose comments are codes, or a
            table of codes or coded passages.
        dry_run : bool, default=False
            Say what would come in and what would be lost, and store nothing.
        strict : bool, default=False
            Refuse where anything would be lost (QC-EX02).
        dialect : str, optional
            How the program counts positions, such as ``"nvivo"``; found from the data by default.
        project : str, optional
            Name or number of the project, in a file that holds several.
        codes : path, optional
            A table ``imported,code``: which code of this study each code of the file is. Without, a code that is not
            this study's own comes below ``imported``.
        site : str, optional
            Neutral site id for the documents.
        coder : str, optional
            Who coded where the file does not say.
        """
        from qualcode.study.exchanging import import_project

        return import_project(
            self,
            Path(path),
            dry_run=dry_run,
            strict=strict,
            dialect=dialect,
            project=project,
            codes=Path(codes) if codes is not None else None,
            site=site,
            coder=coder,
        )

    def export_project(
        self,
        path: str | Path,
        *,
        kind: str | None = None,
        attributes: Attributes = "neutral",
        coder: str | None = None,
        words: bool = False,
        dry_run: bool = False,
        strict: bool = False,
    ) -> ExportResult:
        """Write the study for other programs: .qdpx, .qdc, or a table for statistics (.csv, .xlsx, .parquet).

        Parameters
        ----------
        path : path
        kind : {"project", "codebook", "wide", "documents", "long"}, optional
            For tables: segments × codes (the default), documents × codes, or one row a coding.
        attributes : {"none", "neutral", "all"}, default="neutral"
            What is said of interviews and speakers; ``"all"`` holds labels and notes, which may name people.
        coder : str, optional
            Whose codings a table counts; by default those that the study counts, and all of them in ``"long"``.
        words : bool, default=False
            Add the words to a table.
        dry_run : bool, default=False
            Say what would stay here, and write nothing.
        strict : bool, default=False
            Refuse where anything would stay here (QC-EX02).

        Raises
        ------
        PrivacyError
            Nobody has reviewed the pseudonyms of some text (QC-PV01).
        """
        from qualcode.study.exchanging import export_project

        return export_project(
            self,
            Path(path),
            kind=kind,
            attributes=attributes,
            coder=coder,
            words=words,
            dry_run=dry_run,
            strict=strict,
        )

    # -- suggestions ---------------------------------------------------------------------------------------------

    @cached_property
    def assist(self) -> Assist:
        """Assisted coding: the model, what to code next, a second look, how suggestions were used."""
        from qualcode.study.assisting import Assist

        return Assist(self)

    def suggest(
        self, *, top: int = 5, everything: bool = False, coder: str = "", explain: bool = True
    ) -> SuggestionList:
        """Suggest codes for the informants' segments that nobody has coded. A suggestion is never a coding.

        Parameters
        ----------
        top : int, default=5
            How many codes each segment gets, the most probable first; ``suggested`` says which are likely enough.
        everything : bool, default=False
            For coded segments, too: what the other sites say of them.
        coder : str, optional
            Learn from this coder's codings and, once its round is open, the consensus: who codes blind is led by nobody.
        explain : bool, default=True
            Name the words and the passages that spoke for each.
        """
        return self.assist.suggest(top=top, everything=everything, coder=coder, explain=explain)

    def decide(
        self, suggestions: Sequence[Suggestion], answer: Answer, *, coder: str, code: str = "", round: int = 1
    ) -> StepResult:
        """Answer suggestions: ``accept``, ``accept_as`` another code, ``reject`` or ``later``. Kept, all of them.

        Accepting makes a coding by the coder; a later answer to the same suggestion takes the place of the earlier.
        """
        return self.assist.decide(suggestions, answer, coder=coder, code=code, round=round)

    def import_decisions(self, path: str | Path, *, coder: str | None = None) -> StepResult:
        """Store a person's answers, written into a table of suggestions: all rows or none."""
        known = {name: KnownDocument.of(version) for name, version in self.versions().items()}
        return self.assist.record(
            read_decisions(Path(path), resolve=known, codebook=self.codebook, default_coder=coder)
        )

    def evaluate(self, *, second_coder: str = "", curve: bool = True) -> Evaluation:
        """Say how good suggestions are at sites that the model never saw, and which codes must not be relied on.

        Parameters
        ----------
        second_coder : str, optional
            Whose codings stand beside the model's; by default whoever coded most of the same interviews.
        curve : bool, default=True
            Say, too, what fewer interviews would have given; takes several times as long.
        """
        return self.assist.evaluate(second_coder=second_coder, curve=curve)

    def sample(self, n: int, *, seed: int = 0) -> pd.DataFrame:
        """Draw informants' segments to code by hand, by chance: document, segment, probability, stratum, weight.

        What is estimated from it holds for the whole study, as what helps the model most (:meth:`Assist.next_to_code`)
        does not. The same seed gives the same segments, whatever was coded meanwhile; a larger sample adds to a smaller.
        """
        from qualcode.study.sampling import sample_of

        return sample_of(self, n, seed=seed)

    def trust(self) -> Trust:
        """Say how far the model that came with the study can be trusted on the interviews here, and what to code first."""
        from qualcode.study.replication.trusting import trust_in

        return trust_in(self)

    # -- the next study ------------------------------------------------------------------------------------------

    def freeze(
        self, name: str, *, audience: Audience = "team", with_text: bool = False, reason: str = ""
    ) -> Path:
        """Fix codebook, segmentation, settings, model and figures in ``frozen/NAME.zip``, without any interview's words.

        Parameters
        ----------
        name : str
            Such as ``"2024"``.
        audience : {"team", "print"}
            For the team with numbers and model; for others in words only, past the gate.
        with_text : bool, default=False
            The texts and codings as well: for the team's own archive, with a reason, which is logged.
        reason : str
        """
        from qualcode.study.freezing import freeze

        return freeze(self, name, audience=audience, with_text=with_text, reason=reason)

    def replicate(self, target: str | Path, *, title: str = "", language: str = "") -> Study:
        """Make a new study in a new or empty folder from this one: codebook, guide, settings, model; nothing of its texts."""
        from qualcode.study.replication import replicate

        return replicate(self, Path(target), title=title, language=language)

    # -- coding in the notebook ----------------------------------------------------------------------------------

    def overview(self, *, coder: str = "") -> Workbench:
        """Show what is imported, coded by whom and what is left, with links into the transcripts.

        Parameters
        ----------
        coder : str, optional
            Who is at work, so that the links lead to her own coding; nobody: a look at everything, to read only.
        """
        return self._workbench(coder, page="overview")

    def coder(self, document: str, *, coder: str = "", at: int | None = None) -> Workbench:
        """Show a transcript to code: the text on the left, the code tree on the right.

        Parameters
        ----------
        document : str
        coder : str
            Who codes. She sees her own work only, until the round is opened. Nobody: to read only.
        at : int, optional
            A position (code points) to begin at.

        Raises
        ------
        PrivacyError
            Nobody has reviewed the pseudonyms of this text (QC-PV01).
        """
        return self._workbench(coder, page="coding", document=document, at=at)

    def read(self, code: str = "", *, coder: str = "") -> Workbench:
        """Show all passages of a code and below it, in context, with their memos; without a code, to choose one."""
        return self._workbench(coder, page="reading", code=code)

    def review(
        self, suggestions: SuggestionList | None = None, *, coder: str, everything: bool = False
    ) -> Workbench:
        """Show suggestions to answer, passage by passage; by default those of :meth:`suggest` for this coder.

        ``everything`` shows those, too, that do not pass the threshold.
        """
        return self._workbench(coder, page="review", suggestions=suggestions, everything=everything)

    def adjudicate(self, *, coder: str, round: int | None = None) -> Workbench:
        """Show where coders differ, the costliest first, to settle it; ``coder`` is who settles.

        What is settled stands as codings of the consensus, each with the codings it came from: :attr:`adjudication`.
        """
        return self._workbench(coder, page="adjudication", round=round)

    def _workbench(self, coder: str, **start: object) -> Workbench:
        from qualcode.study.desk import Desk
        from qualcode.widgets.workbench import Workbench

        return Workbench(Desk(self, coder=coder, start=start))

    @property
    def adjudication(self) -> Adjudication:
        """Where coders differ and how it was settled, for scripts: places, settling, where a settled coding comes from."""
        from qualcode.study.adjudicating import Adjudication

        return Adjudication(self)

    @property
    def rounds(self) -> list[Round]:
        """The rounds of coding. While one is blind, coders see only their own codings of it."""
        return self.store.rounds()

    def open_round(self, number: int) -> bool:
        """Let coders see each other's codings of a round; False where they could already."""
        return self.store.open_round(number, actor=self.actor, seen=self._seen)

    def start_round(self, title: str = "") -> Round:
        """Begin the next round, blind again; codings of earlier rounds stay."""
        return self.store.start_round(title=title, actor=self.actor, seen=self._seen)

    # -- results -------------------------------------------------------------------------------------------------

    @property
    def site_ids(self) -> tuple[str, ...]:
        """Neutral ids of the study's sites."""
        return self.config.sites or tuple(sorted({i.site for i in self.interviews if i.site}))

    def matrix(
        self,
        *,
        rows: str | None = None,
        columns: str | None = None,
        name: str = "",
        title: str = "",
        as_of: str = "",
    ) -> ThemeMatrix:
        """Count in how many segments, by how many speakers, at how many sites two branches are said together.

        Without ``rows`` and ``columns``, the first matrix of study.yaml. ``as_of`` names a version of the codebook, here
        and in what follows: codes, codings and texts as they were while it last held; study.yaml and the tables of
        interviews and speakers have no history and are those of today.
        """
        first = self.config.matrices[0]
        wanted = (rows or first.rows, columns or first.columns)
        return Counting.of(self, as_of=as_of).matrix(*wanted, name=name, title=title)

    def cooccurrence(self, branches: Sequence[str] = (), *, as_of: str = "") -> CodePairs:
        """Count which codes are said together, in the informants' segments."""
        from qualcode.study import theme_tables

        return theme_tables.cooccurrence(self, branches, as_of=as_of)

    def code_document(self, branches: Sequence[str] = (), *, as_of: str = "") -> CodeTable:
        """Count each code in each interview; for the team."""
        from qualcode.study import theme_tables

        return theme_tables.documents(self, branches, as_of=as_of)

    def code_attribute(
        self, attribute: Attribute = "area", branches: Sequence[str] = (), *, as_of: str = ""
    ) -> CodeTable:
        """Count each code by area, role, mode of the interview or stance."""
        from qualcode.study import theme_tables

        return theme_tables.attributes(self, attribute, branches, as_of=as_of)

    def framework(self, *, rows: str | None = None, columns: str | None = None) -> FrameworkMatrix:
        """Return a framework matrix: partners and themes, with a summary and references to quotes in each cell."""
        from qualcode.study import theme_tables

        quotes = self.store.quotes()
        return theme_tables.framework_of(self, rows=rows, columns=columns, quotes=quotes)

    def findings(self, *, as_of: str = "") -> Findings:
        """List who says what of which partner, by area."""
        return Counting.of(self, as_of=as_of).findings()

    def compare(self, reference: str | Path) -> Comparison:
        """Compare the findings with a reference file, another study's folder or a frozen study."""
        from qualcode.study.comparing import compare_with

        return compare_with(self, Path(reference))

    def changes(
        self, other: str | Path, *, sites: int | None = None, codes: str | Path | None = None
    ) -> Changes:
        """Say place by place what is the same, stronger, weaker, new or gone, and what few sites can tell apart.

        Parameters
        ----------
        other : path
            Another study's folder, a frozen study, or a findings file.
        sites : int, optional
            How many sites a findings file is of: it does not say so.
        codes : path, optional
            A table ``code,here``: what the other's codes are in this study, where no codebook's ``was`` says it.
        """
        from qualcode.study.changing import changes_from

        return changes_from(self, other, sites=sites, codes=codes)

    def topics(
        self,
        *,
        reducer: Reducer = "pca",
        encoder: str = "",
        min_size: int | None = None,
        resamples: int | None = None,
    ) -> Topics:
        """Find topics in what informants say, and how far the codebook covers them; proposals, for a person to judge.

        Parameters
        ----------
        reducer : {"pca", "umap"}, default="pca"
            ``"pca"`` gives the same on every machine; ``"umap"`` is slower, and does so with one BLAS thread.
        encoder : str, optional
            A folder with a sentence model, instead of words; nothing is fetched.
        min_size : int, optional
            Passages that a topic needs at least; by default it follows from how many there are.
        resamples : int, optional
            How often topics are sought again in a part of the interviews, to see which stay.
        """
        from qualcode.study.topics import topics_of

        return topics_of(self, reducer=reducer, encoder=encoder, min_size=min_size, resamples=resamples)

    def saturation(
        self, *, base: int = 4, run: int = 2, threshold: float = 0.05, seed: int = 0
    ) -> Saturation:
        """Say when interviews stopped bringing new codes, and new meanings of known ones (Guest, Namey and Chen 2020).

        Parameters
        ----------
        base, run : int
            Base size and run length, in interviews.
        threshold : float
            Share of the base's codes that may be new in a run.
        seed : int
            For the sample of orders, where interviews are many.
        """
        from qualcode.study.saturating import saturation_of

        return saturation_of(self, base=base, run=run, threshold=threshold, seed=seed)

    def estimates(
        self,
        sample: pd.DataFrame | str | Path,
        *,
        model: TextSuggester | str | Path | None = None,
        of: Of = "interviews",
        codings: CodingSet | None = None,
    ) -> Estimates:
        """Estimate how often codes are said where people have coded a random sample only; estimates are no counts.

        Parameters
        ----------
        sample : DataFrame or path
            As :meth:`sample` drew it, or its rows of some interviews; every segment of it read and coded by hand.
        model : TextSuggester or path, optional
            A model that knows nothing of these interviews, such as another study's file. By default the one that came along
            when the study was replicated, else one that learns from the interviews outside the sample.
        of : {"interviews", "people"}, default="interviews"
            What the intervals are for: these interviews, or people like those who were interviewed.
        codings : CodingSet, optional
            Other codings than the ones that are counted.
        """
        from qualcode.study.estimating import estimates_of

        return estimates_of(self, sample, model=model, of=of, codings=codings)

    def agreement(self, coders: Sequence[str] = ()) -> Agreement:
        """Compare coders who coded apart from each other; by default all people but the consensus."""
        return counted.agreement_of(self, coders)

    def require_code(self, code: str) -> None:
        """Refuse a code or branch that the codebook does not have (QC-SY07)."""
        if not any(in_branch(known.id, code) for known in self.codebook):
            raise CodingError(
                f"there is no code {code!r}",
                code="QC-SY07",
                where="codebook.yaml",
                do="See: qualcode codebook show",
            )

    def passages(self, *, code: str | None = None) -> Passages:
        """Return the passages behind the codes, for the team; refused before the texts are reviewed."""
        from qualcode.quotes import passages

        privacy.require_reviewed(self)
        if code is not None:
            self.require_code(code)
        return passages(self.coding_set(), self.segments(), self.versions(), self.codebook, code=code)

    def quotes(self) -> Chosen:
        """Return the quotes that support the findings, each with why it was chosen; chosen is not cleared."""
        from qualcode.study.quoting import choose_quotes

        return choose_quotes(self)

    @property
    def factcheck(self) -> FactCheck:
        """The fact check: packs out, replies in, and how far it has come."""
        from qualcode.study.factchecking import FactCheck

        return FactCheck(self)

    @property
    def clearing(self) -> Clearing:
        """What may leave the study, what waits for whom, and the ticks of the people who looked."""
        from qualcode.study.clearing import Clearing

        return Clearing(self)

    @property
    def printed_numbers(self) -> PrintedNumbers:
        """Tables of numbers for print: each is judged beside all that went out before, and remembered."""
        from qualcode.study.printed_numbers import PrintedNumbers

        return PrintedNumbers(self)

    def explain(self, id: str) -> Explanation:
        """Show what stands behind a sentence's or a cell's anchor, a quote or a coding; for the team, with words."""
        from qualcode.study.explaining import explain

        return explain(self, id)

    def draw(self, matrix: ThemeMatrix, path: str | Path) -> None:
        """Draw a matrix in words, as it may be printed, to a .png, .svg or .pdf file."""
        from qualcode.matrices import save_figure
        from qualcode.study.printable import Printable

        shown = Printable.of(self).in_words(matrix)
        save_figure(shown.plot(language=self.config.language), Path(path))

    def report(self, path: str | Path | None = None) -> list[Path]:
        """Write the report in words: to a .docx or .html file, or both into reports/."""
        from qualcode.study.printing import write_report

        return list(write_report(self, Path(path) if path else None).files)

    def verify(self, path: str | Path) -> pd.DataFrame:
        """Compare an edited Word report with the data: words of quantity, quotes, numbers and names that do not agree."""
        from qualcode.study.verifying import verify_report

        return verify_report(self, Path(path))

    def run(self, *, progress: bool = False) -> RunResult:
        """Do every step from data/transcripts/ to reports/; stop before the first that needs a person."""
        from qualcode.study.pipeline import run

        return run(self, progress=progress)

    # -- upkeep --------------------------------------------------------------------------------------------------

    def undo(self) -> Mapping[str, Any]:
        """Take the latest action back; again for the one before it."""
        return self._turned(self.store.undo(actor=self.actor, seen=self._seen))

    def redo(self) -> Mapping[str, Any]:
        """Do again what was undone last."""
        return self._turned(self.store.redo(actor=self.actor, seen=self._seen))

    def _turned(self, action: Action) -> Mapping[str, Any]:
        """Describe what was undone or redone; codebook.yaml goes along with the store's codebook."""
        told = _as_mapping(action)
        return {**told, "codebook": codebook_files.put_back(self)} if action.kind == "codebook" else told

    def log(self, limit: int = 20) -> pd.DataFrame:
        """Return the latest actions, the latest first."""
        from qualcode.study.tables import log_table

        return log_table(self.store.log(limit))

    def status(self) -> pd.DataFrame:
        """Return one row per document: version, reviewed, turns, words, segments, codings by coder."""
        from qualcode.study.tables import status_table

        return status_table(self)

    def next_step(self) -> str:
        """Say what to do next."""
        from qualcode.study.pipeline import next_step

        return next_step(self)

    def check(self) -> list[str]:
        """Check the store and what hangs on it; an empty list says that all is sound."""
        from qualcode.study.checking import problems_of

        return problems_of(self)

    def merge(self, other: str | Path, *, dry_run: bool = False) -> MergeReport:
        """Take over what was done in another copy of this study; conflicts are listed, and ours stays.

        Parameters
        ----------
        other : path
            The other copy's folder, or a backup of its store.
        dry_run : bool, default=False
            Say what would happen, and store nothing.
        """
        from qualcode.study.merging import merge_with

        return merge_with(self, Path(other), dry_run=dry_run)

    def backup(self, path: str | Path) -> None:
        """Copy the store to a new file, with the list of the numbers that have gone out, and check the copy."""
        self.store.backup(Path(path), carried=self.printed_numbers.carried())

    def restore(self, path: str | Path) -> str:
        """Put a checked backup in the store's place; return where the earlier store is kept."""
        from qualcode.study.checking import restore_from

        return restore_from(self, Path(path))


def _as_mapping(action: Action) -> dict[str, Any]:
    return {"rev": action.rev, "kind": action.kind, "at": action.at, "undoes": action.undoes}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account by that number: a container
        return "unknown"
