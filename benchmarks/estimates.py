"""How often the intervals of estimates hold the truth: made-up segments, models from useless to good, calibrated or not.

    .venv/bin/python benchmarks/estimates.py [--rounds 40]

Prints a Markdown table for docs/explanation/estimates.md. A fast part of it, with a fixed seed, is in the tests.
"""

from __future__ import annotations

import argparse

import numpy as np

from qualcode.estimates import Sample, totals

MODELS = {"knows nothing": (0, 1), "fair": (2, 1), "good": (4, 1), "fair, expects twice too much": (2, 2)}
SHARES = (0.01, 0.03, 0.06, 0.1, 0.2, 0.4)
CODES = 150


def segments(rng, size: int, share: float, skill: float, codes: int = CODES):
    """Return truth and calibrated probabilities of so many codes, shape (size, codes)."""
    signal = skill * rng.normal(size=(size, codes))
    low, high = np.full(codes, -20.0), np.full(codes, 20.0)
    for _ in range(40):
        middle = (low + high) / 2
        small = (1 / (1 + np.exp(-(middle + signal)))).mean(axis=0) < share
        low, high = np.where(small, middle, low), np.where(small, high, middle)
    probability = 1 / (1 + np.exp(-(low + signal)))
    return rng.random((size, codes)) < probability, probability


def drawn(rng, size: int, n: int, strata: int = 3) -> Sample:
    """Draw the same share of each of some interviews."""
    of = np.arange(size) % strata
    rows = np.concatenate(
        [rng.permutation(np.flatnonzero(of == one))[: n // strata] for one in range(strata)]
    )
    return Sample(rows, np.full(len(rows), len(rows) / size), tuple(str(of[row]) for row in rows), size)


def one_case(rng, size: int, n: int, share: float, model: str, rounds: int):
    """Return coverage, mean width, share that is too few, share by the model, and its error over the sample's alone."""
    skill, factor = MODELS[model]
    inside, widths, few, by_model, errors, alone = [], [], [], [], [], []
    for _ in range(rounds):
        truth, probability = segments(rng, size, share, skill)
        expected = np.clip(probability * factor, 0, 1)
        sample = drawn(rng, size, n)
        said = truth.sum(axis=0)
        for at, one in enumerate(totals(truth[sample.rows], expected, sample)):
            inside.append(one.low <= said[at] <= one.high)
            widths.append(one.high - one.low)
            few.append(one.method == "too few")
            by_model.append(one.method == "difference")
            if one.method == "difference":
                errors.append(one.estimate - said[at])
                alone.append(truth[sample.rows, at].sum() * size / len(sample) - said[at])
    gain = np.sqrt(np.mean(np.square(errors)) / np.mean(np.square(alone))) if len(errors) > 50 else np.nan
    return np.mean(inside), np.mean(widths), np.mean(few), np.mean(by_model), gain


def people_case(rng, speakers: int, each: int, n: int, share: float, alike: float, rounds: int):
    """Return the coverage for people like the interviewed, whose own shares differ, and for the interviews only."""
    person = np.repeat(np.arange(speakers), each)
    size, hits = len(person), {"people": [], "interviews": []}
    for _ in range(rounds):
        own = rng.beta(share / alike, (1 - share) / alike, size=(speakers, CODES))
        signal = np.clip(own[person] + 0.2 * rng.normal(size=(size, CODES)), 0.01, 0.99)
        truth = rng.random((size, CODES)) < own[person]
        sample = drawn(rng, size, n)
        for name, people in (("people", person), ("interviews", None)):
            for one in totals(truth[sample.rows], signal, sample, people=people):
                if one.method == "difference":
                    hits[name].append(one.low <= share * size <= one.high)
    return {name: np.mean(found) for name, found in hits.items()}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    rng = np.random.default_rng(0)
    print(
        "| segments | sample | model | share | coverage | width | too few to say | uses the model | error, to the sample's |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for size, n in ((200, 30), (200, 60), (1000, 99), (5000, 300)):
        for model in MODELS:
            for share in SHARES:
                hit, width, few, used, gain = one_case(rng, size, n, share, model, rounds)
                told = "" if np.isnan(gain) else f"{gain:.2f}"
                print(
                    f"| {size} | {n} | {model} | {share} | {hit:.3f} | {width:.1f} | {few:.2f} | {used:.2f} | {told} |",
                    flush=True,
                )
    print(
        "\n| speakers | segments each | sample | share | for people like them | interval for the interviews, misread so |"
    )
    print("|---|---|---|---|---|---|")
    for speakers, each, n in ((6, 60, 120), (12, 40, 150), (20, 40, 240), (40, 30, 300)):
        for share in (0.1, 0.3):
            found = people_case(rng, speakers, each, n, share, 0.1, rounds)
            print(
                f"| {speakers} | {each} | {n} | {share} | {found['people']:.3f} | {found['interviews']:.3f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
