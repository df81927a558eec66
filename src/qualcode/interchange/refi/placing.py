"""Positions of a file turned into code points, in place, once it is known how the file counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qualcode.errors import InterchangeError
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.choosing import Choice, choose
from qualcode.interchange.refi.counting import CountedText
from qualcode.interchange.refi.dialects import OURS, Dialect
from qualcode.interchange.refi.elements import Reader
from qualcode.interchange.refi.sources import TextFound, synchronised
from qualcode.interchange.refi.trials import LONG, folded, match, numbers_of


def place_all(
    found: list[TextFound], reader: Reader, *, dialect: Dialect | None, ours: bool, origin: str
) -> Choice:
    """Turn positions into code points, and return how they were counted.

    Parameters
    ----------
    found : list of TextFound
        Changed in place.
    reader : Reader
    dialect : Dialect or None
        What a person says.
    ours : bool
        Whether the file says that qualcode wrote it.
    origin : str
        What the file says about its program.
    """
    for one in found:
        if one.raw is None and one.selections:
            reader.lose(kinds.UNCHECKED, f"source {one.source.guid}", len(one.selections))
    with_text = [(one, one.raw) for one in found if one.raw is not None]
    passages = [one.passages for one, _ in with_text]
    count = sum(map(len, passages))
    if ours and dialect is None:
        for one, raw in with_text:
            sync = synchronised(one.moments, [place for place, _ in one.moments])
            one.source = replace(one.source, text=raw.text, sync_points=sync)
        return Choice(OURS, "ours", count)
    texts = [CountedText(raw.text, bom=raw.bom) for _, raw in with_text]
    if dialect is None:
        choice = choose(texts, passages, origin=origin, where=reader.where)
    else:
        choice = Choice(dialect, "said", count)
    for (one, _), text in zip(with_text, texts, strict=True):
        _place(one, text, choice.dialect, reader)
    return choice


def _place(found: TextFound, text: CountedText, dialect: Dialect, reader: Reader) -> None:
    starts, ends = numbers_of(found.passages)
    first, last, misfit = text.spans(starts, ends, dialect)
    if misfit.any():
        raise InterchangeError(
            f"{int(misfit.sum())} passages of source {found.source.guid} do not fit its text",
            code="QC-RQ22",
            where=reader.where,
            allowed="Passages lie within their text and begin and end between characters",
            do="Leave --dialect out, or export the file again; nothing was read.",
        )
    places = list(zip(first.tolist(), last.tolist(), strict=True))
    whole = ""
    for passage, (start, end) in zip(found.passages, places, strict=True):
        if len(passage.words) >= LONG and not match(passage.words, text.text[start:end]):
            whole = whole or folded(text.text)
            reader.lose(
                kinds.MOVED,
                f"source {found.source.guid}",
                int(folded(passage.words).removesuffix("…") in whole),
            )
    found.selections = [
        replace(one, start=start, end=end) for one, (start, end) in zip(found.selections, places, strict=True)
    ]
    found.source = replace(found.source, text=text.text)
    _place_moments(found, text, dialect, reader)


def _place_moments(found: TextFound, text: CountedText, dialect: Dialect, reader: Reader) -> None:
    given = np.array([place for place, _ in found.moments], dtype=np.int64)
    places, _, outside = text.spans(given, given, replace(dialect, inclusive=False))
    inside = [number for number, out in enumerate(outside.tolist()) if not out]
    reader.lose(kinds.NO_PLACE, f"source {found.source.guid}", len(found.moments) - len(inside))
    sync = synchronised([found.moments[n] for n in inside], [int(places[n]) for n in inside])
    found.source = replace(found.source, sync_points=sync)
