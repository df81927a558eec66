"""The code tree of a study as it changes: new versions, earlier ones, and passages to read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CodebookError, StaleStudyError, StudyLayoutError
from qualcode.interchange import parse_codebook
from qualcode.interchange.codebook_edit import edit_codebook
from qualcode.model import Code, Codebook, Coding, CodingSet, Reread, sha256_of
from qualcode.model.codebook_changes import (
    Add,
    Change,
    Merge,
    Move,
    Redefine,
    ReId,
    Rename,
    Retire,
    Split,
    apply,
    next_version,
    reworded,
)
from qualcode.model.succession import Consequences, Succession, changes_between
from qualcode.store.results import CodebookVersion
from qualcode.study import codebook_files, rereading
from qualcode.study.codebook_change import CodebookChange

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study


class Codes:
    """The code tree of a study, to be changed: ``study.codes``.

    Every change makes a new version of codebook.yaml and of the store's codebook. With ``dry_run=True`` it only says
    what would happen to the codings.

    Parameters
    ----------
    study : Study
    actor : str, optional
        Who changes it; by default whoever opened the study.

    Examples
    --------
    >>> import tempfile
    >>> from qualcode.study import Study
    >>> with Study.create_example(Path(tempfile.mkdtemp()) / "example") as study:
    ...     _ = study.run()
    ...     done = study.codes.rename("partner.skole", name="Folkeskoler")
    ...     study.codebook.version, done.consequences.stays == done.consequences.codings
    ('1.1', True)
    """

    def __init__(self, study: Study, *, actor: str = "") -> None:
        self._study = study
        self._actor = actor or study.actor

    # -- changing ------------------------------------------------------------------------------------------------

    def add(
        self,
        id: str,
        *,
        name: str,
        under: str = "",
        definition: str = "",
        cues: Sequence[str] = (),
        examples: Sequence[str] = (),
        read: str | Path | None = None,
        version: str = "",
        dry_run: bool = False,
    ) -> CodebookChange:
        """Add a code; ``read`` is a table (document, segment) of passages to look through for it."""
        full = f"{under}.{id}" if under else id
        code = Code(full, name, definition, examples=tuple(examples), cues=tuple(cues))
        passages = rereading.read_passages(self._study, Path(read), full) if read else []
        return self.change([Add(code)], version=version, dry_run=dry_run, passages=passages)

    def rename(
        self, code: str, *, name: str = "", id: str = "", version: str = "", dry_run: bool = False
    ) -> CodebookChange:
        """Give a code another name, another last part of its id, or both."""
        changes: list[Change] = [Rename(code, name)] if name else []
        changes += [ReId(code, id)] if id else []
        return self.change(changes, version=version, dry_run=dry_run)

    def move(self, code: str, *, under: str, version: str = "", dry_run: bool = False) -> CodebookChange:
        """Move a code and all below it under another one; under nothing, to the top."""
        return self.change([Move(code, under)], version=version, dry_run=dry_run)

    def merge(
        self, codes: Sequence[str], *, into: str, name: str = "", version: str = "", dry_run: bool = False
    ) -> CodebookChange:
        """Make one code of several; which it was made with stays on record for each coding."""
        return self.change([Merge(tuple(codes), into, name)], version=version, dry_run=dry_run)

    def split(
        self,
        code: str,
        *,
        into: Sequence[str],
        names: Mapping[str, str] | None = None,
        version: str = "",
        dry_run: bool = False,
    ) -> CodebookChange:
        """Make several codes of one; its codings stay and come onto the work-list."""
        return self.change([Split(code, tuple(into), names or {})], version=version, dry_run=dry_run)

    def retire(
        self, code: str, *, retired: bool = True, version: str = "", dry_run: bool = False
    ) -> CodebookChange:
        """Let no new codings of a code be made; those that are there stay."""
        return self.change([Retire(code, retired)], version=version, dry_run=dry_run)

    def redefine(
        self,
        code: str,
        *,
        definition: str | None = None,
        use_when: str | None = None,
        not_when: str | None = None,
        cues: Sequence[str] | None = None,
        examples: Sequence[str] | None = None,
        only_wording: bool = False,
        version: str = "",
        dry_run: bool = False,
    ) -> CodebookChange:
        """Say anew what a code means; its codings come onto the work-list, unless it is ``only_wording``."""
        change = Redefine(
            code,
            definition,
            use_when,
            not_when,
            None if examples is None else tuple(examples),
            None if cues is None else tuple(cues),
            only_wording,
        )
        return self.change([change], version=version, dry_run=dry_run)

    def change(
        self,
        changes: Sequence[Change],
        *,
        version: str = "",
        dry_run: bool = False,
        passages: Sequence[Reread] = (),
    ) -> CodebookChange:
        """Make several changes at once: one new version.

        Parameters
        ----------
        changes : sequence of Change
            See :mod:`qualcode.model.codebook_changes`.
        version : str, optional
            The new version; by default :meth:`next_version`.
        dry_run : bool, default=False
            Say what would happen, and change nothing.
        passages : sequence of Reread, optional
            To be put onto the work-list with it.

        Raises
        ------
        CodebookError
            The changes do not fit the tree (QC-CB10); codebook.yaml was edited by hand since it was stored (QC-CB11); the
            version is taken (QC-CB12); nothing would change (QC-CB13).
        StaleStudyError
            codebook.yaml was changed meanwhile (QC-CB14).
        """
        study = self._study
        text = codebook_files.text_of(study)
        old = parse_codebook(text)
        self._refuse_unstored(text, old)
        new = apply(old, changes, version=version or self.next_version(old.version))
        if new.version == old.version or new.version in {one.version for one in self.versions()}:
            raise CodebookError(
                f"there is a version {new.version!r} already",
                code="QC-CB12",
                where="codebook.yaml",
                do="Choose another: --version",
            )
        same_words = reworded(changes)
        succession = changes_between(old, new, reworded=same_words)
        edited, kept = edit_codebook(text, new, codebook_files.came_from(old, new, succession))
        what = self._plan(new, succession, same_words)
        done = CodebookChange(
            old, parse_codebook(edited), what, codebook_files.mentions(study, succession), dry_run=dry_run
        )
        if dry_run:
            return done
        backup = "" if kept else codebook_files.keep(study, text)
        self._write(text, edited, same_words)
        listed = study.store.add_rereads(passages, actor=self._actor, seen=study._seen) if passages else 0
        return CodebookChange(old, done.new, what, done.mentions, listed, backup)

    def next_version(self, version: str) -> str:
        """Return the next minor version that the study has not had; one that was undone is not given to something else."""
        had = {one.version for one in self.versions()}
        version = next_version(version)
        while version in had:
            version = next_version(version)
        return version

    def _plan(self, new: Codebook, succession: Succession, same_words: Collection[str]) -> Consequences:
        if not self._study.layout.store.exists():
            return Consequences(succession)
        return self._study.store.plan_codebook(new, reworded=same_words)

    def _refuse_unstored(self, text: str, old: Codebook) -> None:
        """Refuse to build on edits that nobody stored: what they mean for the codings is to be decided first."""
        stored = self._study.store.codebook() if self._study.layout.store.exists() else None
        if stored is None or stored.codebook == old or stored.source_sha256 == sha256_of(text):
            return
        raise CodebookError(
            "codebook.yaml was edited since it was stored",
            code="QC-CB11",
            where="codebook.yaml",
            do="See what that means, then store it: qualcode codebook update --dry-run, qualcode codebook update",
        )

    def _write(self, before: str, text: str, same_words: Collection[str]) -> None:
        """Write the file, then the store; where the store refuses, the file is put back.

        In this order, so that a killed run leaves a file that says what happened, which the next run stores.
        """
        study = self._study
        if codebook_files.text_of(study) != before:
            raise StaleStudyError(
                "codebook.yaml was changed while this change was worked out; nothing was written",
                code="QC-CB14",
                where="codebook.yaml",
                do="Look at what changed, and do it again.",
            )
        codebook_files.write_file(study, text)
        try:
            if study.layout.store.exists():
                codebook_files.update(study, reworded=same_words, actor=self._actor)
        except BaseException:
            if codebook_files.text_of(study) == text:  # what somebody wrote since is theirs
                codebook_files.write_file(study, before)
            raise

    def update(self, *, only_wording: Collection[str] = (), dry_run: bool = False) -> CodebookChange:
        """Store codebook.yaml as it was edited by hand, and say what that means for the codings.

        Parameters
        ----------
        only_wording : collection of str, optional
            Codes whose definition says the same in other words: nothing to read again.
        dry_run : bool, default=False
            Say what would happen, and store nothing.
        """
        study = self._study
        new = parse_codebook(codebook_files.text_of(study))
        for code in only_wording:
            if code not in new:
                raise CodebookError(
                    f"there is no code {code!r}",
                    code="QC-CB10",
                    where="codebook.yaml",
                    do="See: qualcode codebook show",
                )
        stored = study.store.codebook()
        old = stored.codebook if stored else new
        what = study.store.plan_codebook(new, reworded=only_wording)
        if not dry_run:
            codebook_files.update(study, reworded=only_wording, actor=self._actor)
        return CodebookChange(
            old, new, what, codebook_files.mentions(study, what.succession), dry_run=dry_run
        )

    # -- earlier versions ----------------------------------------------------------------------------------------

    def versions(self) -> list[CodebookVersion]:
        """Return the versions that the store has, the earliest first."""
        study = self._study
        return study.store.codebook_versions() if study.layout.store.exists() else []

    def versions_table(self) -> pd.DataFrame:
        """Return the versions as a table: number, version, when it was stored, how many codes, whether it holds."""
        import pandas as pd

        columns = ["number", "version", "stored_at", "codes", "holds"]
        rows = [
            (
                one.number,
                one.version,
                one.stored_at,
                len(self.at(f"#{one.number}")),
                "" if one.ended else "yes",
            )
            for one in self.versions()
        ]
        return pd.DataFrame(rows, columns=columns)

    def at(self, version: str) -> Codebook:
        """Return the codebook of a version, as it was.

        Of two with the same version the later; ``"#2"`` is the second that was stored.
        """
        found = self._study.store.codebook(self._version(version).number)
        assert found is not None
        return found.codebook

    def revision_of(self, version: str) -> int | None:
        """Return the last revision at which a version held; None for the one that holds."""
        ended = self._version(version).ended
        return None if ended is None else ended - 1

    def _version(self, version: str) -> CodebookVersion:
        every = self.versions()
        fitting = [one for one in every if version in (one.version, f"#{one.number}")]
        if not fitting:
            raise StudyLayoutError(
                f"no codebook of version {version!r} was stored",
                code="QC-SY14",
                where=str(self._study.layout.root),
                allowed=f"Versions: {', '.join(one.version for one in every) or 'none yet'}",
            )
        return fitting[-1]

    # -- to read again -------------------------------------------------------------------------------------------

    def review(
        self,
        *,
        coder: str | None = None,
        document: str | None = None,
        code: str | None = None,
        done: bool = False,
    ) -> pd.DataFrame:
        """Return the passages to read again that fit what is given; with ``done``, those that were read, too."""
        return rereading.table(self._study, coder=coder, document=document, code=code, done=done)

    def reviewed(self, ids: Sequence[str], *, by: str = "", done: bool = True) -> int:
        """Note that somebody has read passages again, or take that back; ids may be cut to their beginning."""
        return rereading.mark(self._study, ids, by or self._actor, done)


# -- for the facade ----------------------------------------------------------------------------------------------------


def codings_as_of(study: Study, version: str, query: Mapping[str, str | bool | None]) -> CodingSet:
    """Return codings as they were while a version of the codebook held, with the codes of then."""
    codes = study.codes
    found = study.store.codings(**query, at=codes.revision_of(version))  # type: ignore[arg-type]
    return CodingSet("codings", tuple(found), codes.at(version).version)


def with_origins(study: Study, codings: pd.DataFrame) -> pd.DataFrame:
    """Return a table of codings with the code and the version of the codebook that each was made with."""
    made = study.store.codings_made()
    origins = [made.get(id_, ("", "")) for id_ in codings["id"]]
    return codings.assign(made_as=[code for code, _ in origins], codebook=[version for _, version in origins])


def called_today(study: Study, codings: Sequence[Coding]) -> tuple[Coding, ...]:
    """Return codings with the codes of codebook.yaml, also where its latest edits are not stored yet."""
    book = study.codebook
    return tuple(one if one.code in book else replace(one, code=book.today(one.code)) for one in codings)
