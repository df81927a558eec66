"""Trials to read: a row of marks per segment, and random ones of any quality. All made up."""

import numpy as np

from qualcode.assist.values import Trial
from qualcode.model import Segment, Span

CODES = ("partner.skole", "partner.politi", "barriere.travlhed")
SETTINGS = {"codebook_version": "1.2", "segmentation": "turns"}


def marks(*rows):
    """Return a table of yes and no: ``marks("10", "01")``."""
    return np.array([[mark == "1" for mark in row] for row in rows])


def segments(documents, *, areas="", sites=""):
    """Return a segment per letter of documents; areas and sites are letters, too, and sites are the documents' own by default."""
    made, numbers = [], dict.fromkeys(documents, 0)
    for at, document in enumerate(documents):
        numbers[document] += 1
        number = numbers[document]
        area = {"b": "boern", "v": "voksen"}.get(areas[at : at + 1], "")
        site = f"site-{sites[at] if sites else document}"
        made.append(Segment(document, "v1", number, Span(0, 1), number, "p1", "informant", area, site))
    return made


def trial(documents, truth, probability, suggested=None, *, codes=CODES, continuing=None, **groups):
    """Return a trial whose folds are its documents; over one half is suggested unless something else is said."""
    truth, probability = np.asarray(truth), np.asarray(probability, dtype=float)
    order = sorted(set(documents))
    return Trial(
        segments(documents, **groups),
        tuple(codes),
        truth,
        probability,
        probability > 0.5 if suggested is None else np.asarray(suggested),
        np.zeros_like(truth) if continuing is None else np.asarray(continuing),
        np.array([order.index(document) for document in documents]),
    )


def random_trial(seed=0, *, n=240, documents="abcdef", codes=6, skill=2.0, share=0.25):
    """Return a trial of a model that is right more often the higher its skill."""
    random = np.random.default_rng(seed)
    names = [f"{'partner' if at % 2 else 'barriere'}.kode{at}" for at in range(codes)]
    truth = random.random((n, codes)) < share
    logit = np.log(share / (1 - share)) + skill * (truth - share) * 2 + random.normal(size=truth.shape)
    probability = 1 / (1 + np.exp(-logit))
    stands = "".join(sorted((documents * n)[:n]))
    areas = "".join(random.choice(["b", "v"], size=n))
    return trial(stands, truth, probability, codes=names, areas=areas)
