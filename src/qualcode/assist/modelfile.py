"""A fitted suggester as one file that another study can use, and from which nobody reads what was said.

What keeps the words of the interviews out of it:

- Features are hashed, and there is no list of words. But who guesses a word can ask whether the file has weights for
  it. So only features are written that come from the codebook, or from words and pairs of words that several documents
  share.
- The weights of a code that people used once or twice tell which common words stand in those passages, in pairs, and so
  nearly in order. Such a code is written as the codebook alone describes it.
- No segment, no passage, and no name of a document, a site or a person is written; of what was learned from, only
  counts.

What remains: a character n-gram or a hash that a rare word shares with a common one keeps its weight, and from it how
many segments have such a feature. The weights of a code say which common words people used when they spoke of it, the
more plainly the fewer passages have it; that is what a model is, and why only its owner may read the file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from qualcode.assist.codetexts import codable_codes, code_texts
from qualcode.assist.combine import Rule
from qualcode.assist.modelfile_bytes import (
    LAYOUT,
    PER_FEATURE,
    RULE_PARTS,
    RULES,
    SIZE_LIMIT,
    SMALL,
    Arrays,
    ModelInfo,
    check_size,
    is_about,
    pack,
    unpack,
)
from qualcode.assist.suggester import METHOD, TextSuggester
from qualcode.assist.values import Bools, SegmentText
from qualcode.assist.vectors import BUCKETS, Vectors, features_of, items_of
from qualcode.errors import CodebookError, StudyLayoutError, UsageError
from qualcode.model import Codebook, Segment
from qualcode.safe_io import plain_os_errors, read_limited, write_bytes

if TYPE_CHECKING:
    from qualcode.assist.encoders import Encoder

LEAST_DOCUMENTS = 3
"""Documents that must share a word, or a code, for what was learned from them to be written: as many contributors as a
cell of a published table is asked to have. Two people of one case, interviewed apart, share its names; what a third one
says, too, is a word of the field."""

LEAST_SITES = 2
"""Sites that must share it as well, where the study has several: a school that all speak of in one town tells the
town."""

T = TypeVar("T", bound=Hashable)


def save_model(
    model: TextSuggester, path: Path, *, segments: Sequence[SegmentText], about: Mapping[str, object]
) -> None:
    """Write a fitted model, readable by its owner only, whole or not at all.

    Parameters
    ----------
    model : TextSuggester
        Fitted, not loaded: a model file is copied as a file.
    path : Path
    segments : sequence of SegmentText
        Those that it was fitted to: they tell which words several documents share.
    about : mapping of str to str, int, float, bool or None
        Name and method of the segmentation, settings: short, and never words of an interview.

    Raises
    ------
    UsageError
        ``about`` holds something else (QC-MF10), or the model was loaded from a file (QC-MF11).
    UnsafeFileError
        It is too large to be read again (QC-MF03).
    """
    if not is_about(dict(about)):
        raise UsageError(
            "about holds something else than settings",
            code="QC-MF10",
            allowed="At most 50 names in small letters, with texts of at most 100 characters, numbers, true, false, none",
            do="Leave out what is longer: a model file is passed on.",
        )
    if model.threshold_ is not None and not model.learned_from_:
        raise UsageError(
            "this model came from a file, and does not know which words may be passed on",
            code="QC-MF11",
            do="Copy the file, or fit a model.",
        )
    data = pack(_describe(model, segments, about), _arrays(model, segments))
    unpack(data, path.name)  # what could not be read again is not written
    write_bytes(path, data)


def _describe(
    model: TextSuggester, segments: Sequence[SegmentText], about: Mapping[str, object]
) -> ModelInfo:
    plain = [item.segment for item in segments]
    return ModelInfo(
        method=METHOD,
        language=model.language,
        seed=model.seed,
        encoder=model.encoder.name if model.encoder else "",
        encoder_width=_encoder_width(model),
        codes=model.codes_,
        codebook_version=model.codebook_.version,
        codebook_sha256=_hash_codebook(model.codebook_),
        threshold=model.threshold_,
        trained_on={
            "segments": len(plain),
            "documents": len({segment.document for segment in plain}),
            "sites": len({segment.site for segment in plain} - {""}),
            "read": len(model.learned_from_),
            "codings": int(model.training_.truth.sum()),
        },
        about=dict(about),
    )


def _encoder_width(model: TextSuggester) -> int:
    return len(model.coef_) - 2 * model.vectors_.width


def _hash_codebook(codebook: Codebook) -> str:
    """Return the SHA-256 of what a codebook says of its codes; its version, title and colours do not count."""
    said = [
        [
            code.id,
            code.name,
            code.definition,
            code.use_when,
            code.not_when,
            code.examples,
            code.cues,
            code.codable,
            *(["retired"] if code.retired else []),  # so that models of before retiring keep their hash
        ]
        for code in codebook
    ]
    return sha256(json.dumps(said).encode()).hexdigest()


def _arrays(model: TextSuggester, segments: Sequence[SegmentText]) -> Arrays:
    """Return what is written: no column of a word, and no weights of a code, that too few documents share."""
    kept = _shared_columns(model, segments)
    rows = np.concatenate(
        [*kept, *kept, np.ones(_encoder_width(model), bool)]
    )  # the text's words, the question's
    weights = {name: getattr(model, name)[rows] for name in PER_FEATURE}
    few = _codes_of_few(model)
    weights["coef_"][:, few] = weights["book_coef_"][:, few]
    vectors = model.vectors_
    made: Arrays = {
        "characters": vectors.columns[0][kept[0]],
        "words": vectors.columns[1][kept[1]],
        "character weights": vectors.weights[0][kept[0]],
        "word weights": vectors.weights[1][kept[1]],
    }
    for name, values in weights.items():
        used = np.flatnonzero(values.any(axis=1))
        made |= {f"{name} rows": used, name: values[used]}
    for name in SMALL:
        made[name] = getattr(model, name)
    for rule in RULES:
        made |= {f"{rule} {part}": getattr(getattr(model, rule), part) for part in RULE_PARTS}
    return made


def _shared_columns(model: TextSuggester, segments: Sequence[SegmentText]) -> list[Bools]:
    """Say for each block which columns come from shared words or from the codebook."""
    items = _shared((one.segment, chain(items_of(one.text), items_of(one.question))) for one in segments)
    for _, text in code_texts(model.codebook_, model.codes_):
        items.update(items_of(text))
    known = np.zeros((2, BUCKETS), bool)
    for item in items:
        for block, found in enumerate(features_of(item, model.language)):
            known[block, list(found)] = True
    return [used[columns] for used, columns in zip(known, model.vectors_.columns, strict=True)]


def _codes_of_few(model: TextSuggester) -> list[int]:
    """Return the columns of codes that people used or rejected, but in too few documents."""
    decided = [np.flatnonzero(row).tolist() for row in model.training_.targets]
    shared = _shared(zip(model.learned_from_, decided, strict=True))
    return sorted(set(chain.from_iterable(decided)) - shared)


def _shared(found: Iterable[tuple[Segment, Iterable[T]]]) -> set[T]:
    """Return what occurs in enough documents, and in enough sites where there are several."""
    documents: dict[str, set[T]] = {}
    sites: dict[str, set[T]] = {}
    for segment, things in found:
        own = set(things)
        documents.setdefault(segment.document, set()).update(own)
        sites.setdefault(segment.site, set()).update(own)
    in_documents = Counter(chain.from_iterable(documents.values()))
    in_sites = Counter(chain.from_iterable(sites.values()))
    least_sites = min(LEAST_SITES, len(sites))
    return {one for one, n in in_documents.items() if n >= LEAST_DOCUMENTS and in_sites[one] >= least_sites}


def load_model(
    path: Path, *, codebook: Codebook, encoder: Encoder | None = None
) -> tuple[TextSuggester, ModelInfo]:
    """Read a model for a study with the same codes.

    The file may come from anybody: its size, its checksum, the names, types and shapes of its arrays and all numbers
    are looked at before anything is made of it.

    Parameters
    ----------
    path : Path
    codebook : Codebook
        Has the codes that the model was made for, in any order; what it says of them may have changed.
    encoder : Encoder, optional
        The one that the model was made with.

    Returns
    -------
    TextSuggester
        Ready to suggest. It knows no passages, and so names none as similar; a study that it learned from is a new one
        to it.
    ModelInfo

    Raises
    ------
    UnreadableFileError
        No model file (QC-MF01), of a format or method that this version does not read (QC-MF02), damaged (QC-MF04), or
        with parts that no such file has (QC-MF05, QC-MF06, QC-MF07).
    UnsafeFileError
        Too large (QC-MF03).
    CodebookError
        The codebook has other codes (QC-MF08).
    StudyLayoutError
        The study has another sentence encoder (QC-MF09).
    """
    where = path.name
    with plain_os_errors(where):
        check_size(path.stat().st_size, where)
    info, arrays = unpack(read_limited(path, SIZE_LIMIT), where)
    _check_codes(info, codebook, where)
    _check_encoder(info, encoder, where)
    # A model of the codebook alone has every part, and nothing of any segment; the file's numbers take their places.
    model = TextSuggester(language=info.language, seed=info.seed, encoder=encoder).fit([], [], codebook)
    if _encoder_width(model) != info.encoder_width:
        raise _other_encoder(info.encoder, info.encoder, where)
    _fill(model, arrays, [info.codes.index(code) for code in model.codes_])
    model.threshold_ = info.threshold
    model.version_ = info.version
    return model, replace(info, same_codebook=info.codebook_sha256 == _hash_codebook(codebook))


def _check_codes(info: ModelInfo, codebook: Codebook, where: str) -> None:
    own, given = set(info.codes), set(codable_codes(codebook))
    other = sorted(own ^ given)
    if other:
        raise CodebookError(
            f"the model is for other codes: {len(given - own)} of the codebook are new to it, and {len(own - given)} of"
            f" its own are not there ({', '.join(other[:3])}{', …' if len(other) > 3 else ''})",
            code="QC-MF08",
            where=where,
            allowed=f"It was made for codebook version {info.codebook_version!r}; this one is {codebook.version!r}",
            do="Take the codebook that it was made for, or let the study learn a model of its own.",
        )


def _check_encoder(info: ModelInfo, encoder: Encoder | None, where: str) -> None:
    given = encoder.name if encoder else ""
    if given != info.encoder:
        raise _other_encoder(info.encoder, given, where)


def _other_encoder(own: str, given: str, where: str) -> StudyLayoutError:
    return StudyLayoutError(
        f"the model was made with the sentence encoder {own or 'none'!r}, and this study has {given or 'none'!r}",
        code="QC-MF09",
        where=where,
        allowed="A model needs the encoder that it was made with",
        do="Set it in study.yaml: assist.encoder, or let the study learn a model of its own.",
    )


def _fill(model: TextSuggester, arrays: Arrays, order: list[int]) -> None:
    """Put a file's arrays into a model, the codes in the model's order."""
    width = _encoder_width(model)
    ordered = {
        name: np.take(arrays[name], order, axis=axes.index("codes")) if "codes" in axes else arrays[name]
        for name, _, axes in LAYOUT
    }
    model.vectors_ = Vectors(
        model.language,
        (ordered["characters"].astype(np.int32), ordered["words"].astype(np.int32)),
        (ordered["character weights"].astype(np.float32), ordered["word weights"].astype(np.float32)),
    )
    model.passages_ = model.vectors_.transform([])
    model.left_out_probability_ = model.left_out_  # of no segments
    for name in PER_FEATURE:
        full = np.zeros((2 * model.vectors_.width + width, len(order)))
        full[ordered[f"{name} rows"]] = ordered[name]
        setattr(model, name, full)
    for name in SMALL:
        setattr(model, name, ordered[name].astype(np.float64))
    for rule in RULES:
        parts = {part: ordered[f"{rule} {part}"].astype(np.float64) for part in RULE_PARTS}
        setattr(model, rule, Rule(**parts))


__all__ = ["LEAST_DOCUMENTS", "LEAST_SITES", "ModelInfo", "load_model", "save_model"]
