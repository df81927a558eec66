"""The one place that knows BERTopic.

It always gets vectors that were made here: without any, BERTopic fetches a model or falls back on one that gives other
numbers each time. What it is asked for is groups of passages and the words that tell each group from the others.
"""

from __future__ import annotations

import importlib
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from qualcode.errors import MissingExtraError
from qualcode.topics.vectors import Floats

Reducer = Literal["pca", "umap"]
Labels = NDArray[np.int64]

_SAME = 0.7
"""Cosine of the middles of two groups that are one."""

_TERMS = 50


@dataclass(frozen=True, slots=True)
class Grouping:
    """How passages are laid out and grouped.

    Parameters
    ----------
    reducer : {"pca", "umap"}
    directions : int
        To so many the vectors are reduced; 0 leaves them as they are.
    min_size : int
        Passages that a group needs.
    min_samples : int
        How dense a group must be: the higher, the more passages belong to none.
    seed : int
    """

    reducer: Reducer = "pca"
    directions: int = 10
    min_size: int = 6
    min_samples: int = 2
    seed: int = 0


@dataclass(frozen=True)
class Grouped:
    """Groups of passages.

    Parameters
    ----------
    labels : array of int
        Number of the group of each passage, from 0, the largest first; -1: of none.
    terms : tuple of tuples of (str, float)
        For each group its words with their weights, the most telling first.
    """

    labels: Labels
    terms: tuple[tuple[tuple[str, float], ...], ...]


def group_passages(terms: Sequence[Sequence[str]], vectors: Floats, how: Grouping) -> Grouped:
    """Group passages by BERTopic, and name the words that tell each group from the others.

    Raises
    ------
    MissingExtraError
        BERTopic is not installed.
    """
    with _quiet(), threadpool_limits(1):
        bertopic = _module("bertopic")
        backend = importlib.import_module("bertopic.backend")
        vectorizers = importlib.import_module("bertopic.vectorizers")
        text = importlib.import_module("sklearn.feature_extraction.text")
        model = bertopic.BERTopic(
            embedding_model=backend.BaseEmbedder(),  # never asked: the vectors are given
            umap_model=_reducer(how, len(vectors)),
            hdbscan_model=_clusterer(how),
            vectorizer_model=text.CountVectorizer(analyzer=str.split),
            ctfidf_model=vectorizers.ClassTfidfTransformer(),
            top_n_words=_TERMS,
            calculate_probabilities=False,
            verbose=False,
        )
        labels, _ = model.fit_transform([" ".join(passage) or "-" for passage in terms], embeddings=vectors)
    found = np.asarray(labels, dtype=np.int64)
    return Grouped(found, tuple(_words(model, number) for number in range(int(found.max(initial=-1)) + 1)))


def group_again(vectors: Floats, how: Grouping) -> Labels:
    """Return groups as :func:`group_passages` makes them, without their words."""
    with _quiet(), threadpool_limits(1):
        reducer = _reducer(how, len(vectors))
        return np.asarray(_clusterer(how).fit(reducer.fit_transform(vectors)).labels_, dtype=np.int64)


def method_of(how: Grouping) -> str:
    """Name the libraries that grouped, with their versions, for the record."""
    from importlib.metadata import PackageNotFoundError, version

    def named(package: str) -> str:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            return package

    packages = ["bertopic", "hdbscan", "scikit-learn", *(["umap-learn"] if how.reducer == "umap" else [])]
    return ", ".join(named(package) for package in packages)


def _words(model: Any, number: int) -> tuple[tuple[str, float], ...]:  # noqa: ANN401  # BERTopic has no types
    found = [(word, float(weight)) for word, weight in model.get_topic(number) if word and weight > 0]
    return tuple(
        sorted(((word, round(weight, 9)) for word, weight in found), key=lambda one: (-one[1], one[0]))
    )


def _reducer(how: Grouping, passages: int) -> Any:  # noqa: ANN401  # one of several classes
    if how.reducer == "umap":
        return _module("umap").UMAP(
            n_neighbors=min(15, passages - 1),
            n_components=min(how.directions or 5, max(2, passages - 2)),
            min_dist=0.0,
            metric="cosine",
            random_state=how.seed,
            n_jobs=1,
        )
    return _Directions(how.directions)


class _Directions:
    """Principal components without chance, whose last digits do not depend on the machine."""

    def __init__(self, directions: int) -> None:
        self._directions = directions

    def fit(self, vectors: Floats, y: object = None) -> _Directions:
        self._middle = vectors.mean(axis=0)
        values, found = np.linalg.eigh((vectors - self._middle).T @ (vectors - self._middle))
        self._found = found[:, np.argsort(values)[::-1][: self._directions or None]]
        return self

    def transform(self, vectors: Floats) -> Floats:
        return np.asarray(np.round((vectors - self._middle) @ self._found, 8), dtype=np.float64)

    def fit_transform(self, vectors: Floats, y: object = None) -> Floats:
        return self.fit(vectors).transform(vectors)


def _clusterer(how: Grouping) -> _Groups:
    return _Groups(how)


class _Groups:
    """Dense groups by hdbscan; those that point the same way are one.

    Its leaves are themes rather than the few large clouds that they lie in. A large theme that all speak of in the same
    words falls into several leaves: what is as good as parallel is put together again.
    """

    labels_: Labels

    def __init__(self, how: Grouping) -> None:
        self._how = how

    def fit(self, points: Floats, y: object = None) -> _Groups:
        leaves = _module("hdbscan").HDBSCAN(
            min_cluster_size=self._how.min_size,
            min_samples=self._how.min_samples,
            cluster_selection_method="leaf",
            core_dist_n_jobs=1,
        )
        labels = np.asarray(leaves.fit_predict(points), dtype=np.int64)
        self.labels_ = labels if self._how.reducer == "umap" else _together(labels, points)
        return self

    def predict(self, points: Floats) -> Labels:
        """Be what BERTopic takes for a clusterer; new passages are never asked for."""
        raise NotImplementedError


def _together(labels: Labels, points: Floats) -> Labels:
    """Put groups together whose middles point the same way, the most alike first."""
    labels = labels.copy()
    while (groups := np.unique(labels[labels >= 0])).size > 1:
        middles = np.array([points[labels == group].mean(axis=0) for group in groups])
        length = np.sqrt((middles * middles).sum(axis=1, keepdims=True))
        middles = middles / np.where(length > 0, length, 1)
        alike = np.round(np.triu(middles @ middles.T, 1), 6)
        if alike.max() < _SAME:
            break
        one, other = np.unravel_index(int(alike.argmax()), alike.shape)
        labels[labels == groups[other]] = groups[one]
    return _numbered(labels)


def _numbered(labels: Labels) -> Labels:
    """Give groups numbers from 0, without gaps."""
    groups = np.unique(labels[labels >= 0])
    return np.where(labels >= 0, np.searchsorted(groups, labels), -1).astype(np.int64)


def _module(name: str) -> Any:  # noqa: ANN401  # a module without types
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(name, "topics") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own words, and the hub, out."""
    before = {key: os.environ.get(key) for key in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")}
    os.environ.update(dict.fromkeys(before, "1"))
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
