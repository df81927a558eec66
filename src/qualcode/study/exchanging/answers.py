"""Answers to suggestions that came along with texts of our own."""

from __future__ import annotations

import math
from collections.abc import Iterable

from qualcode.interchange.exchange import Losses
from qualcode.model import Codebook, Decision
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.placing import Placed


def decisions_of(placed: Iterable[Placed], book: Codebook, losses: Losses) -> Iterable[Decision]:
    """Give the answers that fit the texts and codes as they are here; count the others."""
    for one in placed:
        for given in fields.by_name(one.source.extra).get("decision", ()) if one.own else ():
            found = fields.unpack_decision(one.document, one.version.short_sha, given)
            if found is not None and not one.maps and _fits(found, one, book):
                yield found
            else:
                losses.add(kinds.DECISIONS_IN)


def _fits(one: Decision, placed: Placed, book: Codebook) -> bool:
    about = one.suggestion
    known = about.code in book and (not one.code or one.code in book)
    numbers = (
        min(about.segment, about.rank, one.round) > 0 and math.isfinite(about.score) and 0 <= about.score <= 1
    )
    return known and numbers and len(about.span) > 0 and about.span.end <= len(placed.version.text)
