"""What the codebook says of each code, as texts to compare segments with."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model import Code, Codebook


def code_texts(codebook: Codebook, codes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return (number of the code, text): what it means, its examples, its cues; only those that say something.

    A code without a definition takes its path of names along: a thin codebook says more by its branches.
    """
    return [(number, text) for number, code in enumerate(codes) for text in _texts(codebook, codebook[code])]


def _texts(codebook: Codebook, code: Code) -> Iterator[str]:
    names = [code.name] if code.definition else codebook.path_names(code.id)
    meaning = [*names, code.definition, code.use_when]
    for text in (" ".join(filter(None, meaning)), "\n".join(code.examples), "\n".join(code.cues)):
        if text.strip():
            yield text


def codable_codes(codebook: Codebook) -> tuple[str, ...]:
    """Return the codes that suggestions are made of: those that may be used, in the order of the codebook."""
    return tuple(code.id for code in codebook if code.codable)
