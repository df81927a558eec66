"""Topics of a study: reviewed texts, the codings that are counted, and what is known of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.assist.codetexts import codable_codes
from qualcode.assist.encoders import load_encoder
from qualcode.assist.training import mark
from qualcode.errors import MatrixError
from qualcode.model import Coding, in_branch
from qualcode.study import privacy
from qualcode.topics import Asked, Reducer, Said, Topics, find_topics

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def topics_of(
    study: Study,
    *,
    reducer: Reducer = "pca",
    encoder: str = "",
    min_size: int | None = None,
    resamples: int | None = None,
) -> Topics:
    """Find topics in a study's texts, once people have reviewed them: their words stand in the result.

    Raises
    ------
    PrivacyError
        Some text waits for its review (QC-PV01).
    StepNeeded
        It is not known who asks and who answers (QC-SY09), or nobody answers (QC-AS06).
    """
    privacy.require_reviewed(study)
    config = study.config
    return find_topics(
        said_in(study, counted_codings(study)),
        language=config.language,
        themes=themes_of(study),
        names=known_names(study),
        encoder=load_encoder(encoder, base=study.layout.root),
        asked=Asked(reducer, min_size, resamples, config.assist.seed),
    )


def said_in(study: Study, codings: list[Coding]) -> list[Said]:
    """Return every segment with its words and the codes on it."""
    texts = study.assist.segment_texts()
    codes = codable_codes(study.codebook)
    marked = mark([item.segment for item in texts], codings, codes)
    return [
        Said(item.segment, item.text, frozenset(code for code, on in zip(codes, row, strict=True) if on))
        for item, row in zip(texts, marked, strict=True)
    ]


def counted_codings(study: Study) -> list[Coding]:
    """Return the codings that are counted; where none are chosen yet, all people's."""
    try:
        return list(study.coding_set())
    except MatrixError:
        people = {coder.name for coder in study.store.coders() if coder.kind == "human"}
        return [one for one in study.codings() if one.coder in people]


def themes_of(study: Study) -> list[str]:
    """Return the codes that say what is spoken of: all but the partners, which say of whom."""
    partners = study.config.partner_branch
    return [code.id for code in study.codebook if not in_branch(code.id, partners)]


def known_names(study: Study) -> list[str]:
    """Return names that the study knows: of speakers as transcripts call them, and of its own list."""
    return [*(speaker.label for speaker in study.speakers), *study.config.hide_words]
