"""Language work: sentences in any language that spaCy knows, and names where a trained model is installed.

The only place that imports spaCy, and only when it is asked for something. Nothing is fetched: a model is one
that is installed on this machine, or a folder on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import StudyLayoutError
from qualcode.model import Span
from qualcode.nlp.rules import rules_for
from qualcode.nlp.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Nlp", "load"]

_SIZES = ("trf", "lg", "md", "sm")
_NOT_NEEDED = ["parser", "senter", "lemmatizer", "entity_linker", "textcat", "textcat_multilabel"]
_MOST_AT_ONCE = 100_000
"""Code points that a model gets at a time; spaCy refuses more than 1,000,000."""


def load(language: str, spacy_model: str = "auto") -> Nlp:
    """Get ready for a language.

    Parameters
    ----------
    language : str
        A code that spaCy knows, such as ``"da"``.
    spacy_model : str, default="auto"
        ``"auto"`` takes the best trained model of the language that is installed (trf, lg, md, sm) and does
        without where there is none; ``"none"`` does without; else the name of an installed model or a folder.

    Returns
    -------
    Nlp

    Raises
    ------
    StudyLayoutError
        The language or the model is not to be had (QC-NL01 to QC-NL03).

    Examples
    --------
    >>> nlp = load("da", "none")
    >>> text = "Vi mødes kl. 8. Vi er bl.a. tre... Ikke flere."
    >>> [span.of(text) for span in nlp.sentences(text)]
    ['Vi mødes kl. 8.', 'Vi er bl.a. tre...', 'Ikke flere.']
    """
    return Nlp(language, _blank(language), _trained(language, spacy_model))


class Nlp:
    """One language, ready to be used; made by :func:`load`."""

    def __init__(self, language: str, blank: Language, trained: Language | None = None) -> None:
        self.language = language
        self.sentence_method = f"spacy {version('spacy')} blank:{language}"
        self._tokenizer = blank.tokenizer
        self._trained = trained
        self._rules = rules_for(language)
        self._keeps_dot = lru_cache(maxsize=4096)(self._ask_tokenizer)

    @property
    def method(self) -> str:
        """What does the work, with versions, to stand in results."""
        if self._trained is None:
            return self.sentence_method
        meta = self._trained.meta
        return f"{self.sentence_method} + {meta['lang']}_{meta['name']} {meta['version']}"

    @property
    def has_entities(self) -> bool:
        """Whether a model is loaded that finds names."""
        return self._trained is not None and any(
            "doc.ents" in self._trained.get_pipe_meta(name).assigns for name in self._trained.pipe_names
        )

    def sentences(self, text: str) -> list[Span]:
        """Return the sentences of a turn: in order, trimmed, together all that is not blank.

        A line feed is a blank unless it is doubled. The trained model has no say in it: the same text gives
        the same sentences on every machine.
        """
        return sentence_spans(text, self._rules, self._keeps_dot)

    def entities(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and label of every name that the model finds; nothing without a model."""
        if self._trained is None or not self.has_entities:
            return
        for start, end in _portions(text):
            for entity in self._trained(text[start:end]).ents:
                yield start + entity.start_char, start + entity.end_char, entity.label_

    def _ask_tokenizer(self, word: str) -> bool:
        tokens = self._tokenizer(word + ".")
        last = tokens[-1].text
        return len(last) > 1 and last.endswith(".")

    def __repr__(self) -> str:
        return f"Nlp({self.method})"


def _portions(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text that is too long for a model, between words where there are blanks."""
    start = 0
    while len(text) - start > _MOST_AT_ONCE:
        limit = start + _MOST_AT_ONCE
        end = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
        end = end if end > start else limit
        yield start, end
        start = end
    yield start, len(text)


def _blank(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError, KeyError) as error:
        raise StudyLayoutError(
            f"spaCy cannot be made ready for the language {language!r}",
            code="QC-NL02",
            where="study.yaml: language",
            allowed="A language code that spaCy knows, such as da, en, sv, nb or de",
            do="Correct the code; a few languages need a further package, which spaCy's documentation names.",
        ) from error


def _trained(language: str, wanted: str) -> Language | None:
    if wanted == "none":
        return None
    installed = _installed()
    if wanted == "auto":
        best = _best(installed, language)
        return _load(best) if best else None
    if wanted in installed:
        return _load(wanted)
    if Path(wanted).is_dir():
        return _load(Path(wanted))
    raise _unknown(wanted, installed)


def _installed() -> list[str]:
    import spacy.util

    return sorted(spacy.util.get_installed_models())


def _best(installed: list[str], language: str) -> str:
    """Name the most accurate kind that is installed."""
    for size in _SIZES:
        for name in installed:
            if name.startswith(f"{language}_") and name.endswith(f"_{size}"):
                return name
    return ""


def _load(model: str | Path) -> Language:
    import spacy

    known: tuple[type[Exception], ...] = (
        OSError,
        ValueError,
        ImportError,
        KeyError,
        TypeError,
        AttributeError,
    )
    try:
        return spacy.load(model, exclude=_NOT_NEEDED)
    except known as error:
        raise StudyLayoutError(
            f"the spaCy model {str(model)!r} cannot be loaded ({type(error).__name__})",
            code="QC-NL03",
            where="study.yaml: spacy_model",
            allowed=f"A model made for spaCy {version('spacy')}",
            do="Install the model again for this version, or set spacy_model: none.",
        ) from error


def _unknown(wanted: str, installed: list[str]) -> StudyLayoutError:
    close: list[Any] = get_close_matches(wanted, installed, n=1)
    there = f"Installed: {', '.join(installed)}" if installed else "No spaCy model is installed"
    return StudyLayoutError(
        f"there is no spaCy model {wanted!r}, and no folder of that name",
        code="QC-NL01",
        where="study.yaml: spacy_model",
        allowed=f"auto, none, the name of an installed model or a folder. {there}",
        do=f"Did you mean {close[0]!r}?" if close else "Install the model, or set spacy_model: auto.",
    )
