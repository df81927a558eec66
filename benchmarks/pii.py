"""Measure what the detectors find on utterances with marked personal data.

    python benchmarks/pii.py FILE.jsonl [--transform lower] [--misses] [--unseen]

One JSON object a line: ``text``, ``spans`` (start, end, label, identifier), ``keep`` (start, end of what must stay)
and ``tags``. A marked span is found where one detection or several side by side cover all its letters and digits.
``--unseen`` first takes the names that are marked in the file out of the lists: what is reached then is what names
reach that nobody thought of.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from qualcode.pseudonymise import detect, lexicon
from qualcode.pseudonymise.tokens import normal

MIDDLE_EASTERN = {"mena", "kurdish", "turkish", "somali", "afghan", "iran", "pakistan"}
DANISH = {"danish"}


def main() -> None:
    """Print the table."""
    arguments = _arguments()
    items = [
        json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    if arguments.unseen:
        _forget_names(items)
    if arguments.transform == "lower":
        items = [item | {"text": lowered(item["text"])} for item in items]
    started = time.process_time()
    covers = [covered(item["text"]) for item in items]
    seconds = time.process_time() - started
    words = sum(len(item["text"].split()) for item in items)
    print(f"{len(items)} utterances, {words} words, {seconds:.2f} s CPU")
    report(items, covers, show=arguments.misses)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--transform", choices=["none", "lower"], default="none")
    parser.add_argument("--misses", action="store_true", help="list what was missed, by id and place")
    parser.add_argument("--unseen", action="store_true", help="as if no name of the file stood in the lists")
    return parser.parse_args()


def _forget_names(items: list[dict]) -> None:
    """Take the names of the file out of the lists; they are read on first use, which is later."""
    marked = {
        word
        for item in items
        for span in item["spans"]
        if span["label"] == "PERSON"
        for word in normal(item["text"][span["start"] : span["end"]]).rstrip("'").split()
    }
    marked |= {lexicon.without_genitive(word) for word in marked} | {
        part for word in marked for part in word.split("-")
    }
    marked |= {lexicon.fold(word) for word in marked}
    read = lexicon._words
    lexicon._words = lambda name: read(name) - (marked if "names" in name else set())


def lowered(text: str) -> str:
    """Lower-case a text without changing its length."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def covered(text: str) -> tuple[set[int], set[int]]:
    """Return the places that are hidden, and those that a person is only asked about."""
    hidden, asked = set(), set()
    for one in detect(text):
        (asked if one.asks else hidden).update(range(one.span.start, one.span.end))
    return hidden, asked


def report(items: list[dict], covers: list[tuple[set[int], set[int]]], *, show: bool) -> None:
    """Print recall by label and by tag, and what was hidden without need."""
    whole, partly, total, misses = Counter(), Counter(), Counter(), []
    for item, (hidden, asked) in zip(items, covers, strict=True):
        for span in item["spans"]:
            places = [p for p in range(span["start"], span["end"]) if item["text"][p].isalnum()]
            marks = hidden | asked
            share = sum(place in marks for place in places) / max(1, len(places))
            for key in keys(item, span):
                total[key] += 1
                whole[key] += share == 1
                partly[key] += share > 0
            if share < 1:
                misses.append(
                    f"{item['id']} {span['label']} {span['start']}-{span['end']} covered {share:.0%}"
                )
    print(f"{'':34}{'n':>5}{'found':>8}{'partly':>8}")
    for key in sorted(total):
        print(f"{key:34}{total[key]:5}{whole[key] / total[key]:8.3f}{partly[key] / total[key]:8.3f}")
    over(items, covers, misses)
    if show:
        print("\n".join(misses))


def keys(item: dict, span: dict) -> list[str]:
    """Return the lines of the table that a span counts in."""
    found = [f"label {span['label']}", f"identifier {span['identifier']}"]
    if span["label"] in ("MUNICIPALITY", "PLACE"):
        found.append("both MUNICIPALITY and PLACE")
    if span["label"] != "PERSON":
        return found
    tags = set(item["tags"])
    found += [f"person, {tag}" for tag in ("genitive", "ambig", "lower") if tag in tags]
    found += ["person, Middle-Eastern"] * bool(tags & MIDDLE_EASTERN) + ["person, Danish"] * bool(
        tags & DANISH
    )
    return found


def over(items: list[dict], covers: list[tuple[set[int], set[int]]], misses: list[str]) -> None:
    """Print the share of what must stay that was touched, and of unmarked words that were hidden."""
    kept = touched = asked_kept = plain = hidden_words = 0
    for item, (hidden, asked) in zip(items, covers, strict=True):
        for span in item["keep"]:
            places = range(span["start"], span["end"])
            kept += 1
            touched += any(place in hidden for place in places)
            asked_kept += any(place in asked for place in places)
            if any(place in hidden | asked for place in places):
                misses.append(f"{item['id']} KEEP {span['start']}-{span['end']} touched")
        marked = {p for span in item["spans"] for p in range(span["start"], span["end"])}
        place = 0
        for word in item["text"].split():
            place = item["text"].index(word, place)
            span = set(range(place, place + len(word)))
            place += len(word)
            if not span & marked:
                plain += 1
                if span & hidden:
                    hidden_words += 1
                    misses.append(f"{item['id']} WORD {min(span)}-{max(span) + 1} hidden without need")
    print(
        f"what must stay: {touched} of {kept} hidden ({touched / max(1, kept):.3f}), {asked_kept} more asked about"
    )
    print(f"unmarked words: {hidden_words} of {plain} hidden ({hidden_words / max(1, plain):.4f})")


if __name__ == "__main__":
    main()
