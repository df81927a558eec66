"""Assisted coding in a study: suggestions, decisions on them, and what they are worth.

``study.assist`` gathers what belongs to it; :meth:`Study.suggest`, :meth:`Study.decide` and :meth:`Study.evaluate` are
short ways to the three that are used most.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode import __version__
from qualcode.assist.continuation import continuations
from qualcode.assist.encoders import load_encoder
from qualcode.assist.evaluation import Evaluation, SecondCoder, evaluate_trial
from qualcode.assist.explain import Explanation
from qualcode.assist.modelfile import load_model, save_model
from qualcode.assist.sampling import Pick, next_to_code
from qualcode.assist.second_look import Question, second_look
from qualcode.assist.stopping import StoppingHint, stopping_hint
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.suggestions import SegmentSuggestions
from qualcode.assist.training import mark
from qualcode.assist.trials import Progress, Trials, run_trials
from qualcode.assist.usage import Usage, usage
from qualcode.assist.values import Key, SegmentText, key_of
from qualcode.coding import visible
from qualcode.errors import CodingError, MatrixError, StepNeeded
from qualcode.model import Codebook, Coding, Decision, Segment, Suggestion, new_id, suggestion_id
from qualcode.safe_io import make_private_folder, write_text
from qualcode.study import privacy
from qualcode.study.asking import Asked, ask, local_model
from qualcode.study.layout import CONSENSUS
from qualcode.study.pipeline import require_speakers
from qualcode.study.results import StepResult
from qualcode.study.suggestion_list import SuggestionList

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.model.codings import Answer
    from qualcode.study.facade import Study
    from qualcode.study.replication.origin import Chosen

_BEFORE = 3

_Pair = tuple[Key, str]
"""A segment and a code."""


class Assist:
    """Assisted coding of one study; made by ``study.assist``."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._models: dict[tuple[int, str, str], TextSuggester] = {}
        self._choices: dict[tuple[int, str, str], Chosen] = {}

    # -- what it works on ----------------------------------------------------------------------------------------

    def segment_texts(self) -> list[SegmentText]:
        """Return all segments with their words, the last question and the segments before.

        Raises
        ------
        StepNeeded
            It is not known of everybody who asks and who answers (QC-SY09), or nobody answers (QC-AS06): what an
            interviewer says gets no code.
        """
        require_speakers(self._study)
        versions = self._study.versions()
        found: list[SegmentText] = []
        question = ""
        for segment in self._study.segments():
            text = segment.span.of(versions[segment.document].text)
            last = found[-1] if found else None
            before: tuple[str, ...] = ()
            if last is not None and last.segment.document == segment.document:
                before = (last.text, *last.before)[:_BEFORE]
            else:
                question = ""
            if segment.role == "interviewer":
                question = text
            found.append(SegmentText(segment, text, before, question if segment.is_informant else ""))
        if found and not any(item.segment.is_informant for item in found):
            raise StepNeeded(
                "no segment is an informant's",
                code="QC-AS06",
                where=str(self._study.layout.speakers),
                allowed="role is interviewer or informant; a transcript that names nobody has neither",
                do="Fill in the roles, or import transcripts that say who speaks.",
            )
        return found

    def reviewed_texts(self) -> dict[Key, str]:
        """Return the words of every segment; refused before a person has reviewed the texts."""
        privacy.require_reviewed(self._study)
        return {key_of(item.segment): item.text for item in self.segment_texts()}

    def model(self, *, coder: str = "") -> TextSuggester:
        """Return the suggester, fitted to the codebook and to what was coded until now.

        Parameters
        ----------
        coder : str, optional
            Learn from this coder's own codings and, once its round is open, the consensus: who codes blind must not be
            led by another's work. By default the codings that are counted; where none are chosen yet, everybody's.
        """
        study = self._study
        at = (study.store.revision, coder, study.codebook.version)
        if at not in self._models:
            made = self.new_model().fit(
                self.segment_texts(),
                self._learned_from(coder),
                study.codebook,
                decisions=self._decisions_of(coder),
            )
            self._models = {at: made}
        return self._models[at]

    def new_model(self) -> TextSuggester:
        """Return a model of the study's settings that has learned nothing yet."""
        return TextSuggester(
            language=self._study.config.language,
            seed=self._study.config.assist.seed,
            encoder=self.encoder,
            read_throughout=self._study.config.assist.read == "documents",
        )

    @cached_property
    def encoder(self) -> Any:  # noqa: ANN401  # an Encoder or None, by study.yaml
        """The sentence encoder that study.yaml names, if any; loaded once."""
        return load_encoder(self._study.config.assist.encoder, base=self._study.layout.root)

    def chosen(self, *, coder: str = "") -> Chosen:
        """Return the model that suggests: the one that came along, until the study's own is better on what is coded here."""
        from qualcode.study.replication.origin import choose

        key = (self._study.store.revision, coder, self._study.codebook.version)
        if key not in self._choices:
            own = self.model(coder=coder)
            made = choose(own, self.carried, self.segment_texts(), self._learned_from(coder))
            self._choices = {key: made}
        return self._choices[key]

    @cached_property
    def carried(self) -> TextSuggester | None:
        """The model that came along from the study that this one repeats; None where none did."""
        from qualcode.study.replication.origin import Origin

        origin = Origin.of(self._study.layout)
        return origin.model(self.encoder) if origin is not None and origin.has_model else None

    def _learned_from(self, coder: str) -> list[Coding]:
        if coder:
            return self._shown_to(coder)
        try:
            return list(self._study.coding_set())
        except MatrixError:
            people = self._people()
            return [one for one in self._study.codings() if one.coder in people]

    def _shown_to(self, coder: str) -> list[Coding]:
        """Return a coder's own codings and the consensus, as far as its round is open to her."""
        found = visible(self._study.codings(), coder=coder, rounds=self._study.rounds)
        return [one for one in found if one.coder in {coder, CONSENSUS}]

    def _decisions_of(self, coder: str) -> list[Decision]:
        return [one for one in self._study.store.decisions() if coder in ("", one.coder)]

    def _people(self) -> set[str]:
        return {coder.name for coder in self._study.store.coders() if coder.kind == "human"}

    def save_model(self, path: str | Path) -> None:
        """Save the model to a file that holds no text and no names, to be used on other interviews."""
        study = self._study
        save_model(
            self.model(),
            Path(path),
            segments=self.segment_texts(),
            about={"segmentation": study.config.segmentation, "qualcode": __version__},
        )

    # -- suggestions and decisions -------------------------------------------------------------------------------

    def suggest(
        self,
        *,
        top: int = 5,
        everything: bool = False,
        coder: str = "",
        explain: bool = True,
        model_file: str | Path | None = None,
    ) -> SuggestionList:
        """Suggest codes; see :meth:`Study.suggest`. With a ``model_file``, by that model, not by this study's codings."""
        study = self._study
        self._require_on()
        segments, model = self.segment_texts(), self.model(coder=coder)
        if model_file is not None:
            suggester, _ = load_model(Path(model_file), codebook=study.codebook, encoder=self.encoder)
        else:
            suggester = self.chosen(coder=coder).model
        so_far = self._so_far(model, segments, coder)
        made = suggester.suggest(segments, top=top, explain=explain, without=so_far.rejected)
        hidden = set(privacy.waiting(study))
        kept = [
            _without_words(item) if item.segment.document in hidden else item
            for item in (_of_today(one, study.codebook) for one in made)
            if item.segment.span and (everything or so_far.is_open(item.segment))
        ]
        return self._listed(kept, segments, so_far, suggester.version_)

    def ask_local_model(
        self, *, top: int = 5, everything: bool = False, coder: str = "", progress: Progress | None = None
    ) -> tuple[SuggestionList, Asked]:
        """Suggest codes by the language model that study.yaml names, on this machine; slow, a segment at a time.

        Returns
        -------
        SuggestionList
            Of the segments whose answers could be read.
        Asked
            The answers that could not be read, and how often the model was right where people had coded.
        """
        study = self._study
        self._require_on()
        segments, model = self.segment_texts(), self.model(coder=coder)
        so_far = self._so_far(model, segments, coder)
        wanted = [
            item
            for item in segments
            if item.segment.is_informant
            and item.segment.span
            and (everything or so_far.is_open(item.segment))
        ]
        asked = ask(
            study, wanted, so_far.decided, segments, top=top, without=so_far.rejected, progress=progress
        )
        return self._listed(asked.items, segments, so_far, local_model(study).method), asked

    def _so_far(self, model: TextSuggester, segments: Sequence[SegmentText], coder: str) -> _SoFar:
        rejected, put_off = self._answered(coder)
        decided = self._decided(model, [item.segment for item in segments], coder)
        return _SoFar(decided, rejected, put_off, self._is_one_persons(coder))

    def _listed(
        self, items: Sequence[SegmentSuggestions], segments: Sequence[SegmentText], so_far: _SoFar, model: str
    ) -> SuggestionList:
        """Put beside the suggestions what may simply go on, and what was put off."""
        offers = continuations([item.segment for item in segments], so_far.decided)
        return SuggestionList(
            tuple(items),
            tuple(tuple(offers.get(key_of(item.segment), ())) for item in items),
            self._names,
            model,
            so_far.put_off if so_far.one_persons else frozenset(),
        )

    def _answered(self, coder: str) -> tuple[frozenset[_Pair], frozenset[_Pair]]:
        """Return what was rejected, and is not suggested again; and what was put off, and is listed until it is decided."""
        answers: dict[_Pair, set[Answer]] = defaultdict(set)
        for one in self._decisions_of(coder):
            at = one.suggestion
            answers[(at.document, at.span.start, at.span.end), at.code].add(one.answer)
        rejected = {pair for pair, given in answers.items() if given & {"reject", "accept_as"}}
        return frozenset(rejected), frozenset(pair for pair, given in answers.items() if given == {"later"})

    def _is_one_persons(self, coder: str) -> bool:
        """Say whether the answers are one person's: in a table for anybody, another would give them as her own."""
        return len({one.coder for one in self._decisions_of(coder)}) <= 1

    def _require_on(self) -> None:
        if not self._study.config.assist.suggestions:
            raise StepNeeded(
                "suggestions are off, for a first pass without them",
                code="QC-AS01",
                where=str(self._study.layout.study_yaml),
                do="Set assist: suggestions: on, when the blind pass is done.",
            )

    @property
    def _names(self) -> dict[str, str]:
        return {code.id: code.name for code in self._study.codebook}

    def _decided(self, model: TextSuggester, segments: Sequence[Segment], coder: str) -> dict[Key, list[str]]:
        """Return the segments that people have read, with their codes: none, where they found none."""
        people, everything = self._people(), self._study.codings()
        codings = self._shown_to(coder) if coder else [one for one in everything if one.coder in people]
        marked = mark(segments, codings, model.codes_)
        read = {*model.training_.rows.tolist(), *np.flatnonzero(marked.any(axis=1)).tolist()}
        return {
            key_of(segments[row]): [code for code, on in zip(model.codes_, marked[row], strict=True) if on]
            for row in sorted(read)
        }

    def explain(self, suggestion: Suggestion, *, coder: str = "") -> Explanation:
        """Say why a code is suggested: words with their places, similar passages, the code's definition."""
        self._require_on()
        segments = self.segment_texts()
        wanted = (suggestion.document, suggestion.version, suggestion.span)
        places = [(item.segment.document, item.segment.version, item.segment.span) for item in segments]
        if wanted not in places:
            raise CodingError(
                "the suggestion is about no segment of the current text",
                code="QC-AS04",
                where=f"{suggestion.document}, segment {suggestion.segment}",
                do="The text or its segmentation has changed since: make the suggestions again.",
            )
        at = places.index(wanted)
        return self.model(coder=coder).explain(segments, at, [suggestion.code])[0]

    def decide(
        self, suggestions: Sequence[Suggestion], answer: Answer, *, coder: str, code: str = "", round: int = 1
    ) -> StepResult:
        """Answer suggestions; see :meth:`Study.decide`."""
        return self.record(
            [
                Decision(new_id(), one, answer, coder, one.code if answer == "accept" else code, round=round)
                for one in suggestions
            ]
        )

    def record(self, decisions: Sequence[Decision]) -> StepResult:
        """Store decisions: all or none, as one action."""
        study = self._study
        study.update_codebook()  # what was suggested stands in codebook.yaml, which may be newer than the store's
        done = study.store.decide(decisions, actor=study.actor, seen=study._seen)
        counts = {
            "decided": done.decided,
            "unchanged": done.unchanged,
            "added": len(done.codings),
            "withdrawn": len(done.withdrawn),
        }
        return StepResult("decide", counts)

    def usage(self) -> Usage:
        """Return how suggestions were used: rates over time by coder, by rank and score; which models."""
        return usage(self._study.store.decisions(), self._study.codings())

    # -- what to do next -----------------------------------------------------------------------------------------

    def next_to_code(self, n: int = 20, *, coder: str = "") -> list[Pick]:
        """Return the segments to code next: spread over interviews and sites first, then where it helps most."""
        segments = self.segment_texts()
        model = self.model(coder=coder)
        plain = [item.segment for item in segments]
        marked = mark(plain, self._learned_from(coder), model.codes_)
        return next_to_code(
            plain,
            coded=set(self._decided(model, plain, coder)),
            codes=model.codes_,
            counts=dict(zip(model.codes_, marked.sum(axis=0).tolist(), strict=True)),
            # A blind pass is not steered to codes, either.
            probability=model.predict_proba(segments) if self._study.config.assist.suggestions else None,
            threshold=model.threshold,
            n=n,
            seed=self._study.config.assist.seed,
        )

    def next_table(self, n: int = 20, *, coder: str = "") -> pd.DataFrame:
        """Return :meth:`next_to_code` as a table, with the reason in words."""
        import pandas as pd

        names = self._names
        rows = [
            (
                pick.rank,
                pick.segment.document,
                pick.segment.number,
                pick.code,
                pick.words(self._study.config.language, name=names.get(pick.code, "")),
            )
            for pick in self.next_to_code(n, coder=coder)
        ]
        return pd.DataFrame(rows, columns=["rank", "document", "segment", "code", "reason"])

    def stopping_hint(self, *, coder: str = "") -> StoppingHint:
        """Estimate what would be missed if coding stopped now, and how sure that is."""
        segments = self.segment_texts()
        model = self.model(coder=coder)
        plain = [item.segment for item in segments]
        informants = [at for at, segment in enumerate(plain) if segment.is_informant]
        return stopping_hint(
            [plain[at] for at in informants],
            codes=model.codes_,
            codes_by_segment=self._decided(model, plain, coder),
            probability=model.predict_proba(segments)[informants],
            trial=model.own_trial(plain),
            seed=self._study.config.assist.seed,
        )

    def second_look(self, *, limit: int = 40) -> list[Question]:
        """Return questions to the coders: codings that nobody shares, passages like coded ones. Never errors."""
        self._require_on()
        study = self._study
        segments = self.segment_texts()
        model = self.model()
        informants = [item.segment for item in segments if item.segment.is_informant]
        probability = model.predict_proba(segments)[[item.segment.is_informant for item in segments]]
        coders = sorted(self._people() - {CONSENSUS}) or sorted(self._people())
        by_coder = {name: study.codings(coder=name).codings for name in coders}
        return second_look(
            informants,
            {name: codings for name, codings in by_coder.items() if codings},
            codes=model.codes_,
            probability=probability if model.threshold_ is not None else None,
            limit=limit,
        )

    def second_look_table(self, limit: int = 40) -> pd.DataFrame:
        """Return :meth:`second_look` as a table, each question in words."""
        import pandas as pd

        names = self._names
        rows = [
            (
                one.segment.document,
                one.segment.number,
                one.code,
                one.kind,
                ", ".join(one.who),
                round(one.score, 3),
                one.words(self._study.config.language, name=names.get(one.code, "")),
            )
            for one in self.second_look(limit=limit)
        ]
        return pd.DataFrame(rows, columns=["document", "segment", "code", "kind", "who", "score", "question"])

    # -- how good it is ------------------------------------------------------------------------------------------

    def trials(self, *, curve: bool = True, progress: Progress | None = None) -> Trials:
        """Fit without each site in turn, and return what would have been suggested there."""
        return run_trials(
            self.segment_texts(),
            self._study.coding_set(),
            self._study.codebook,
            make=self.new_model,
            decisions=self._decisions_of(""),
            curve=curve,
            seed=self._study.config.assist.seed,
            progress=progress,
        )

    def evaluate(
        self, *, second_coder: str = "", curve: bool = True, progress: Progress | None = None
    ) -> Evaluation:
        """Say how good suggestions are; see :meth:`Study.evaluate`."""
        study = self._study
        self._require_second(second_coder)
        done = self.trials(curve=curve, progress=progress)
        human, name = self._second_coder(done, second_coder)
        counted = study.coding_set()
        return evaluate_trial(
            done.trial,
            settings={
                "codebook_version": study.codebook.version,
                "method": self.new_model().method,
                "coding_set": counted.name,
                "second_coder": name,
                "segmentation": study.config.segmentation,
                "encoder": self.encoder.name if self.encoder else "none",
                "seed": study.config.assist.seed,
            },
            folds_by=done.by,
            baselines=done.baselines,
            human=human,
            no_human="nobody else coded the same interviews",
            curve=done.curve,
            matrices=[(spec.rows, spec.columns) for spec in study.config.matrices],
            area_names=study.config.areas,
            language=study.config.language,
            seed=study.config.assist.seed,
        )

    def write_evaluation(self, evaluation: Evaluation, path: Path) -> None:
        """Write the machine's form of an evaluation: numbers, and no site's name."""
        write_text(path, json.dumps(evaluation.to_json(), ensure_ascii=False, indent=2) + "\n")

    def draw_evaluation(self, evaluation: Evaluation, folder: Path) -> list[Path]:
        """Draw calibration, learning curve and codes as .png and .svg; return the files."""
        from qualcode.matrices import save_figure

        book = self._study.codebook
        made = {
            "calibration": evaluation.plot("calibration"),
            "codes": evaluation.plot("codes", codebook=book),
        }
        if evaluation.curve:
            made["curve"] = evaluation.plot("curve")
        make_private_folder(folder)
        files = [
            (figure, folder / f"{name}{end}") for name, figure in made.items() for end in (".png", ".svg")
        ]
        for figure, path in files:
            save_figure(figure, path)
        return [path for _, path in files]

    def _require_second(self, name: str) -> None:
        """Refuse a second coder who is none, before the long work."""
        counted = self._study.coding_set().name
        others = sorted(self._people() - {counted})
        if name and name not in others:
            raise CodingError(
                f"the codings of {name!r} are the ones that are counted"
                if name == counted
                else f"nobody of the name {name!r} has coded",
                code="QC-AS05",
                where="second coder",
                allowed=f"There are: {', '.join(others) or 'no other coders'}",
                do="Name one of them, or nobody.",
            )

    def _second_coder(self, done: Trials, wanted: str) -> tuple[SecondCoder | None, str]:
        """Return another coder's codings of the same segments: the one asked for, else who coded most of them."""
        study, trial = self._study, done.trial
        read = {segment.document for segment in trial.segments}
        names = [wanted] if wanted else sorted(self._people() - {study.coding_set().name, CONSENSUS})
        codings = {name: study.codings(coder=name).codings for name in names}
        shared = {name: {one.document for one in own} & read for name, own in codings.items()}
        name = max(shared, key=lambda name: (len(shared[name]), name), default="")
        if not shared.get(name):
            return None, ""
        inside = np.array([segment.document in shared[name] for segment in trial.segments])
        found = mark(trial.segments, codings[name], trial.codes)
        return SecondCoder(found, None if inside.all() else inside), name


@dataclass(frozen=True)
class _SoFar:
    """What people have coded and answered until now.

    Parameters
    ----------
    decided : mapping of Key to sequence of str
        The codes of the segments that people have read.
    rejected, put_off : frozenset of (Key, str)
    one_persons : bool
        Whether all answers are one person's.
    """

    decided: Mapping[Key, Sequence[str]] = field(repr=False)
    rejected: frozenset[_Pair] = field(repr=False)
    put_off: frozenset[_Pair] = field(repr=False)
    one_persons: bool

    def is_open(self, segment: Segment) -> bool:
        """Say whether suggestions are wanted: nobody has coded the segment, or an answer was put off."""
        key = key_of(segment)
        return not self.decided.get(key) or key in self._waiting

    @cached_property
    def _waiting(self) -> frozenset[Key]:
        return frozenset(key for key, _ in self.put_off)


def _of_today(item: SegmentSuggestions, book: Codebook) -> SegmentSuggestions:
    """Call codes by their names of today, and leave out those that are gone: a model may know an earlier codebook."""
    if all(one.code in book and book[one.code].usable for one in item.suggestions):
        return item
    called = [replace(one, code=book.today(one.code)) for one in item.suggestions]
    kept = [one for one in called if one.code in book and book[one.code].usable]
    ranked = (replace(one, id=_id_of(one), rank=rank) for rank, one in enumerate(kept, start=1))
    return replace(item, suggestions=tuple(ranked), branch=item.branch if item.branch in book else "")


def _id_of(one: Suggestion) -> str:
    return suggestion_id(one.document, one.version, one.span, one.code, one.model)


def _without_words(item: SegmentSuggestions) -> SegmentSuggestions:
    """Leave the words out of the evidence where nobody has reviewed the text yet: one of them may be a name."""
    return replace(item, suggestions=tuple(replace(one, evidence="") for one in item.suggestions))
