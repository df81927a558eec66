"""Tables of numbers for print: each passes the gate beside all that went out before, and is remembered.

A number that is left out today can be worked out from one that was printed yesterday. So every table that goes out is kept, and the next
one is judged beside it. The report's words tell numbers of sites by a policy of their own, so a reader knows those, too. What is held back is left out,
however large it is. Where the data have changed since, old and new numbers together tell what was added: then nothing goes out until a
person withdraws what is out and begins anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qualcode.disclosure import DEFAULT_RULES, NumberTable, Protected, Rules, audit, protect
from qualcode.errors import PrivacyError, StudyLayoutError, UsageError
from qualcode.matrices import FrameworkMatrix
from qualcode.model import Clearance, new_id
from qualcode.model.corpus import SHORT_SHA
from qualcode.safe_io import write_bytes
from qualcode.store.files import free_name
from qualcode.study.counting import Counting
from qualcode.study.numbers_file import Counted as CountedFrom
from qualcode.study.numbers_file import (
    GoneOut,
    Withdrawal,
    numbers_of,
    read_numbers,
    text_of_file,
    united,
    write_numbers,
)
from qualcode.study.printable import Printable
from qualcode.study.table_files import require_ending, write_table
from qualcode.study.table_manner import Counted, Manner, check
from qualcode.study.table_showing import number_table, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from qualcode.disclosure.tables import Of
    from qualcode.interchange.shown_table import ShownTable
    from qualcode.study.facade import Study

NUMBERS_COLUMNS = (
    "table", "count", "numbers", "left_out", "state", "file", "at", "by", "codebook", "coding_set", "reason",
)  # fmt: skip

WORDS = "(words)"
"""Name of the table of what words tell; no table of a study is called so."""

TARGET = "numbers"
"""What the log's tick is about where a release of numbers is begun anew."""


class PrintedNumbers:
    """Numbers for print; made by ``study.printed_numbers``."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._path = study.layout.printed_numbers

    def write(
        self,
        path: str | Path,
        counted: Counted,
        manner: Manner,
        *,
        anew: str = "",
        template: Path | None = None,
    ) -> None:
        """Write a table for print to a file; numbers pass the gate beside all that went out before.

        Parameters
        ----------
        path : path
            As in :func:`qualcode.study.theme_tables.write_table`.
        counted : ThemeMatrix, CodePairs or CodeTable
        manner : Manner
            For print; its ``protect`` is not looked at.
        anew : str
            A reason: what went out before is withdrawn and no longer stands beside.

        Raises
        ------
        PrivacyError
            Numbers went out that were counted from other data (QC-PV07); the gate cannot make this table safe beside what is out
            (QC-PV06).
        """
        target = Path(path)
        require_ending(target)
        self._release(
            counted,
            manner,
            lambda some, how: write_table(target, some, how, template=template),
            anew=anew,
            file=target.name,
        )

    def show(self, counted: Counted, manner: Manner, *, anew: str = "") -> ShownTable:
        """Return a table for print; with numbers, it counts as gone out."""
        made: list[ShownTable] = []
        self._release(counted, manner, lambda some, how: made.append(table_of(some, how)), anew=anew, file="")
        return made[0]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each table of numbers that has gone out (``NUMBERS_COLUMNS``); no numbers of the study."""
        import pandas as pd

        rows = []
        for gone in read_numbers(self._path):
            n = gone.table.counts()
            said = (gone.table.name, gone.table.table.measure, n["numbers"], n["left out"])
            state, why = ("withdrawn", gone.withdrawn.reason) if gone.withdrawn else ("out", "")
            source = (gone.counted.codebook, gone.counted.coding_set)
            rows.append((*said, state, gone.file, gone.at, gone.by, *source, why))
        return pd.DataFrame(rows, columns=list(NUMBERS_COLUMNS))

    def _release(
        self,
        counted: Counted,
        manner: Manner,
        hand_out: Callable[[Counted, Manner], object],
        *,
        anew: str,
        file: str,
    ) -> None:
        """Hand out a table and remember its numbers, or neither; for the team, hand it out."""
        is_held: IsHeld = _nothing
        if manner.audience == "print":
            check(counted, replace(manner, protect=protect))
            made = Printable.of(self._study)  # refuses names that point to somebody (QC-DC01)
            if manner.count == "words" and not isinstance(counted, FrameworkMatrix):
                counted, manner = made.in_words(counted), replace(manner, judged=True)
            is_held = made.held_numbers()
        if manner.audience != "print" or manner.count == "words" or isinstance(counted, FrameworkMatrix):
            if anew:
                raise UsageError(
                    "only numbers for print begin anew",
                    code="QC-PV08",
                    do="Leave --anew out, or ask for numbers for print.",
                )
            hand_out(counted, manner)
            return
        before = read_numbers(self._path)
        source = _counted_from(self._study)
        beside, withdrawal = self._beside(before, source, anew.strip())
        words = replace(number_table(counted, manner, "sites"), name=WORDS)
        gate = _Gate(beside, words, is_held)
        how = replace(manner, protect=gate)
        table_of(counted, how)  # what the gate refuses, it refuses here, before anything is remembered
        if withdrawal is not None:
            self._log(withdrawal, source)
        at, by = _now(), self._study.actor
        kept = [one if one.withdrawn else replace(one, withdrawn=withdrawal) for one in before]
        if gate.made:
            # First remembered, then handed out: what is stopped in between is judged too strictly, and not too mildly.
            new = [GoneOut(one, words, source, file, at, by) for one in gate.made]
            write_numbers(self._path, [*kept, *new])
        try:
            hand_out(counted, how)
        except BaseException:
            if gate.made:
                write_numbers(self._path, before)
            raise

    def _beside(
        self, before: Sequence[GoneOut], source: CountedFrom, anew: str
    ) -> tuple[list[GoneOut], Withdrawal | None]:
        """Return the tables that are out beside a new one, and the withdrawal of all that are, if one is meant."""
        out = [one for one in before if one.withdrawn is None]
        if out and anew:
            return [], Withdrawal(anew, _now(), self._study.actor)
        others = [one for one in out if one.counted.sha256 != source.sha256]
        if others:
            raise PrivacyError(
                f"{len(others)} tables of numbers are out that were counted from other data",
                code="QC-PV07",
                where=str(self._path),
                allowed="Tables that are out together are counted from the same codings, segments and speakers",
                do="Old and new numbers together could tell what was added. Print words; or, if nobody has the old tables, or they"
                " are withdrawn, begin anew: --anew REASON. See: qualcode clear numbers.",
            )
        return out, None

    def _log(self, withdrawal: Withdrawal, source: CountedFrom) -> None:
        seal = source.sha256[:SHORT_SHA]
        tick = Clearance(new_id(), TARGET, seal, "override", withdrawal.by, withdrawal.reason)
        self._study.store.clear([tick], actor=self._study.actor, seen=self._study._seen)

    # -- backups and copies --------------------------------------------------------------------------------------------

    def carried(self) -> str:
        """Return what a backup carries of this: the list of all that has gone out, as a text.

        Raises
        ------
        StudyLayoutError
            The list cannot be read (QC-PV09): a backup without it would let the numbers in it be worked out.
        """
        text = text_of_file(self._path)
        numbers_of(text, where=str(self._path))
        return text

    def unite(self, carried: Sequence[str], *, dry_run: bool = False) -> int:
        """Take in what has gone out by other lists, from a backup or another copy; return how many tables are new here.

        What was printed stays printed, and what was withdrawn in one of them is withdrawn.
        """
        ours = read_numbers(self._path)
        after = ours
        for text in carried:
            after = united(after, numbers_of(text, where="the other copy's list of printed numbers"))
        if not dry_run and any(one not in ours for one in after):
            write_numbers(self._path, after)
        return len(after) - len(ours)

    def take_back(self, carried: str) -> None:
        """Take in what a backup carries; a list here that cannot be read is set aside for it, under a new name."""
        theirs = numbers_of(carried, where="the backup's list of printed numbers")
        try:
            self.unite([carried])
        except StudyLayoutError:
            write_bytes(free_name(self._path, "before-restore"), self._path.read_bytes())
            write_numbers(self._path, theirs)


IsHeld: TypeAlias = "Callable[[Of], bool]"


def _nothing(of: Of) -> bool:
    return False


class _Gate:
    """Protects tables beside those that are out; asked again for the same table, it gives the same answer."""

    def __init__(
        self,
        out: Sequence[GoneOut],
        words: NumberTable,
        is_held: IsHeld = _nothing,
        rules: Rules = DEFAULT_RULES,
    ) -> None:
        self._is_held = is_held
        self._out = [gone.table for gone in out]
        self._words = [Protected(one, rules, {}) for one in (*(gone.words for gone in out), words)]
        self._rules = rules
        self.made: list[Protected] = []

    def __call__(self, table: NumberTable) -> Protected:
        table = replace(table, cells=tuple(replace(one, held=self._is_held(one.of)) for one in table.cells))
        known = next((one for one in (*self._out, *self.made) if one.table == table), None)
        if known is not None:
            return known
        beside = self._beside(table)
        made = protect(table, rules=self._rules, beside=beside)
        # A new table can give away what an earlier one leaves out, too. What words tell of sites is no finding.
        found = audit([*beside, made], rules=self._rules)
        made = replace(made, exposed=tuple(one for one in found if one.table != WORDS))
        if not made.exposed:
            self.made.append(made)
        return made

    def _beside(self, table: NumberTable) -> list[Protected]:
        """Return what a reader has beside a table: of sites the other tables, of persons and segments the words, too."""
        if table.measure == "sites":
            return [one for one in self._out if one.table.measure == "sites"]
        return [one for one in self._out if one.table.measure != "sites"] + self._words


def _counted_from(study: Study) -> CountedFrom:
    """Return what numbers are counted from: codings, and whose segments they lie on."""
    counting = Counting.of(study)
    codings = sorted(
        [one.document, one.span.start, one.span.end, one.code, one.stance] for one in counting.codings
    )
    segments = sorted(
        [one.document, one.span.start, one.span.end, one.speaker_id, one.role, one.area, one.site]
        for one in counting.segments
    )
    modes = sorted([one.document, one.mode] for one in study.interviews)
    areas = [list(counting.config.areas), list(counting.config.both_areas), counting.sites]
    said = json.dumps([codings, segments, modes, areas], ensure_ascii=False)
    return CountedFrom(
        hashlib.sha256(said.encode()).hexdigest(), counting.codebook.version, counting.codings.name
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
