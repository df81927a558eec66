"""Names that a person understands: the words that tell a topic, as people said them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.topics.passages import Passage

TERMS = 10
IN_LABEL = 3
_LEAST_INTERVIEWS = 2
_LEAST_PASSAGES = 2


def telling_terms(
    terms: Sequence[tuple[str, float]], inside: Sequence[Passage], *, interviews: int
) -> tuple[str, ...]:
    """Return the most telling words of a topic as they are most often said in it.

    What stands in many of its passages comes first: a rare word that one passage repeats tells little of the others.

    A word that only one interview has says more of that interview than of the topic, and may point to somebody: it is
    left out where there are several interviews.
    """
    said: dict[str, Counter[str]] = {}
    where: dict[str, set[str]] = {}
    for passage in inside:
        for term, form in zip(passage.terms, passage.forms, strict=True):
            said.setdefault(term, Counter())[form] += 1
            where.setdefault(term, set()).add(passage.first.document)
    least = min(_LEAST_INTERVIEWS, interviews)
    passages = Counter(term for passage in inside for term in set(passage.terms))
    typical = sorted(terms, key=lambda one: (-round(one[1] * passages[one[0]], 9), one[0]))
    found = []
    for term, _ in typical:
        if len(where.get(term, ())) >= least and passages[term] >= min(_LEAST_PASSAGES, len(inside)):
            forms = said[term]
            found.append(min(forms, key=lambda form: (-forms[form], form)))
    return tuple(dict.fromkeys(found))[:TERMS]


def labels_of(terms: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a label for each topic: its best words, as many as tell it from the others'.

    Examples
    --------
    >>> labels_of([("skole", "lærer", "møde"), ("skole", "lærer", "møde", "klasse"), ("politi", "politiet", "vold")])
    ['skole, lærer, møde', 'skole, lærer, møde, klasse', 'politi, vold']
    """
    made: list[str] = []
    for words in terms:
        picked: list[str] = []
        for word in words:
            if any(_near(word, other) for other in picked):
                continue
            if len(picked) >= IN_LABEL and ", ".join(picked) not in made:
                break
            picked.append(word)
        label = ", ".join(picked) or "?"
        made.append(label if label not in made else f"{label} ({len(made) + 1})")
    return made


def _near(one: str, other: str) -> bool:
    """Say whether two words are forms of one, or one holds the other."""
    return one in other or other in one
