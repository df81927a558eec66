"""How good suggestions are on the reference study: ``python benchmarks/assist_reference.py [STUDY] [--quotes FILE]``.

One site left out at a time, beside the second coders against the same consensus; the codebook alone, with no coding at
all; and passages that were written apart, without a look at the study, and coded by the same tree (``quotes-da.jsonl``:
set, text, before, codes, area; made up).
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import qualcode as qc
from qualcode.assist.codetexts import codable_codes
from qualcode.assist.evaluation.metrics import (
    expected_calibration_error,
    first_suggestions,
    micro_f1,
    ranks,
    recall_at,
)
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.assist.trials import run_trials
from qualcode.assist.values import SegmentText, Trial
from qualcode.model import Segment, Span, in_branch

QUOTES = Path(__file__).with_name("quotes-da.jsonl")
PARTNER = "partner"


@dataclass
class Passages:
    """Passages written apart, each in a document of its own, with what was asked before it."""

    items: list
    rows: list
    truth: np.ndarray
    sets: np.ndarray


def main():
    """Print all measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study", nargs="?", default=".")
    parser.add_argument("--quotes", type=Path, default=QUOTES)
    asked = parser.parse_args()
    segments, codings, book, language, people = read(asked.study)
    done = run_trials(segments, codings, book, make=lambda: TextSuggester(language=language), curve=False)
    reference(done, people)
    passages = read_quotes(asked.quotes, book)
    quotes(
        passages,
        {
            "whole reference study": TextSuggester(language=language).fit(segments, codings, book),
            "codebook, study's texts": TextSuggester(language=language).fit(segments, [], book),
            "codebook, these texts": TextSuggester(language=language).fit(passages.items, [], book),
        },
    )


def read(folder):
    """Return a study's segments with words, what is counted, codebook, language, and what each person coded."""
    with qc.Study.open(folder) as study:
        people = {
            coder.name: study.codings(coder=coder.name).codings
            for coder in study.store.coders()
            if coder.kind == "human" and coder.name != "consensus"
        }
        language = study.config.language
        return study.assist.segment_texts(), list(study.coding_set()), study.codebook, language, people


def reference(done, people):
    """Print what was said of each site that was left out."""
    trial, cold = done.trial, done.baselines["definitions"]
    print(
        f"reference study: {len(trial)} segments read, {trial.truth.any(axis=1).sum()} coded, {len(trial.codes)} codes"
    )
    others = {name: mark(trial.segments, own, trial.codes) for name, own in people.items()}
    lines = {"one site left out": trial, "codebook only": cold, "most used codes": done.baselines["prior"]}
    header()
    for name, one in lines.items():
        line(name, one)
    sites = np.array([segment.site for segment in trial.segments])
    lone = np.array([len(set(sites[own])) == 1 for own in trial.truth.T])
    line(f"{lone.sum()} codes in one site only", part(trial, lone))
    line(f"the other {(~lone).sum()} codes", part(trial, ~lone))
    print(f"  (uses: {trial.truth[:, lone].sum()} and {trial.truth[:, ~lone].sum()})")
    beside(trial, others)
    branches(trial, cold)
    calibration(trial)


def header():
    """Print the columns' names."""
    print(f"  {'':26s} R@1   R@3   R@5   R@5 new  micro-F1  {PARTNER}")


def line(name, trial):
    """Print recall and F1 of a trial."""
    truth, p = trial.truth, trial.probability
    partner = which(trial.codes, PARTNER)
    print(
        f"  {name:26s} {recall_at(truth, p, k=1):.3f} {recall_at(truth, p, k=3):.3f} {recall_at(truth, p, k=5):.3f}"
        f" {recall_at(truth & ~trial.continuing, p, k=5):.3f}    {micro_f1(truth, trial.suggested):.3f}"
        f"     {micro_f1(truth[:, partner], trial.suggested[:, partner]):.3f}"
    )


def which(codes, branch):
    """Say which codes belong to a branch."""
    return np.array([in_branch(code, branch) for code in codes])


def part(trial, kept):
    """Return a trial asked for some codes only; the other codes keep their places in the lists."""
    return Trial(
        trial.segments,
        trial.codes,
        trial.truth & kept,
        trial.probability,
        trial.suggested & kept,
        trial.continuing,
        trial.fold,
    )


def beside(trial, others):
    """Print the ratio to each of the people who coded apart."""
    branches = {"all": np.ones(len(trial.codes), bool)}
    branches |= {name: which(trial.codes, name) for name in top(trial.codes)}
    print("\n  micro-F1 by branch, and the ratio to each coder's against the same consensus")
    print(f"  {'':14s} uses  suggester " + "".join(f"  {name:>8s} ratio" for name in others))
    for name, own in branches.items():
        ours = micro_f1(trial.truth[:, own], trial.suggested[:, own])
        theirs = [micro_f1(trial.truth[:, own], found[:, own]) for found in others.values()]
        row = "".join(f"  {f1:8.3f} {ours / f1:5.2f}" for f1 in theirs)
        print(f"  {name:14s} {trial.truth[:, own].sum():4d}  {ours:.3f}     {row}")


def top(codes):
    """Return the topmost branches, in the order of the codes."""
    return list(dict.fromkeys(code.partition(".")[0] for code in codes))


def branches(trial, cold):
    """Print by branch which share of its codings stands among the first five of all."""
    print("\n  share of a branch's codings among the first five of all codes")
    print(f"  {'':14s} one site left out  codebook only")
    for name in top(trial.codes):
        own = which(trial.codes, name)
        shares = [(ranks(one.probability) < 5)[trial.truth & own].mean() for one in (trial, cold)]
        print(f"  {name:14s} {shares[0]:.3f}              {shares[1]:.3f}")


def calibration(trial):
    """Print how far what is said to be likely is right so often."""
    sure, right = first_suggestions(trial.truth, trial.probability)
    coded = trial.truth.any(axis=1)
    listed = trial.suggested
    print(
        f"  calibration: ECE all pairs {expected_calibration_error(trial.probability, trial.truth):.4f},"
        f" first suggestions {expected_calibration_error(sure, right):.4f}; the first claims {sure.mean():.3f}, is right"
        f" {right.mean():.3f} (where somebody coded: {sure[coded].mean():.3f}, {right[coded].mean():.3f});"
        f" those suggested claim {trial.probability[listed].mean():.3f}, are right {trial.truth[listed].mean():.3f}"
    )


def quotes(passages, models):
    """Print the same for passages written apart."""
    for name in ("all", *dict.fromkeys(passages.sets)):
        some = passages.sets == name if name != "all" else np.ones(len(passages.sets), bool)
        coded = passages.truth[some].any(axis=1).sum()
        print(f"\npassages written apart, {name}: {some.sum()}, with a code {coded}")
        header()
        for label, model in models.items():
            trial = of_passages(model, passages, some)
            line(label, trial)
            if name == "all":
                calibration(trial)


def of_passages(model, passages, some=slice(None)):
    """Return what a model says of some passages."""
    p = model.predict_proba(passages.items)[passages.rows]
    suggested = p >= model.threshold
    segments = [passages.items[row].segment for row in np.asarray(passages.rows)[some]]
    none = np.zeros_like(passages.truth[some])
    return Trial(
        segments,
        model.codes_,
        passages.truth[some],
        p[some],
        suggested[some],
        none,
        np.zeros(len(segments), np.int64),
    )


def read_quotes(path, book):
    """Return passages as segments, an interviewer's before each that has one."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    codes = codable_codes(book)
    items, rows = [], []
    for at, one in enumerate(lines):
        before = one.get("before", "")
        if before:
            asked = Segment(f"q{at}", "0" * 12, 1, Span(0, len(before)), 1, "i", "interviewer")
            items.append(SegmentText(asked, before))
        span = Span(len(before) + 1, len(before) + 1 + len(one["text"]))
        segment = Segment(f"q{at}", "0" * 12, 2, span, 2, "p", "informant", one["area"])
        rows.append(len(items))
        items.append(SegmentText(segment, one["text"], question=before))
    truth = np.array([[code in one["codes"] for code in codes] for one in lines])
    return Passages(items, rows, truth, np.array([one.get("set", path.stem) for one in lines]))


if __name__ == "__main__":
    main()
