"""What to do next, in words, for whoever looks at the overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.labels import Labels
from qualcode.study.pipeline import next_step

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_WORDS = {
    "begin": {
        "da": "Begynd med {document}.",
        "en": "Begin with {document}.",
    },
    "go_on": {
        "da": "Kod videre i {document}. Der er {n} svar tilbage.",
        "en": "Go on in {document}. There are {n} answers left.",
    },
    "last": {
        "da": "Kod videre i {document}. Der er ét svar tilbage.",
        "en": "Go on in {document}. There is one answer left.",
    },
    "mark": {
        "da": "Alle svar i {document} er kodet. Sæt hak ved »Læst til ende«.",
        "en": "All answers in {document} are coded. Tick “Read to the end”.",
    },
    "wait": {
        "da": "Vent på {others}, og åbn runde {round}, når alle er færdige.",
        "en": "Wait for {others}, and open round {round} when all have finished.",
    },
    "open": {
        "da": "Alle er færdige. Åbn runde {round}, og se, hvor I er uenige.",
        "en": "All have finished. Open round {round}, and look at where you differ.",
    },
    "settle": {
        "da": "Runde {round} er åben. Se, hvor I er uenige, og afgør det.",
        "en": "Round {round} is open. Look at where you differ, and settle it.",
    },
    "nobody": {
        "da": "Ingen har kodet endnu. Åbn en udskrift i dit eget navn: study.coder(\"{document}\", coder=\"navn\")",
        "en": "Nobody has coded yet. Open a transcript in your own name: study.coder(\"{document}\", coder=\"name\")",
    },
    "run": {
        "da": "Der er ikke mere at kode i denne runde. Kør: qualcode run",
        "en": "There is nothing left to code in this round. Run: qualcode run",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the latest round is.

    Parameters
    ----------
    coder : str
        Who looks; empty is an analyst.
    round : int
    blind : bool
    rows : sequence of mapping
        The interviews, as the overview shows them.
    taking_part : sequence of str
        Who has coded, or read something to its end, in this round.
    unfinished : sequence of str
        Who of them has codings in a document that they have not marked as read to the end.
    settled : bool
        Whether anything was settled in this round.
    """

    coder: str
    round: int
    blind: bool
    rows: Sequence[Mapping[str, Any]] = field(repr=False)
    taking_part: Sequence[str] = ()
    unfinished: Sequence[str] = ()
    settled: bool = False


def step_of(study: Study, at: Standing) -> str:
    """Say what to do next."""
    if not all(row["reviewed"] for row in at.rows) or not any(row["informants"] for row in at.rows):
        step = next_step(study)
        return step[:1].upper() + step[1:]
    words = Labels(_WORDS, study.config.language)
    return _own_step(words, at) or _common_step(words, at)


def _own_step(words: Labels, at: Standing) -> str:
    """Return what the coder herself has to do first, if anything."""
    if not at.coder:
        return "" if at.taking_part else words("nobody", document=at.rows[0]["document"])
    begun = [row for row in at.rows if _mine(row, at.coder)["codings"] and row["left"]]
    for row in [*begun, *(row for row in at.rows if row["left"])]:
        key = "begin" if row not in begun else ("last" if row["left"] == 1 else "go_on")
        return words(key, document=row["document"], n=row["left"])
    for row in at.rows:
        mine = _mine(row, at.coder)
        if mine["codings"] and not mine["finished"]:
            return words("mark", document=row["document"])
    return ""


def _common_step(words: Labels, at: Standing) -> str:
    others = [name for name in at.taking_part if name != at.coder]
    waiting = [name for name in at.unfinished if name != at.coder]
    if len(at.taking_part) < 2 or (at.settled and not at.blind):
        return words("run")
    if not at.blind:
        return words("settle", round=at.round)
    if waiting:
        return words("wait", others=", ".join(waiting), round=at.round)
    return words("open", round=at.round) if others else words("run")


def _mine(row: Mapping[str, Any], coder: str) -> Mapping[str, Any]:
    return next(
        (one for one in row["by"] if one["coder"] == coder), {"codings": 0, "coded": 0, "finished": False}
    )
