"""What a few codings are worth: ``python benchmarks/cold_start.py FOLDER [NAME ...] [--study DIR] [--png FILE]``.

Recall@3 on documents (of a study: sites) held out, with 0, 1, 3, 5 and 10 coded segments a code, five repeats. Only codes
that have ten coded segments outside the held-out part in every repeat. Of each code, the first segments of one shuffled
list are drawn with all their codes, so that a common code gets some more; the draw for three holds the draw for one.

Beside it the baseline, word and character TF-IDF with one-vs-rest LinearSVC, fitted to the same segments. At 0 it cannot
be fitted; in its place stand the codes that are used most in what is not held out, which nobody knows at that point.
"""

import argparse
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_union
from sklearn.svm import LinearSVC

import qualcode as qc
from coded import TARGETS, Set
from qualcode.assist.evaluation.metrics import recall_at
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.model import Codebook, Coding

SIZES, REPEATS, HELD_OUT = (0, 1, 3, 5, 10), 5, 0.3
T = 2.776
"""Student's t for the interval over five repeats, 95 %."""


@dataclass
class Data:
    """Coded segments, and by what they are held out."""

    name: str
    language: str
    segments: list
    codings: list
    book: Codebook
    groups: np.ndarray

    def truth(self):
        """Return the codable codes, and where they stand."""
        codes = tuple(code.id for code in self.book if code.codable)
        return codes, mark([item.segment for item in self.segments], self.codings, codes)

    def held_out(self, repeat):
        """Say which segments nobody may learn from in a repeat."""
        names = sorted(set(self.groups))
        chosen = np.random.default_rng(repeat).permutation(names)[: round(HELD_OUT * len(names))]
        return np.isin(self.groups, chosen)


def of_set(folder, name):
    """Return a coded set, held out by document."""
    data = Set(folder, name)
    groups = np.array([item.segment.document for item in data.segments])
    return with_enough(Data(name, data.language, data.segments, data.codings, data.book, groups))


def of_study(folder):
    """Return a study with what is counted in it, held out by site."""
    with qc.Study.open(folder) as study:
        segments, codings = study.assist.segment_texts(), list(study.coding_set())
        groups = np.array([item.segment.site for item in segments])
        data = Data("study", study.config.language, segments, codings, study.codebook, groups)
    return with_enough(data)


def with_enough(data):
    """Leave out the codes of which there is too little to learn from in some repeat."""
    codes, truth = data.truth()
    least = np.min([truth[~data.held_out(repeat)].sum(axis=0) for repeat in range(REPEATS)], axis=0)
    kept = {code for code, n in zip(codes, least, strict=True) if n >= max(SIZES)}
    book = data.book
    left = tuple(replace(code, codable=code.id in kept) for code in book)
    return replace(data, book=Codebook(book.version, book.language, book.title, left))


def draw(truth, pool, size, seed):
    """Return rows of the pool in which each code stands at least so often."""
    order = np.random.default_rng(seed).permutation(np.flatnonzero(pool))
    taken = np.zeros(len(truth), bool)
    for code in range(truth.shape[1]):
        taken[order[truth[order, code]][:size]] = True
    return np.flatnonzero(taken)


def codings_on(data, rows, codes, truth):
    """Return codings of these segments and of no other."""
    return [
        Coding(f"{row}/{code}", segment.document, segment.version, segment.span, codes[code], "people")
        for row in rows
        for segment in [data.segments[row].segment]
        for code in np.flatnonzero(truth[row])
    ]


def suggester(data, codings, test):
    """Return probabilities of a suggester that knows these codings."""
    model = TextSuggester(language=data.language, read_throughout=False).fit(
        data.segments, codings, data.book
    )
    documents = {data.segments[row].segment.document for row in test}
    there = [row for row, item in enumerate(data.segments) if item.segment.document in documents]
    found = model.predict_proba([data.segments[row] for row in there])
    return found[np.searchsorted(there, test)]


def baseline(data, truth, rows, pool, test):
    """Return what the baseline makes of the same segments; of none, how often a code is used."""
    if not len(rows):
        return np.tile(truth[pool].mean(axis=0), (len(test), 1))
    union = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    model = OneVsRestClassifier(LinearSVC(class_weight="balanced"))
    model.fit(union.fit_transform([data.segments[row].text for row in rows]), truth[rows].astype(int))
    return model.decision_function(union.transform([data.segments[row].text for row in test]))


def measure(data):
    """Return recall@3 of suggester and baseline, shape (2, sizes, repeats), and how many segments were drawn."""
    codes, truth = data.truth()
    found, drawn = np.zeros((2, len(SIZES), REPEATS)), np.zeros((len(SIZES), REPEATS))
    for repeat in range(REPEATS):
        out = data.held_out(repeat)
        pool, test = ~out & truth.any(axis=1), np.flatnonzero(out & truth.any(axis=1))
        for at, size in enumerate(SIZES):
            rows = draw(truth, pool, size, repeat)
            drawn[at, repeat] = len(rows)
            ours = suggester(data, codings_on(data, rows, codes, truth), test)
            theirs = baseline(data, truth, rows, pool, test)
            found[:, at, repeat] = [recall_at(truth[test], scores, k=3) for scores in (ours, theirs)]
    return found, drawn.mean(axis=1)


def show(data, found, drawn):
    """Print the table of a set."""
    codes = sum(code.codable for code in data.book)
    print(f"\n{data.name}: {codes} codes, {REPEATS} repeats; recall@3, mean (SD)")
    chance = min(1, 3 / codes)
    print(f"  at 0 the baseline is the most used codes, which nobody knows then; chance is {chance:.3f}")
    print("  a code  segments  suggester     baseline      ahead by [95 %]")
    for at, size in enumerate(SIZES):
        ours, theirs = found[:, at]
        difference = ours - theirs
        reach = T * difference.std(ddof=1) / np.sqrt(REPEATS)
        print(
            f"  {size:6d}  {drawn[at]:8.0f}  {ours.mean():.3f} ({ours.std(ddof=1):.3f})"
            f"  {theirs.mean():.3f} ({theirs.std(ddof=1):.3f})"
            f"  {difference.mean():+.3f} [{difference.mean() - reach:+.3f}, {difference.mean() + reach:+.3f}]"
        )


def figure(results, path):
    """Draw a curve for each set."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    fig, panels = plt.subplots(
        1, len(results), figsize=(3 * len(results) + 0.4, 3.3), sharey=True, squeeze=False
    )
    for axes, (data, found, _) in zip(panels[0], results, strict=True):
        for recall, name, color, dashes in zip(
            found, ("suggester", "baseline"), ("#1b5e8c", "#8a8a8a"), ("-", "--"), strict=True
        ):
            mean, spread = recall.mean(axis=1), recall.std(axis=1, ddof=1)
            fitted = slice(0 if name == "suggester" else 1, None)
            axes.plot(SIZES[fitted], mean[fitted], dashes, color=color, marker="o", markersize=4, label=name)
            axes.fill_between(
                SIZES[fitted],
                (mean - spread)[fitted],
                (mean + spread)[fitted],
                color=color,
                alpha=0.2,
                linewidth=0,
            )
        axes.plot(
            0, mean[0], "o", color=color, markersize=4, markerfacecolor="white", label="most used codes"
        )
        axes.set_title(f"{data.name} ({sum(code.codable for code in data.book)} codes)", fontsize=10)
        axes.set_xticks(SIZES)
        axes.set_ylim(0, 1)
        axes.grid(axis="y", color="#dddddd", linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
    panels[0][0].set_ylabel("recall@3")
    panels[0][0].legend(frameon=False, loc="lower right", fontsize=9)
    fig.supxlabel("coded segments a code", fontsize=10)
    fig.tight_layout()
    fig.savefig(path, dpi=150)


def main():
    """Measure each set, print its table, draw the curves."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--study")
    parser.add_argument("--png", type=Path)
    asked = parser.parse_args()
    sets = [of_set(asked.folder, name) for name in asked.names or TARGETS] if asked.folder else []
    sets += [of_study(asked.study)] if asked.study else []
    results = []
    for data in sets:
        results.append((data, *measure(data)))
        show(*results[-1])
    if asked.png:
        figure(results, asked.png)


if __name__ == "__main__":
    main()
