"""Leave each municipality of the reference study out, estimate it from a sample of its segments, and compare with the truth.

    .venv/bin/python benchmarks/replicate_six.py STUDY [--samples 5]

STUDY is a copy of the reference study after ``qualcode run``. For each municipality: the model learns from the other five,
a random sample of the sixth is taken as coded by hand (its codings of the consensus, no others), and everything is
estimated from that. The table stands in docs/explanation/estimates.md; notebook 08 does one sample of it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

import numpy as np
import pandas as pd

from qualcode import Study
from qualcode.model import CodingSet
from qualcode.study.sampling import draw


def rounds(study: Study, size: int, seeds: range):
    """Yield, for each site and seed, its estimates, and truth, naive counts and others by (kind, partner, code)."""
    gold, texts = study.coding_set(), study.assist.segment_texts()
    by_site = defaultdict(set)
    for item in texts:
        by_site[item.segment.site].add(item.segment.document)
    for documents in by_site.values():
        here = [item for item in texts if item.segment.document in documents]
        spoken = [item.segment for item in here if item.segment.is_informant and item.segment.span]
        others = [one for one in gold if one.document not in documents]
        model = study.assist.new_model().fit(texts, others, study.codebook)
        truth = counted(study, gold, documents)
        naive = suggested(model, here, spoken, study.config.partner_branch)
        for seed in seeds:
            drawn = draw(spoken, size, seed=seed)
            places = {(one.document, one.span) for one, _, _ in drawn}
            read = [one for one in gold if (one.document, one.span) in places]
            frame = [
                {"document": one.document, "segment": one.number, "probability": p, "stratum": stratum}
                for one, p, stratum in drawn
            ]
            known = CodingSet("sample", (*others, *read), gold.codebook_version)
            yield study.estimates(pd.DataFrame(frame), model=model, codings=known), truth, naive


def counted(study, codings, documents):
    """Return the true number of segments by (kind, partner, code)."""
    from qualcode.assist.codetexts import codable_codes
    from qualcode.assist.training import mark
    from qualcode.model import in_branch
    from qualcode.study.counting import Counting

    segments = [
        one for one in study.segments() if one.document in documents and one.is_informant and one.span
    ]
    codes = codable_codes(study.codebook)
    marked = mark(segments, codings, codes)
    found = {("code", "", code): int(marked[:, at].sum()) for at, code in enumerate(codes)}
    for branch in (code.id for code in study.codebook if code.id not in codes):
        own = [at for at, code in enumerate(codes) if in_branch(code, branch)]
        found["branch", "", branch] = int(marked[:, own].any(axis=1).sum())
    findings = Counting.of(study).findings()
    for place in findings.sources:
        found["pair", *place] = sum(one.document in documents for one in findings.segments(*place))
    return found


def suggested(model, here, spoken, partner_branch):
    """Return what counting the suggestions would say."""
    from qualcode.model import in_branch

    wanted = set(spoken)
    keep = [at for at, item in enumerate(here) if item.segment in wanted]
    on = (model.predict_proba(here) >= model.threshold)[keep]
    column = {code: at for at, code in enumerate(model.codes_)}
    partners = [code for code in model.codes_ if in_branch(code, partner_branch)]
    nobody = ~on[:, [column[code] for code in partners]].any(axis=1)
    found = {("code", "", code): int(on[:, at].sum()) for code, at in column.items()}
    for branch in (code.id for code in model.codebook_ if code.id not in column):
        own = [at for code, at in column.items() if in_branch(code, branch)]
        found["branch", "", branch] = int(on[:, own].any(axis=1).sum())
    for theme in set(column) - set(partners):
        for partner in (*partners, ""):
            with_it = on[:, column[partner]] if partner else nobody
            found["pair", partner, theme] = int((on[:, column[theme]] & with_it).sum())
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study")
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 60, 90])
    options = parser.parse_args()
    with Study.open(options.study) as study:
        for size in options.sizes:
            table = defaultdict(lambda: defaultdict(list))
            bins = defaultdict(list)
            for made, truth, naive in rounds(study, size, range(options.samples)):
                for row in made:
                    true = truth.get((row.kind, row.partner, row.code), 0)
                    one = table[row.kind]
                    if true or row.known or row.sites[1] >= 0.05:
                        one["cover"].append(row.total.low <= true <= row.total.high)
                        one["too few"].append(row.total.method == "too few")
                        one["model cover"].append(row.model[1] <= true <= row.model[2])
                    if row.total.method == "difference":
                        one["difference cover"].append(row.total.low <= true <= row.total.high)
                    one["error"].append(abs(row.model[0] - true))
                    one["said"].append(
                        (
                            row.sites[1] >= 0.5,
                            true > 0,
                            row.found > 0,
                            naive.get((row.kind, row.partner, row.code), 0) > 0,
                        )
                    )
                    one["naive error"].append(abs(naive.get((row.kind, row.partner, row.code), 0) - true))
                    if row.kind == "pair" and not row.known:
                        bins[min(int(row.sites[1] * 5), 4)].append((row.sites[1], true > 0))
            for kind, one in table.items():
                said = np.array(one["said"])
                marks = []
                for name, column in (("estimated", 0), ("sample alone", 2), ("naive", 3)):
                    hit = (said[:, column] & said[:, 1]).sum()
                    marks.append(
                        f"{name} recall {hit / said[:, 1].sum():.2f} precision {hit / max(said[:, column].sum(), 1):.2f}"
                    )
                means = ", ".join(f"{name} {np.mean(one[name]):.3f}" for name in one if name != "said")
                print(f"n={size} {kind}: {means}; {'; '.join(marks)}", flush=True)
            print("  pairs not in the sample, probability of being said and share that was:", end=" ")
            print(
                ", ".join(
                    f"{np.mean([p for p, _ in own]):.2f}->{np.mean([t for _, t in own]):.2f} ({len(own)})"
                    for _, own in sorted(bins.items())
                )
            )


if __name__ == "__main__":
    main()
