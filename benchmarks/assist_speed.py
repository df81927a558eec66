"""What assisted coding costs: ``python benchmarks/assist_speed.py [STUDY] [--fit 10000 30000] [--predict 10000 100000]``.

CPU seconds and peak memory, each case in a process of its own, on segments made by mixing the sentences of the reference
study; one word in fifty is a new compound, as in speech, where new forms never end. Sizes count informants' segments;
interviewers' stand between them, as in the study. A second fit in the same process shows what a person waits for while
coding: the dictionary is loaded then, and the words of the texts are known.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time

import qualcode as qc
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.assist.values import SegmentText
from qualcode.model import Coding, Segment, Span

A_DOCUMENT, SITES, NEW_WORDS, EXPLAINED = 190, 6, 0.02, 20
SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")


def read(folder):
    """Return a study's segments with words, codings, codebook and language."""
    with qc.Study.open(folder) as study:
        segments, codings = study.assist.segment_texts(), list(study.coding_set())
        return segments, codings, study.codebook, study.config.language


def mixed(segments, codings, book, size, seed=0):
    """Return so many informants' segments, with interviewers' between them, and codings alike.

    A made segment has the codes of a real one, half of its sentences, and as many of others as it had.
    """
    codes = [code.id for code in book if code.codable]
    plain = [item.segment for item in segments]
    marked = mark(plain, codings, codes)
    chance = random.Random(seed)
    sentences = [SENTENCE_END.split(item.text) for item in segments]
    pool = [
        one for item, own in zip(segments, sentences, strict=True) if item.segment.is_informant for one in own
    ]
    long = sorted({word for one in pool for word in re.findall(r"[a-zæøå]{4,}", one)})
    made, found, question, informants = [], [], "", 0
    while informants < size:
        source = chance.randrange(len(segments))
        own = [one if chance.random() < 0.5 else chance.choice(pool) for one in sentences[source]]
        text = with_new_words(" ".join(own), long, chance)
        informant = plain[source].is_informant
        document, number = f"d{informants // A_DOCUMENT:04}", len(made)
        role = "informant" if informant else "interviewer"
        span = Span(number * 10_000, number * 10_000 + len(text))
        site = f"s{informants // A_DOCUMENT % SITES}"
        segment = Segment(document, "0" * 12, number, span, number, "p", role, plain[source].area, site)
        question = question if informant else text
        made.append(SegmentText(segment, text, question=question if informant else ""))
        informants += informant
        for column in marked[source].nonzero()[0]:
            found.append(Coding(f"{number}/{column}", document, "0" * 12, span, codes[column], "anna"))
    return made, found


def with_new_words(text, long, chance):
    """Replace some words by compounds that nobody has said before."""
    words = text.split(" ")
    return " ".join(
        chance.choice(long) + chance.choice(long) if chance.random() < NEW_WORDS else w for w in words
    )


def cpu(work):
    """Return what some work returns, and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, round(time.process_time() - start, 2)


def refit(study, size):
    """Fit and suggest twice; explain some."""
    segments, codings, book, language = study
    segments, codings = mixed(segments, codings, book, size)

    def both():
        model, fitted = cpu(lambda: TextSuggester(language=language).fit(segments, codings, book))
        suggested, listed = cpu(lambda: model.suggest(segments, top=5))
        return model, suggested, {"fit": fitted, "suggest": listed}

    _, _, first = both()
    model, suggested, again = both()
    rows = [at for at, item in enumerate(segments) if item.segment.is_informant][:EXPLAINED]
    _, explained = cpu(
        lambda: [model.explain(segments, row, [suggested[0].suggestions[0].code]) for row in rows]
    )
    return {"first": first, "again": again, "one explanation, ms": round(1000 * explained / len(rows))}


def predict(study, size):
    """Predict for segments that the model has not seen, once it has learned the study."""
    segments, codings, book, language = study
    model = TextSuggester(language=language).fit(segments, codings, book)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made, _ = mixed(segments, codings, book, size)
    _, seconds = cpu(lambda: model.predict_proba(made))
    return {"all segments": len(made), "predict": seconds, "MB before": before // 1024}


def fit(study, size):
    """Fit to so many segments, all of them read."""
    segments, codings, book, language = study
    made, found = mixed(segments, codings, book, size)
    model, seconds = cpu(lambda: TextSuggester(language=language).fit(made, found, book))
    return {"all segments": len(made), "read": len(model.training_.rows), "fit": seconds}


def evaluate(folder):
    """Evaluate the study as ``qualcode evaluate`` does."""
    with qc.Study.open(folder) as study:
        _, seconds = cpu(study.evaluate)
    return {"evaluate": seconds}


CASES = {"refit": refit, "predict": predict, "fit": fit}


def main():
    """Run each case in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study", nargs="?", default=".")
    parser.add_argument("--refit", type=int, nargs="*", default=[2_000])
    parser.add_argument("--predict", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--fit", type=int, nargs="*", default=[10_000, 30_000])
    parser.add_argument("--only", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        case, _, size = asked.only.partition(":")
        result = evaluate(asked.study) if case == "evaluate" else CASES[case](read(asked.study), int(size))
        result["MB at most"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(result))
        return
    cases = [f"{case}:{size}" for case in CASES for size in getattr(asked, case)]
    for case in [*cases, "evaluate"]:
        command = [sys.executable, __file__, asked.study, "--only", case]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{case:16s} {done.stdout.strip() or done.stderr.strip()[-300:]}", flush=True)


if __name__ == "__main__":
    main()
