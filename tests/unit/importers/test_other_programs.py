"""Transcripts as MAXQDA, f4 and NVivo want them: who speaks and when is understood as it is there."""

import pytest

from unit.importers.transcript_files import docx, doubts, imported, paragraph, said, word_table

WORDS = [
    "Hvad hæmmer samarbejdet i kommunen?",
    "Vi mangler tid til at mødes med skolen.",
    "Og hvordan gør I så?",
    "Vi ringer til hinanden, når det brænder på.",
]
NAMES = ["Interviewer", "Lisa B.", "Interviewer", "Lisa B."]
TURNS = list(zip(NAMES, WORDS, strict=True))
SPANS = ["0:00.0 - 0:07.3", "0:07.3 - 0:15.0", "0:15.0 - 0:21.5", "0:21.5 - 0:30.0"]
STARTS, ENDS = [0.0, 7.3, 15.0, 21.5], [7.3, 15.0, 21.5, 30.0]


def times(transcript):
    return [(utterance.start, utterance.end) for utterance in transcript.utterances]


@pytest.mark.parametrize(
    "line",
    [
        "{name}: {words}",  # MAXQDA, focus groups
        "{name} : {words}",
        "{name}:\t{words}",
        "00:00:0{n}.5{name}: {words}",  # MAXQDA's own: no blank after the time
        "#00:00:0{n}-5# {name}: {words}",
        "{name}: {words} #00:00:0{n}-5#",  # f4
        "00:00:0{n}/00:00:0{m} {name}: {words}",  # NVivo's other time span
        "00:00:0{n}\t{name}\t{words}",  # NVivo, by tabs
    ],
)
def test_a_line_a_turn(tmp_path, line):
    text = "\n".join(
        line.format(name=name, words=words, n=n, m=n + 1) for n, (name, words) in enumerate(TURNS)
    )
    assert said(imported(tmp_path, text, ".txt")) == TURNS


@pytest.mark.parametrize("style", ["Heading1", "Heading2"])
def test_speakers_as_headings_for_nvivo(tmp_path, style):
    turns = [(name.removesuffix("."), words) for name, words in TURNS]
    body = [p for name, words in turns for p in (paragraph(name, style=style), paragraph(words))]
    assert said(imported(tmp_path, docx(*body), ".docx")) == turns


def test_the_table_that_nvivo_writes_with_time_spans(tmp_path):
    rows = [["", "Timespan", "Content", "Speaker"]]
    rows += [
        [str(n), span, words, name] for n, (span, (name, words)) in enumerate(zip(SPANS, TURNS, strict=True))
    ]
    transcript = imported(tmp_path, docx(word_table(*rows)), ".docx")
    assert said(transcript) == TURNS
    assert times(transcript) == list(zip(STARTS, ENDS, strict=True))


def test_a_table_without_names_does_not_take_time_spans_for_speakers(tmp_path):
    rows = [[span, name, words] for span, (name, words) in zip(SPANS, TURNS, strict=True)]
    transcript = imported(tmp_path, docx(word_table(*rows)), ".docx")
    assert said(transcript) == TURNS
    assert times(transcript) == list(zip(STARTS, ENDS, strict=True))


@pytest.mark.parametrize(("ending", "sign"), [(".txt", "\t"), (".csv", ";"), (".tsv", "\t")])
def test_time_spans_in_tables_of_text(tmp_path, ending, sign):
    lines = [["Timespan", "Content", "Speaker"]]
    lines += [[span, words, name] for span, (name, words) in zip(SPANS, TURNS, strict=True)]
    transcript = imported(tmp_path, "\n".join(sign.join(line) for line in lines) + "\n", ending)
    assert said(transcript) == TURNS
    assert times(transcript) == list(zip(STARTS, ENDS, strict=True))
    assert doubts(transcript) == set()


def test_a_text_with_tabs_here_and_there_is_no_table(tmp_path):
    text = "Tid\tTekst\nI: Hvad\thæmmer?\nB: Ikke noget.\nI: Nå.\nB: Nej."
    assert said(imported(tmp_path, text, ".txt"))[-1] == ("B", "Nej.")
