"""Adjudication: where coders differ, how it is settled, and where a settled coding comes from.

What is settled stands as codings under one name (``study.yaml: coding_set``, else ``consensus``), and each settlement
keeps which codings stood there, what came of them, who settled it and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualcode.coding.outcomes import Standing, settled_codings, settlement_of
from qualcode.coding.places import Place
from qualcode.coding.tracing import Trace, places_table, trace_of
from qualcode.errors import CodingError, StaleStudyError, StepNeeded
from qualcode.model import Coding, Settlement
from qualcode.study.counted import settled_name
from qualcode.study.differing import Reading, read
from qualcode.study.layout import CONSENSUS
from qualcode.study.pipeline import require_speakers
from qualcode.study.results import StepResult

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study


class Adjudication:
    """Settling the differences between coders of one study; made by ``study.adjudication``.

    Parameters
    ----------
    study : Study
    round : int, optional
        What the coders say as of this round: codings of this and of earlier ones. By default the latest open round.

    Raises
    ------
    StepNeeded
        The round is blind (QC-AD01): who settles sees what all have coded. Or it is not known of everybody who asks and
        who answers (QC-SY09).
    CodingError
        There is no such round (QC-AD02), or the settled name is a coder's own (QC-AD03).
    """

    def __init__(self, study: Study, *, round: int | None = None) -> None:
        self._study = study
        self.into = settled_name(study)
        self.round = _round_to_settle(study, round)
        require_speakers(study)
        _refuse_own_codings(study, self.into)
        self._reading: Reading | None = None

    def __repr__(self) -> str:
        return f"<Adjudication of round {self.round} into {self.into!r}>"

    # -- what there is to settle ---------------------------------------------------------------------------------

    @property
    def places(self) -> tuple[Standing, ...]:
        """All places where a coder has a coding and how they stand, the costliest first.

        Raises
        ------
        ReliabilityError
            There is nothing to compare: fewer than two coders (QC-RL01), no document that two have read (QC-RL02).
        """
        return self._now().standings

    @property
    def coders(self) -> tuple[str, ...]:
        """Who is compared: all people who have coded, but the settled name."""
        return self._now().compared.coders

    @property
    def untraceable(self) -> tuple[str, ...]:
        """Ids of settled codings that no settlement led to: they came from a file, and count all the same."""
        return self._now().untraceable

    @property
    def counts(self) -> dict[str, int]:
        """How many places there are, differ, can be taken as agreed, are settled, are out of date; and untraceable codings."""
        places = self.places
        return {
            "places": len(places),
            "differ": sum(one.differs for one in places),
            "agreed": sum(one.takes_agreed for one in places),
            "settled": sum(one.status == "settled" for one in places),
            "out_of_date": sum(one.status == "out of date" for one in places),
            "untraceable": len(self.untraceable),
        }

    def place(self, id: str) -> Standing:
        """Return the place of an id.

        Raises
        ------
        StaleStudyError
            There is none (any more): codings have joined or parted its segments (QC-AD04).
        """
        for one in self.places:
            if one.place.id == id:
                return one
        raise _changed(id)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per place, without words: where, what it costs, how it stands, who used which codes."""
        return places_table(self.places, self.coders)

    def _now(self) -> Reading:
        """Return the study as it is now; read again only where something was written since."""
        if self._reading is None or self._reading.rev != self._study.store.revision:
            self._reading = read(self._study, round=self.round, into=self.into, before=self._reading)
        return self._reading

    # -- settling ------------------------------------------------------------------------------------------------

    def settle(
        self,
        place: Place | str,
        codings: Iterable[Coding],
        *,
        memo: str = "",
        by: str = "",
        seen: int | None = None,
    ) -> StepResult:
        """Settle one place: these codings hold there from now on, under the settled name, and no others.

        Parameters
        ----------
        place : Place or str
            A place as it was looked at, or its id. Of a place it is made sure that it is still so.
        codings : iterable of Coding
            Codings of the coders (``place.side("anna").codings``), new ones (``place.coding("partner.skole")``), or
            none. What the coders noted on a code goes along with it.
        memo : str
            Why.
        by : str, optional
            Who settles; by default the study's actor.
        seen : int, optional
            The store's revision at which the place was looked at; by default the one it was read at.

        Returns
        -------
        StepResult
            ``settled`` (0 or 1), ``unchanged``, ``added`` and ``withdrawn`` codings.

        Raises
        ------
        StaleStudyError
            Somebody coded there since (QC-AD04, QC-ST07).
        CodingError
            A coding reaches beyond the place (QC-AD05), or no person settles (QC-AD06).
        """
        return self._store([(self._unchanged(place), list(codings), memo)], by, seen)

    def settle_agreed(self, *, by: str = "", seen: int | None = None) -> StepResult:
        """Settle, as one action, all places on which all coders say the same.

        A place stays as it is where it was settled otherwise before, or where a file brought something else: that
        people have decided, and they decide again.
        """
        taken = [
            (one, one.place.sides[0].codings, one.settlement.memo if one.settlement else "")
            for one in self.places
            if one.takes_agreed
        ]
        return self._store(taken, by, seen)

    def _unchanged(self, place: Place | str) -> Standing:
        if isinstance(place, str):
            return self.place(place)
        standing = self.place(place.id)
        if standing.place != place:
            raise _changed(place.id)
        return standing

    def _store(
        self, settled: Iterable[tuple[Standing, Sequence[Coding], str]], by: str, seen: int | None
    ) -> StepResult:
        """Store settlements, all or none, as one action."""
        study, who = self._study, by or self._study.actor
        rev = self._now().rev if seen is None else seen
        _refuse_nobody(study, who, self.into)
        wanted = list(settled)
        texts = {name: study.version(name).text for name in {one.place.document for one, _, _ in wanted}}
        items = [
            self._settlement(standing, chosen, memo, who, texts[standing.place.document])
            for standing, chosen, memo in wanted
        ]
        if not items:
            return StepResult("settle", dict.fromkeys(("settled", "unchanged", "added", "withdrawn"), 0))
        study.update_codebook()  # a code that is settled on may be newer than the store's codebook
        done = study.store.settle(items, actor=who, seen=rev)
        counts = {
            "settled": done.settled,
            "unchanged": done.unchanged,
            "added": len(done.added),
            "withdrawn": len(done.withdrawn),
        }
        return StepResult("settle", counts)

    def _settlement(
        self, standing: Standing, chosen: Sequence[Coding], memo: str, by: str, text: str
    ) -> tuple[Settlement, list[Coding]]:
        place = standing.place
        made = settled_codings(
            place,
            chosen,
            text=text,
            into=self.into,
            round=self.round,
            there=standing.there,
        )
        return settlement_of(place, made, memo=memo, by=by, into=self.into, round=self.round), made

    # -- where it comes from -------------------------------------------------------------------------------------

    def trace(self, coding: str) -> Trace:
        """Say where a settled coding comes from: the codings that stood there, whose they were, who settled it and why.

        Parameters
        ----------
        coding : str
            Id of a coding of the settled set, as ``study.codings(coder="consensus")`` has it.

        Raises
        ------
        CodingError
            There is no such coding in the settled set (QC-AD07).
        """
        store = self._study.store
        holding = {one.id: one for one in store.codings()}
        known = {one.id: one for one in store.codings(withdrawn=True)} | holding
        found = holding.get(coding)
        if found is None or found.coder != self.into:
            raise CodingError(
                f"{self.into!r} has no coding with this id",
                code="QC-AD07",
                where="trace",
                do=f"Take an id from: qualcode codings list --coder {self.into}",
            )
        settlements = store.settlements(document=found.document, into=self.into)
        return trace_of(found, settlements, known=known, holding=holding)


# -- what is refused ---------------------------------------------------------------------------------------------------


def _round_to_settle(study: Study, wanted: int | None) -> int:
    """Return the number of an open round; all rounds before it are open, too."""
    rounds = study.store.rounds()
    numbers = [one.number for one in rounds]
    if wanted is not None and wanted not in numbers:
        raise CodingError(
            f"there is no round {wanted}",
            code="QC-AD02",
            where="adjudication",
            allowed=f"Rounds: {', '.join(map(str, numbers))}",
            do="See: qualcode round list",
        )
    number = wanted or max((one.number for one in rounds if one.is_open), default=numbers[0])
    blind = [one.number for one in rounds if one.number <= number and not one.is_open]
    if blind:
        raise StepNeeded(
            f"round {blind[0]} is blind, and settling shows what everybody has coded",
            code="QC-AD01",
            where="adjudication",
            do=f"When all have finished, open the round: qualcode round open {blind[0]}",
        )
    return number


def _refuse_own_codings(study: Study, into: str) -> None:
    """Refuse to settle under the name of somebody who codes: her own codings would give way to what is settled."""
    if into == CONSENSUS:
        return
    store = study.store
    by_hand = any(action.actor == into and action.kind == "code" for action in store.log())
    if by_hand or store.finished(coder=into) or store.decisions(coder=into):
        raise CodingError(
            f"study.yaml counts the codings of {into!r}, who codes, too",
            code="QC-AD03",
            where=str(study.layout.study_yaml),
            allowed="What is settled stands under a name of its own",
            do="Remove coding_set from study.yaml, so that it stands as 'consensus'.",
        )


def _refuse_nobody(study: Study, who: str, into: str) -> None:
    models = {one.name for one in study.store.coders() if one.kind == "model"}
    if who == into or who in models:
        raise CodingError(
            f"{who!r} is no person, and people settle",
            code="QC-AD06",
            where="adjudication",
            do="Say who settles: by=NAME, or --by NAME.",
        )


def _changed(place: str) -> StaleStudyError:
    return StaleStudyError(
        "the codings at this place changed since it was looked at; nothing was settled",
        code="QC-AD04",
        where=place,
        do="Look at it again.",
    )
