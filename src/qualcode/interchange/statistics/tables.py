"""The three tables: segments × codes as 0 and 1, documents × codes as counts, one row a coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.errors import InterchangeError
from qualcode.interchange.statistics.columns import Cell, Column, StatisticsTable, column_names
from qualcode.interchange.statistics.touching import codes_given, segments_touched
from qualcode.model import Code, Codebook, Coding, DocumentVersion, Interview, Segment
from qualcode.model.codings import ordered

_PLACE = (
    Column("document", "Name of the document"),
    Column("version", "First characters of the SHA-256 of the text that was cut and coded"),
    Column("segment", "Number of the segment in its document", "integer", "1 and up"),
)
_WHO = (
    Column("speaker_id", "Neutral id of the speaker; empty where nobody is named"),
    Column("role", "Role of the speaker", "text", "interviewer; informant; empty"),
    Column("area", "Area of the speaker; empty where none is recorded"),
    Column("site", "Neutral id of the site; empty where none is recorded"),
)
_TEXT = Column("text", "The words of the interview")


def wide_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    versions: Mapping[str, DocumentVersion] | None = None,
    with_text: bool = False,
) -> StatisticsTable:
    """Return segments × codes: one row a segment, one column a code, 1 where a coding of the code touches the segment.

    Parameters
    ----------
    segments : sequence of Segment
        Interviewers' segments, too: ``role`` tells them apart.
    codings : iterable of Coding
        Whose codings count is for the caller to choose; a code counts as given where any of them gives it.
    codebook : Codebook
        Every code that can be given has a column, given or not; a branch has one only where it was given.
    versions : mapping of str to DocumentVersion, optional
        The texts by document; needed for the words.
    with_text : bool
        Add a column with the words.

    Raises
    ------
    InterchangeError
        QC-SX01: a coding counts in another version than the segments; QC-SX02: a code is not in the codebook; QC-SX03: the
        words are asked for, and there are no texts.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> book = Codebook("1", "da", "Eksempel", (Code("tema", "Tema", codable=False), Code("tema.tid", "Tid")))
    >>> segments = [Segment("a", "5f5f", 1, Span(0, 9), 1, "s1", "informant"), Segment("a", "5f5f", 2, Span(10, 20), 2)]
    >>> table = wide_table(segments, [Coding("1", "a", "5f5f", Span(2, 5), "tema.tid", "anna")], book)
    >>> table.columns[-1].name, [row[-1] for row in table.rows]
    ('code_tema__tid', [1, 0])
    """
    given = codes_given(segments, codings, codebook)
    codes = _shown(codebook, set().union(*given))
    columns = [*_PLACE, *_WHO]
    if with_text:
        columns.append(_TEXT)
    columns += [
        Column(name, f"Code: {code.name}", "0/1", "0 not given; 1 given", code.id)
        for name, code in _named(codes, columns)
    ]
    rows = []
    for index, segment in enumerate(segments):
        cells: list[Cell] = [segment.document, segment.version, segment.number, *_who(segment)]
        if with_text:
            cells.append(_words(segment, versions))
        cells += [int(code.id in given[index]) for code in codes]
        rows.append(tuple(cells))
    return StatisticsTable("wide", tuple(columns), tuple(rows))


def document_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    interviews: Iterable[Interview] = (),
    informants_only: bool = True,
) -> StatisticsTable:
    """Return documents × codes: in how many segments of a document each code is given.

    Parameters
    ----------
    segments : sequence of Segment
    codings : iterable of Coding
    codebook : Codebook
    interviews : iterable of Interview
        Site and mode of each document.
    informants_only : bool
        Leave out what interviewers and nobody in particular say, as everywhere in qualcode.

    Raises
    ------
    InterchangeError
        As :func:`wide_table`.
    """
    given = codes_given(segments, codings, codebook)
    codes = _shown(codebook, set().union(*given))
    known = {interview.document: interview for interview in interviews}
    documents = list(dict.fromkeys(segment.document for segment in segments))
    counts: dict[str, Counter[str]] = {document: Counter() for document in documents}
    totals: Counter[str] = Counter()
    for segment, found in zip(segments, given, strict=True):
        if segment.is_informant or not informants_only:
            totals[segment.document] += 1
            counts[segment.document].update(found)
    who = "segments in which informants speak" if informants_only else "segments"
    columns = [
        _PLACE[0],
        _WHO[3],
        Column("mode", "How the interview was held", "text", "on-site; online; empty"),
        Column("segments", f"Number of {who}", "integer", "0 and up"),
    ]
    columns += [
        Column(name, f"Number of {who} with the code: {code.name}", "integer", "0 and up", code.id)
        for name, code in _named(codes, columns)
    ]
    sites = {segment.document: segment.site for segment in segments if segment.site}
    rows = []
    for document in documents:
        interview = known.get(document)
        place = interview.site if interview else sites.get(document, "")
        cells: list[Cell] = [document, place, interview.mode if interview else "", totals[document]]
        rows.append((*cells, *(counts[document][code.id] for code in codes)))
    return StatisticsTable("documents", tuple(columns), tuple(rows))


def long_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    versions: Mapping[str, DocumentVersion] | None = None,
    with_text: bool = False,
) -> StatisticsTable:
    """Return one row a coding, with the first segment that it touches and who speaks there.

    Parameters
    ----------
    segments : sequence of Segment
    codings : iterable of Coding
    codebook : Codebook
    versions : mapping of str to DocumentVersion, optional
    with_text : bool
        Add columns with the words and the coder's memo.

    Raises
    ------
    InterchangeError
        As :func:`wide_table`.
    """
    listed = ordered(codings)
    touched = segments_touched(segments, listed, codebook)
    columns = [
        Column("coding", "Identity of the coding"),
        *_PLACE[:2],
        Column("start", "First character, counted in Unicode code points", "integer", "0 and up"),
        Column("end", "One past the last character", "integer", "1 and up"),
        Column(
            "segment",
            "Number of the first segment that the coding touches; 0 for none",
            "integer",
            "0 and up",
        ),
        Column("segments", "How many segments the coding touches", "integer", "0 and up"),
        *_WHO,
        Column("code", "Id of the code"),
        Column("code_name", "Name of the code"),
        Column("coder", "Who gave the code"),
        Column("stance", "How it was said", "text", "experience; wish; counterexample"),
        Column("round", "Coding cycle", "integer", "1 and up"),
        Column("created_at", "When the code was given, ISO 8601, UTC"),
    ]
    if with_text:
        columns += [_TEXT, Column("memo", "What the coder noted")]
    rows = []
    for coding, indexes in zip(listed, touched, strict=True):
        first = segments[indexes[0]] if indexes else None
        cells: list[Cell] = [coding.id, coding.document, coding.version, coding.span.start, coding.span.end]
        cells += [first.number if first else 0, len(indexes), *(_who(first) if first else ("", "", "", ""))]
        cells += [coding.code, codebook[coding.code].name, coding.coder, coding.stance, coding.round]
        cells.append(coding.created_at)
        if with_text:
            cells += [_words(coding, versions), coding.memo]
        rows.append(tuple(cells))
    return StatisticsTable("long", tuple(columns), tuple(rows))


def _shown(codebook: Codebook, used: Collection[str]) -> list[Code]:
    """Return the codes that have a column: those that can be given, and branches that were given before they were branches."""
    return [code for code in codebook if code.codable or code.id in used]


def _named(codes: Sequence[Code], before: Sequence[Column]) -> list[tuple[str, Code]]:
    """Return each code with the name of its column, which none of those before it has."""
    names = column_names([code.id for code in codes], taken=[column.name for column in before])
    return list(zip(names, codes, strict=True))


def _who(segment: Segment) -> tuple[str, str, str, str]:
    return segment.speaker_id, segment.role, segment.area, segment.site


def _words(place: Segment | Coding, versions: Mapping[str, DocumentVersion] | None) -> str:
    version = versions.get(place.document) if versions is not None else None
    if version is None or not version.sha256.startswith(place.version):
        raise InterchangeError(
            "the words are asked for, and the text that was coded is not there",
            code="QC-SX03",
            where=place.document,
            do="Leave the words out, or give the texts of all documents.",
        )
    return place.span.of(version.text)
