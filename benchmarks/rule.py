"""Learn the usual rule of the suggester from the reference study: ``python benchmarks/rule.py [STUDY]``.

Prints the table of numbers that stands in ``qualcode.assist.combine``: for a study with codings, and for one without.
They are a starting point only; every study with codings in two places learns its own.
"""

import sys

import numpy as np

import qualcode as qc
from qualcode.assist import combine
from qualcode.assist.logistic import fit_logistic
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import Training, mark

COLD = ("always", "codebook", "codebook-1", "codebook+1", "below the best of the codebook", "length")


def main():
    """Print the table."""
    with qc.Study.open(sys.argv[1] if len(sys.argv) > 1 else ".") as study:
        segments = study.assist.segment_texts()
        codings, book = list(study.coding_set()), study.codebook
    combine.USUAL = np.zeros(len(combine.NAMES))
    combine._HOLD = 0.1
    warm = TextSuggester().fit(segments, codings, book)
    cold = TextSuggester().fit(segments, [], book)
    truth = mark([s.segment for s in segments], codings, cold.codes_)
    training = Training.of(segments, truth, cold.codes_)
    rows = cold._rows(segments)
    score = cold._book_scores(rows)
    pairs = combine.describe(score, score, cold.uses_, cold._shape(segments))[training.rows]
    pairs = pairs.reshape(-1, pairs.shape[-1])
    used = [combine.NAMES.index(name) for name in COLD]
    free = fit_logistic(
        pairs[:, used],
        training.truth.ravel().astype(float),
        usual=np.zeros(len(used)),
        hold=np.full(len(used), 1e-3),
    )
    found = np.zeros(len(combine.NAMES))
    found[used] = free
    for name, here, there in zip(combine.NAMES, warm.rule_.coefficients, found, strict=True):
        print(f'    "{name}": ({here:.3g}, {there:.3g}),')


if __name__ == "__main__":
    main()
