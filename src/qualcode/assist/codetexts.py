"""What the codebook says of each code, as texts to compare segments with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.model import Code, Codebook

_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
_ID = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)+")


def code_texts(codebook: Codebook, codes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return (number of the code, text): what it means, its examples, its cues; only those that say something.

    "Not when" tells what belongs to a neighbour: a sentence of it that names another code by its id ("The head of a
    school: partner.school") is a text of that other code. Used as evidence against its own code it helped nowhere.

    A code without a definition takes its path of names along: a thin codebook says more by its branches.
    """
    sent_here = _sent_here(codebook)
    return [
        (number, text)
        for number, code in enumerate(codes)
        for text in _texts(codebook, codebook[code], sent_here.get(code, []))
    ]


def _texts(codebook: Codebook, code: Code, sent_here: list[str]) -> Iterator[str]:
    names = [code.name] if code.definition else codebook.path_names(code.id)
    meaning = [*names, code.definition, code.use_when, *sent_here]
    for text in (" ".join(filter(None, meaning)), "\n".join(code.examples), "\n".join(code.cues)):
        if text.strip():
            yield text


def _sent_here(codebook: Codebook) -> dict[str, list[str]]:
    """Return by code the sentences of other codes' "not when" that name it."""
    found: dict[str, list[str]] = {}
    for code in codebook:
        for sentence in _SENTENCE_END.split(code.not_when):
            named = {one.rstrip(".") for one in _ID.findall(sentence)} & codebook.by_id.keys()
            for other in named - {code.id}:
                found.setdefault(other, []).append(_ID.sub(" ", sentence))
    return found


def codable_codes(codebook: Codebook) -> tuple[str, ...]:
    """Return the codes that suggestions are made of: those that may be used, in the order of the codebook."""
    return tuple(code.id for code in codebook if code.usable)
