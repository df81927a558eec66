"""What each part of the suggester brings: ``python benchmarks/ablation.py [FOLDER [NAME ...]] [--study DIR]``.

On the sets in FOLDER, one constant at a time away from what stands in the code (five folds by document). On a study,
one feature at a time left out: one site held out at a time; with the codebook alone; and on the passages written apart
(``quotes-da.jsonl``). Constants and functions are put in the modules for the time of a run.
"""

import argparse
import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

import assist_reference as reference
import coded
from qualcode.assist import combine, prepared, suggester, vectors
from qualcode.assist.evaluation.metrics import micro_f1, recall_at
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.assist.trials import run_trials
from qualcode.model import Codebook

FOLDS = 5
GRID = {
    "penalty": [{(suggester, "_PENALTY"): value} for value in (0.25, 0.5, 2, 4)],
    "characters": [
        {(vectors, "CHARACTERS"): share, (vectors, "WORDS"): 1 - share}
        for share in (0, 0.3, 0.45, 0.75, 0.9, 1)
    ],
    "question": [{(prepared, "QUESTION"): value} for value in (0, 0.05, 0.2, 0.4)],
    "hold": [{(combine, "_HOLD"): value} for value in (0.4, 40)],
}


def without_neighbours(*given):
    """Describe pairs as if nothing had been said around the segments."""
    return combine.alone(combine.describe(*given))


def single_words(text):
    """Count the words of a text, and no pairs."""
    return vectors.Counter((word,) for word in vectors.words(text))


LEFT_OUT = {
    "nothing": {},
    "character n-grams": {(vectors, "CHARACTERS"): 0, (vectors, "WORDS"): 1},
    "words": {(vectors, "CHARACTERS"): 1, (vectors, "WORDS"): 0},
    "word pairs": {(vectors, "items_of"): single_words},
    "dictionary forms": {(vectors, "lemma"): lambda word, language: word},
    "compound parts": {(vectors, "parts"): lambda word, language: ()},
    "forms and parts": {
        (vectors, "lemma"): lambda word, language: word,
        (vectors, "parts"): lambda word, language: (),
    },
    "question": {(prepared, "QUESTION"): 0},
    "neighbours": {(suggester, "describe"): without_neighbours},
    "question and neighbours": {
        (prepared, "QUESTION"): 0,
        (suggester, "describe"): without_neighbours,
    },
    "codes' own corrections": {(combine, "ENOUGH_USES"): 10**9},
    "the usual rule": {(combine, "_HOLD"): 1e-3},
    "codebook": {(suggester, "code_texts"): lambda book, codes: []},
}
FIELDS = ("definition", "use_when", "not_when", "examples", "cues")


@contextmanager
def changed(places):
    """Put values into modules for a while; texts seen before are looked at anew."""
    with ExitStack() as stack:
        for (module, name), value in places.items():
            stack.enter_context(patch.object(module, name, value))
        forget()
        yield
    forget()


def forget():
    """Let go of what was made of texts by other constants."""
    for remembered in (vectors.features_of, prepared.rows_of, prepared.prepare):
        remembered.cache_clear()


def grid(data):
    """Print recall@3 and micro-F1 of a set for each constant."""
    fold = coded.folds_of([item.segment.document for item in data.segments])
    codes = tuple(code.id for code in data.book if code.codable)
    truth = mark([item.segment for item in data.segments], data.codings, codes)[data.coded]

    def measured(places):
        with changed(places):
            p, threshold = coded.run(data, fold)
        p, threshold = p[data.coded], threshold[data.coded]
        return np.array([recall_at(truth, p, k=3), micro_f1(truth, p >= threshold[:, None])])

    usual = measured({})
    print(f"\n{data.name}: recall@3 {usual[0]:.3f}, micro-F1 {usual[1]:.3f} as it stands; differences")
    asked = any(item.question for item in data.segments)
    for name, settings in GRID.items():
        for places in settings if asked or name != "question" else []:
            value = next(iter(places.values()))
            difference = measured(places) - usual
            print(f"  {name:12s} {value:<5} {difference[0]:+.3f} {difference[1]:+.3f}", flush=True)


def features(folder, quotes):
    """Print what a study loses without each feature, and without each part of the codebook."""
    segments, codings, book, language = reference.read(folder)[:4]
    passages = reference.read_quotes(quotes, book)
    print(f"\n{'':26s} one site left out           codebook only  passages: whole study  codebook only")
    print(f"{'without':26s} R@3   R@5   F1    partner   R@3   R@5      R@5   F1              R@5   F1")
    for name, places in LEFT_OUT.items():
        with changed(places):
            row(name, segments, codings, book, language, passages)
    for field in FIELDS:
        empty = () if field in ("examples", "cues") else ""
        left = tuple(replace(code, **{field: empty}) for code in book)
        less = Codebook(book.version, book.language, book.title, left)
        row(f"codebook: {field}", segments, codings, less, language, passages)


def row(name, segments, codings, book, language, passages):
    """Print one line."""
    done = run_trials(segments, codings, book, make=lambda: TextSuggester(language=language), curve=False)
    trial, cold = done.trial, done.baselines["definitions"]
    partner = reference.which(trial.codes, reference.PARTNER)
    numbers = [
        recall_at(trial.truth, trial.probability, k=3),
        recall_at(trial.truth, trial.probability, k=5),
        micro_f1(trial.truth, trial.suggested),
        micro_f1(trial.truth[:, partner], trial.suggested[:, partner]),
        recall_at(cold.truth, cold.probability, k=3),
        recall_at(cold.truth, cold.probability, k=5),
    ]
    for known in (codings, []):
        model = TextSuggester(language=language).fit(segments, known, book)
        one = reference.of_passages(model, passages)
        numbers += [recall_at(one.truth, one.probability, k=5), micro_f1(one.truth, one.suggested)]
    shown = [f"{number:.3f}" for number in numbers]
    print(
        f"{name:26s} {' '.join(shown[:4])}     {' '.join(shown[4:6])}    {' '.join(shown[6:8])}"
        f"           {' '.join(shown[8:])}",
        flush=True,
    )


def main():
    """Print the grids of the sets, and the features of the study."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--study")
    parser.add_argument("--quotes", type=Path, default=reference.QUOTES)
    asked = parser.parse_args()
    coded.FOLDS = FOLDS
    for name in (asked.names or coded.TARGETS) if asked.folder else []:
        grid(coded.Set(asked.folder, name))
    if asked.study:
        features(asked.study, asked.quotes)


if __name__ == "__main__":
    main()
