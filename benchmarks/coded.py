"""How good are suggestions on sets that people coded: ``python benchmarks/coded.py FOLDER [NAME ...]``.

FOLDER holds ``NAME.jsonl`` (a segment a line: doc, site, text, codes; also question, speaker) and ``NAME.codebook.json``;
``NAME_all.jsonl`` with the uncoded turns, where there is one, is the talk around them. Codes with at least five uses, ten
folds by document, the same folds for the baseline: word and character TF-IDF with one-vs-rest LinearSVC, beside it.
"""

import json
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_union
from sklearn.svm import LinearSVC

from qualcode.assist.combine import best_threshold
from qualcode.assist.evaluation import paired_difference
from qualcode.assist.evaluation.metrics import (
    expected_calibration_error,
    first_suggestions,
    macro_f1,
    micro_f1,
    recall_at,
)
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.assist.values import SegmentText, Trial
from qualcode.model import Code, Codebook, Coding, Segment, Span

FOLDS, LEAST = 10, 5
LANGUAGE = {"capcas_da": "da"}
TARGETS = {"capcas_da": (0.77, 0.64), "ohd_hist325": (0.60, 0.42), "nhs": (0.86, 0.71)}


class Set:
    """A coded set as qualcode's values."""

    def __init__(self, folder, name):
        self.name = name
        rows = [
            json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        around = folder / f"{name}_all.jsonl"
        if around.exists():
            known = {(row["doc"], row["text"]) for row in rows}
            rows = [json.loads(line) for line in around.read_text(encoding="utf-8").splitlines()]
            rows = [row if (row["doc"], row["text"]) in known else {**row, "codes": []} for row in rows]
        uses = Counter(code for row in rows for code in set(row["codes"]))
        kept = sorted(code for code, n in uses.items() if n >= LEAST)
        self.book, ids = codebook(
            json.loads((folder / f"{name}.codebook.json").read_text(encoding="utf-8")), kept
        )
        self.language = LANGUAGE.get(name, "en")
        self.segments, self.codings, self.places = [], [], {}
        for row in rows:
            codes = [ids[code] for code in set(row["codes"]) if code in ids]
            self._add(row, row["text"], codes, row.get("question") or self._asked(row, codes))
        self.coded = np.array([item.segment.is_informant for item in self.segments])

    def _asked(self, row, codes):
        """Return the talk right before, where nobody coded it: most often the question."""
        last = self.segments[-1] if self.segments else None
        before = last and last.segment.document == row["doc"] and not last.segment.is_informant
        return last.text if before else ""

    def _add(self, row, text, codes, question):
        place, number = self.places.get(row["doc"], (0, 1))
        span = Span(place, place + len(text))
        self.places[row["doc"]] = (span.end + 1, number + 1)
        # What nobody coded is context: these sets do not say that it was read for codes.
        role = "informant" if codes else "interviewer"
        segment = Segment(row["doc"], "0" * 12, number, span, number, "x", role, "", row.get("site", ""))
        self.segments.append(SegmentText(segment, text, question=question))
        self.codings += [
            Coding(f"{row['doc']}/{number}/{code}", row["doc"], "0" * 12, span, code, "people")
            for code in codes
        ]


def codebook(raw, kept):
    """Return the codes with enough uses below their parents, and the ids they got."""
    parents = sorted({raw[code]["parent"] for code in kept})
    codes, ids = [], {}
    for number, parent in enumerate(parents):
        codes.append(Code(f"b{number}", parent, codable=False))
        for code in (code for code in kept if raw[code]["parent"] == parent):
            ids[code] = f"b{number}.c{len(ids)}"
            codes.append(Code(ids[code], raw[code]["name"], raw[code].get("definition", "")))
    return Codebook("1", "en", "coded set", tuple(codes)), ids


def folds_of(documents, seed=0):
    """Deal documents to folds at random."""
    names = sorted(set(documents))
    dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    fold = dict(zip(names, dealt, strict=True))
    return np.array([fold[document] for document in documents])


def run(data, fold, seed=0):
    """Return probabilities and thresholds of a model that never saw the fold."""
    probability, threshold = None, np.zeros(len(data.segments))
    for left in range(FOLDS):
        out = {item.segment.document for item, one in zip(data.segments, fold, strict=True) if one == left}
        model = TextSuggester(language=data.language, seed=seed)
        model.fit(data.segments, [c for c in data.codings if c.document not in out], data.book)
        rows = np.flatnonzero(fold == left)
        found = model.predict_proba([data.segments[row] for row in rows])
        probability = np.zeros((len(fold), found.shape[1])) if probability is None else probability
        probability[rows], threshold[rows] = found, model.threshold_
    return probability, threshold


def baseline(texts, truth, fold):
    """Return decision values of the baseline."""
    scores = np.zeros(truth.shape)
    for left in range(FOLDS):
        train, test = np.flatnonzero(fold != left), np.flatnonzero(fold == left)
        union = make_union(
            TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
        )
        model = OneVsRestClassifier(LinearSVC(class_weight="balanced"))
        model.fit(union.fit_transform([texts[i] for i in train]), truth[train].astype(int))
        scores[test] = model.decision_function(union.transform([texts[i] for i in test]))
    return scores


def main():
    """Measure each set and print what was found."""
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    names = sys.argv[2:] or list(TARGETS)
    for name in names:
        data = Set(folder, name)
        fold = folds_of([item.segment.document for item in data.segments])
        start = time.process_time()
        probability, threshold = run(data, fold)
        seconds = time.process_time() - start
        rows = np.flatnonzero(data.coded)
        segments = [data.segments[row].segment for row in rows]
        codes = tuple(code.id for code in data.book if code.codable)
        truth = mark(segments, data.codings, codes)
        p, f = probability[rows], fold[rows]
        start = time.process_time()
        scores = baseline([data.segments[row].text for row in rows], truth, f)
        base_seconds = time.process_time() - start
        none = np.zeros_like(truth)
        ours = Trial(segments, codes, truth, p, p >= threshold[rows][:, None], none, f)
        # At its best: the threshold of each fold is chosen on the others'.
        cut = np.array([best_threshold(scores[f != one], truth[f != one]) for one in range(FOLDS)])[f]
        likely = 1 / (1 + np.exp(-scores))  # the order is what counts
        base = Trial(segments, codes, truth, likely, scores >= cut[:, None], none, f)
        plain = Trial(segments, codes, truth, likely, scores >= 0, none, f)
        print(f"\n{name}: {len(rows)} segments, {len(codes)} codes, {len(set(fold))} folds by document")
        for label, trial in (("suggester", ours), ("baseline", base), ("baseline at 0", plain)):
            print(
                f"  {label:14s} R@1 {recall_at(truth, trial.probability, k=1):.3f}  R@3 {recall_at(truth, trial.probability, k=3):.3f}"
                f"  R@5 {recall_at(truth, trial.probability, k=5):.3f}  micro-F1 {micro_f1(truth, trial.suggested):.3f}"
                f"  macro-F1 {macro_f1(truth, trial.suggested):.3f}"
            )
        target = TARGETS.get(name)
        if target:
            print(f"  targets        R@3 {target[0]:.2f}, micro-F1 {target[1]:.2f}")
        difference = paired_difference(ours, base)
        print(
            "  ahead by      ",
            {
                k: f"{e.value:+.3f} [{e.low:+.3f}, {e.high:+.3f}]"
                for k, e in difference.items()
                if e.value is not None
            },
        )
        confidence, right = first_suggestions(truth, p)
        print(
            f"  calibration    ECE {expected_calibration_error(p, truth):.4f};"
            f" first suggestion claims {confidence.mean():.3f}, is right {right.mean():.3f}"
        )
        print(f"  CPU            {seconds / FOLDS:.1f} s a fold, baseline {base_seconds / FOLDS:.1f} s")


if __name__ == "__main__":
    main()
