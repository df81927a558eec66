"""The language model as a suggester: one question for each segment, or one for each branch of the codebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.assist.local_model.answers import Answer, CodedQuote, UnreadableAnswerError, merged, read_answer
from qualcode.assist.local_model.cache import AnswerCache
from qualcode.assist.local_model.connection import NoAnswerError, NotThereError, local_endpoint, post
from qualcode.assist.local_model.prompt import (
    PROMPT_VERSION,
    codable_leaves,
    instructions,
    question,
    request_body,
)
from qualcode.assist.values import SegmentText
from qualcode.errors import StepNeeded, UsageError
from qualcode.model import Code, Codebook

TIMEOUT = 300.0
"""Seconds for one answer: a model without a graphics card reads a long codebook slowly."""


class LocalModel:
    """A language model on this machine that proposes codes with the words that speak for them.

    Parameters
    ----------
    url : str
        Address of an OpenAI-compatible server on this machine, such as ``"http://127.0.0.1:8080/v1"``.
    name : str
        The model's name at that server. Answers are remembered under it: give a changed model another name.
    codebook : Codebook
        Codes to choose from: its leaves that people code with.
    seed : int
    timeout : float
        Seconds for one answer.
    cache : Path, optional
        A folder to remember answers in.
    by_branch : bool, default=False
        Ask for each top branch of the codebook apart, where the model's context does not hold it all.

    Raises
    ------
    PrivacyError
        QC-LM01: the address is not on this machine.
    UsageError
        QC-LM03: the model has no name, or the codebook no code to choose.

    Examples
    --------
    >>> from qualcode.model import Code, Codebook
    >>> book = Codebook("1", "da", "Eksempel", (Code("skole", "Skole"),))
    >>> LocalModel("http://127.0.0.1:8080/v1", "min-model", codebook=book).method
    'local model min-model, prompt 1, seed 0'
    >>> LocalModel("http://10.0.0.1:8080/v1", "min-model", codebook=book)
    Traceback (most recent call last):
    qualcode.errors.PrivacyError: PrivacyError [QC-LM01]: ...
    """

    def __init__(
        self,
        url: str,
        name: str,
        *,
        codebook: Codebook,
        seed: int = 0,
        timeout: float = TIMEOUT,
        cache: Path | None = None,
        by_branch: bool = False,
    ) -> None:
        self._endpoint = local_endpoint(url)
        leaves = codable_leaves(codebook)
        if not name or not leaves:
            raise UsageError(
                "the codebook has no code to choose" if name else "the language model has no name",
                code="QC-LM03",
                where="study.yaml: assist.local_model",
                do="Add codes without children." if name else "Write the name that its server knows it by.",
            )
        self.name = name
        self._seed = seed
        self._timeout = timeout
        self._language = codebook.language
        self._cache = None if cache is None else AnswerCache(cache)
        groups = _by_branch(leaves) if by_branch else [leaves]
        self._groups = [(group, instructions(codebook, group)) for group in groups]

    @property
    def method(self) -> str:
        """What does the work, to stand in results."""
        return f"local model {self.name}, prompt {PROMPT_VERSION}, seed {self._seed}"

    def suggest(self, segments: Sequence[SegmentText], top: int = 5) -> list[Answer]:
        """Ask for the codes of segments.

        Parameters
        ----------
        segments : sequence of SegmentText
        top : int, default=5
            Most codes for a segment.

        Returns
        -------
        list of Answer
            One for each segment, in their order. One that cannot be read has a problem and no codes.

        Raises
        ------
        StepNeeded
            QC-LM02: no server can be asked at the address.
        """
        return [self.ask(segment, top=top) for segment in segments]

    def ask(self, segment: SegmentText, *, top: int = 5, without: Collection[str] = ()) -> Answer:
        """Ask for the codes of one segment; see :meth:`suggest`.

        Parameters
        ----------
        segment : SegmentText
        top : int, default=5
        without : collection of str
            Codes that are left out of the answer; those after them move up. The model is asked the same, so that an
            answer that was kept serves again.
        """
        try:
            found = [quote for group, system in self._groups for quote in self._asked(segment, group, system)]
        except NotThereError as problem:
            raise StepNeeded(
                str(problem),
                code="QC-LM02",
                where="study.yaml: assist.local_model.url",
                do="Start its server and run this again, or leave 'url' empty. Answers that were kept are not asked for again.",
            ) from None
        except (NoAnswerError, UnreadableAnswerError) as problem:
            place = f"{segment.segment.document}, segment {segment.segment.number}"
            return Answer(segment.segment, problem=f"{place}: {problem}")
        start = segment.segment.span.start
        wanted = [quote for quote in merged(found) if quote.code not in without]
        best = (replace(quote, span=quote.span.shift(start)) for quote in wanted[:top])
        return Answer(segment.segment, tuple(best))

    def _asked(self, segment: SegmentText, codes: list[Code], system: str) -> list[CodedQuote]:
        body = request_body(
            self.name, system, question(segment, self._language), codes=codes, seed=self._seed
        )
        offered = {code.id for code in codes}
        kept = self._cache.get(body, codes=offered, text=segment.text) if self._cache else None
        if kept is not None:
            return kept
        data = post(self._endpoint, "/chat/completions", body, timeout=self._timeout)
        quotes = read_answer(data, codes=offered, text=segment.text)
        if self._cache:
            self._cache.put(body, quotes)
        return quotes


def _by_branch(codes: Sequence[Code]) -> list[list[Code]]:
    groups: dict[str, list[Code]] = {}
    for code in codes:
        groups.setdefault(code.branch, []).append(code)
    return list(groups.values())
