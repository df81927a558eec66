"""Hide a theme and see whether topics propose it: ``python benchmarks/hidden_themes.py [STUDY] [--codes 10] [--skip 0]``.

For each code in turn, the code and all its codings are taken away, topics are sought, and the first ten proposals are
looked at. Which codes is fixed in advance: the most used themes (leaves outside the partner branch), by how many
informants' segments they stand on; ``--skip 10 --codes 24`` are the next ones, which the method was tuned on.

What counts as *back*: one of the first ten proposals has the hidden code on at least half of its ten most typical
passages (of all, where it has fewer), on three of them or more, and no other group of that size drawn from the passages
would by chance have as many in one of a thousand. *Anywhere* is the same for any topic, so that it shows whether the
grouping or the order fails. *By chance* puts ten groups of the same sizes together at random.
"""

import argparse
import time

import numpy as np
from scipy.stats import hypergeom

import qualcode as qc
from qualcode.model import in_branch
from qualcode.study.topics import counted_codings, known_names, said_in, themes_of
from qualcode.topics import Asked, Said, find_topics

FIRST, TYPICAL, DRAWS = 10, 10, 200


def main():
    """Print a line for each hidden code, and how many came back."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study", nargs="?", default=".")
    parser.add_argument("--codes", type=int, default=10)
    parser.add_argument("--skip", type=int, default=0)
    asked = parser.parse_args()
    with qc.Study.open(asked.study) as study:
        said = said_in(study, counted_codings(study))
        themes, names, language = themes_of(study), known_names(study), study.config.language
        leaves = {
            code.id for code in study.codebook.leaves() if not in_branch(code.id, study.config.partner_branch)
        }
    uses = {code: sum(code in item.codes for item in said) for code in leaves}
    chosen = sorted(uses, key=lambda code: (-uses[code], code))[asked.skip : asked.skip + asked.codes]
    back = anywhere = 0
    chance = 0.0
    start = time.process_time()
    print(f"{'hidden code':34s} uses  place of the proposal  its label")
    for code in chosen:
        without = [Said(item.segment, item.text, item.codes - {code}) for item in said]
        made = find_topics(
            without,
            language=language,
            themes=[one for one in themes if one != code],
            names=names,
            asked=Asked(resamples=0),
        )
        segments = {item.segment for item in said if code in item.codes}
        hidden = np.array([bool(segments & set(passage.segments)) for passage in made.passages])
        places = [topic.number for topic in made.topics if is_it(np.array(topic.rows), hidden)]
        first = [place for place in places if place <= FIRST and made.topic(place).is_proposal]
        back += bool(first)
        anywhere += bool(places)
        chance += by_chance([len(topic.rows) for topic in made.topics[:FIRST]], hidden)
        shown = ", ".join(map(str, places)) or "-"
        label = made.topic(places[0]).label if places else ""
        print(f"{code:34s} {uses[code]:4d}  {shown:21s}  {label}", flush=True)
    print(
        f"{back} of {len(chosen)} came back among the first {FIRST} proposals, {anywhere} are a topic anywhere;"
        f" by chance {chance:.2f} ({time.process_time() - start:.0f} s of CPU)"
    )


def is_it(rows, hidden):
    """Say whether a topic is the hidden code; its passages come with the most typical first."""
    typical = hidden[rows[:TYPICAL]]
    n = int(hidden[rows].sum())
    by_luck = hypergeom.sf(n - 1, len(hidden), int(hidden.sum()), len(rows))
    return bool(typical.sum() >= 3 and typical.mean() >= 0.5 and by_luck < 0.001)


def by_chance(sizes, hidden):
    """Return how often one of as many groups of these sizes, put together at random, would count."""
    random = np.random.default_rng(0)
    hits = 0
    for _ in range(DRAWS):
        rows = random.permutation(len(hidden))
        cuts = np.split(rows, np.cumsum(sizes))[:-1]
        hits += any(is_it(cut, hidden) for cut in cuts)
    return hits / DRAWS


if __name__ == "__main__":
    main()
