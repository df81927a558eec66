"""How the codes of another study become those of this one: by the codebooks, or by a person's table; never by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook
from qualcode.model.succession import changes_between


@dataclass(frozen=True, slots=True)
class CodeMap:
    """Codes of another study by their id there.

    Parameters
    ----------
    here : mapping of str to str
        Id there and id here; an empty id where a person said that the code is left out.
    notes : mapping of str to str
        Id there, and what makes the two codes not quite the same: ``split`` or ``redefined``.
    unmapped : tuple of str
        Codes of which nobody says what they are here.
    proposals : mapping of str to str
        A code that nobody says anything of, and one here that looks like it.
    """

    here: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    proposals: Mapping[str, str] = field(default_factory=dict)

    def lost(self, used: Iterable[str]) -> dict[str, str]:
        """Return the codes in use that have no place here, each with a proposal or nothing."""
        return {
            code: self.proposals.get(code, "") for code in sorted(set(used)) if code and code not in self.here
        }


def map_codes(
    other: Codebook | None, own: Codebook, *, told: Mapping[str, str] | None = None, used: Iterable[str] = ()
) -> CodeMap:
    """Say what the codes of another study are here.

    Parameters
    ----------
    other : Codebook or None
        The other study's; None where there is only a list of its findings.
    own : Codebook
    told : mapping of str to str, optional
        What a person says: id there, id here; empty to leave the code out. It wins.
    used : iterable of str
        Codes in use there; for a study without a codebook.

    Notes
    -----
    Either codebook may be the later one: ``was`` of the later one names codes of the earlier. A code that later became
    several, or several that became one, have a place in the direction in which only one is meant.

    Examples
    --------
    >>> from qualcode.model import Code
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B")))
    >>> new = Codebook("2", "da", "Eksempel", (Code("alfa", "A", was=("a",)), Code("k", "K")))
    >>> made = map_codes(old, new)
    >>> dict(made.here), made.unmapped
    ({'a': 'alfa'}, ('b',))
    >>> dict(map_codes(new, old).here)
    {'alfa': 'a'}
    """
    told = told or {}
    if other is None:
        here = {code: code for code in used if code in own} | dict(told)
        return CodeMap(here, unmapped=tuple(sorted({code for code in used if code and code not in here})))
    onward, back = changes_between(other, own), changes_between(own, other)
    earlier: dict[str, list[str]] = {}
    for mine, theirs in back.follows.items():
        earlier.setdefault(theirs, []).append(mine)
    here, notes = {}, {}
    for code in (one.id for one in other):
        if code not in onward.gone:
            here[code] = onward.today(code)
            reason = onward.reason(code) or back.reason(here[code])
            if reason:
                notes[code] = reason
        elif len(earlier.get(code, ())) == 1 and code not in back.merged:
            here[code] = earlier[code][0]
    here |= told
    unmapped = tuple(one.id for one in other if one.id not in here)
    return CodeMap(here, notes, unmapped, onward.proposals)
