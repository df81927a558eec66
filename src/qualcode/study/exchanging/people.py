"""Who worked in another project, and who speaks in it: coders by name, and rows of speakers.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qualcode.interchange.exchange import ExchangeProject, Losses, is_ours
from qualcode.model import Speaker, canonical
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.placing import Placed

if TYPE_CHECKING:
    from qualcode.study.facade import Study


@dataclass(frozen=True)
class JoinedPeople:
    """Names of coders by GUID (``""``: who coded where the file does not say), and which of them are no persons."""

    names: Mapping[str, str]
    models: tuple[str, ...]


def join_people(study: Study, project: ExchangeProject, coder: str, losses: Losses) -> JoinedPeople:
    """Return what the users of a project are called here, each once; a person and a model never share a name.

    Parameters
    ----------
    study : Study
    project : ExchangeProject
    coder : str
        Who coded where the file does not say.
    losses : Losses
    """
    there = {one.name: one.kind for one in study.store.coders()} if study.layout.store.exists() else {}
    names: dict[str, str] = {"": coder}
    models: list[str] = []
    for number, user in enumerate(project.users, start=1):
        is_model = is_ours(project.origin) and user.id == fields.MODEL
        kind: Literal["human", "model"] = "model" if is_model else "human"
        name = fields.one_line(user.name) or fields.one_line(user.id) or f"coder-{number}"
        taken = set(names.values())
        free = next(
            one
            for one in fields.numbered(name, "{} ({})")
            if one not in taken and there.get(one, kind) == kind
        )
        losses.add(kinds.RENAMED_CODER, f"user {number}", int(free != canonical(user.name)))
        names[user.guid] = free
        if is_model:
            models.append(free)
    return JoinedPeople(names, tuple(models))


def rows_of_speakers(study: Study, new: Iterable[Placed], losses: Losses) -> Iterable[Speaker]:
    """Give the rows of speakers.csv that came along with texts of our own.

    An id that the study uses already may be another person's: it gets a free one.
    """
    taken = {row.speaker_id for row in study.speakers}
    free = (id_ for number in range(1, 1_000_000) if (id_ := f"p{number:02}") not in taken)
    given_ids: dict[str, str] = {"": ""}
    rows = list(_own_rows(new))
    came = {row.speaker_id for row in rows}
    for row in rows:
        if row.speaker_id not in given_ids:
            clash = row.speaker_id in taken
            given_ids[row.speaker_id] = (
                next(id_ for id_ in free if id_ not in came) if clash else row.speaker_id
            )
            losses.add(kinds.RENUMBERED, count=int(clash))
        yield replace(row, speaker_id=given_ids[row.speaker_id])


def _own_rows(new: Iterable[Placed]) -> Iterable[Speaker]:
    for one in new:
        rows = fields.by_name(one.source.extra).get("speaker", ()) if one.own else ()
        for given in rows:
            row = fields.unpack_speaker(one.document, given)
            if row is not None:
                yield row
