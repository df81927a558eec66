"""Subtitles and segments: who speaks decides where a turn ends, not the width of a screen."""

import json

import pytest

from qualcode.errors import DocumentImportError
from unit.importers.transcript_files import doubts, imported, said

VTT = """WEBVTT - Optagelse 3
Kind: captions

STYLE
::cue { color: red }

NOTE skrevet af en maskine

1
00:00:01.000 --> 00:00:03.500 align:start
<v Anna Holm>Hej med <i>jer</i>
og velkommen.

00:00:03.500 --> 00:00:05.000
<v Anna Holm>Vi begynder &lt;nu&gt; &amp; her.</v>

5.5 --> 1:07.25
<v.loud Bo Lind>Tak.
<v Anna Holm>Godt.
"""


def test_vtt_voices_make_turns(tmp_path):
    transcript = imported(tmp_path, VTT, ".vtt")
    assert said(transcript) == [
        ("Anna Holm", "Hej med jer og velkommen. Vi begynder <nu> & her."),
        ("Bo Lind", "Tak."),
        ("Anna Holm", "Godt."),
    ]
    assert [(u.start, u.end) for u in transcript.utterances] == [(1.0, 5.0), (5.5, 67.25), (5.5, 67.25)]
    assert doubts(transcript) == {"notes"}


def test_vtt_with_windows_line_ends_and_a_mark(tmp_path):
    content = "\ufeff" + VTT.replace("\n", "\r\n")
    assert said(imported(tmp_path, content, ".vtt")) == said(imported(tmp_path, VTT, ".vtt"))


def test_cues_of_nobody_run_to_the_end_of_a_sentence_or_a_pause(tmp_path):
    content = "WEBVTT\n\n" + "\n\n".join(
        (
            "00:01.000 --> 00:02.000\nDet begynder her",
            "00:02.000 --> 00:03.000\nog slutter her.",
            "00:03.000 --> 00:04.000\nSå kommer",
            "00:06.000 --> 00:07.000\nen pause",
            "00:08.900 --> 00:09.000\nog mere",
        )
    )
    transcript = imported(tmp_path, content, ".vtt")
    assert said(transcript) == [
        (None, "Det begynder her og slutter her."),
        (None, "Så kommer"),
        (None, "en pause og mere"),
    ]
    assert doubts(transcript) == {"turns-inferred", "no-speakers"}


def test_a_label_in_a_later_cue_begins_a_turn(tmp_path):
    content = """1
00:00:00,000 --> 00:00:04,799
Alban: Det er {\\an8}dejligt at
<i>komme</i> og se

2
00:00:04,799 --> 00:00:08,250
at alt er klar. Tiden: den gik.

3
00:00:08,250 --> 00:00:09,000
Kevin: Ja. Klokken
er 10:30 nu

4
00:00:09,000 --> 00:00:10,000
Alban: Tak.

5
00:00:10,000 --> 00:00:11,000
Kevin: Tak.
"""
    transcript = imported(tmp_path, content, ".srt")
    assert said(transcript) == [
        ("Alban", "Det er dejligt at komme og se at alt er klar. Tiden: den gik."),
        ("Kevin", "Ja. Klokken er 10:30 nu"),
        ("Alban", "Tak."),
        ("Kevin", "Tak."),
    ]


def test_a_label_in_the_middle_of_a_cue_cuts_it(tmp_path):
    content = "1\n00:00:00,000 --> 00:00:04,000\nAnna: Ja?\nBo: Ja.\n\n2\n00:00:05,000 --> 00:00:06,000\nAnna: Nej.\nBo: Nej.\n"
    assert said(imported(tmp_path, content, ".srt")) == [
        ("Anna", "Ja?"),
        ("Bo", "Ja."),
        ("Anna", "Nej."),
        ("Bo", "Nej."),
    ]


def test_srt_text_may_hold_blank_lines_and_numbers(tmp_path):
    content = "1\n00:00:00,000 --> 00:00:04,000\nVi var\n\n12\n\n2\n00:00:04,000 --> 00:00:06,000\ni alt.\n"
    assert said(imported(tmp_path, content, ".srt")) == [(None, "Vi var 12 i alt.")]


def test_times_that_run_backwards_are_said_and_the_order_is_kept(tmp_path):
    content = "1\n00:00:05,000 --> 00:00:04,000\nFørst.\n\n2\n00:00:01,000 --> 00:00:02,000\nSiden.\n"
    transcript = imported(tmp_path, content, ".srt")
    assert said(transcript) == [(None, "Først."), (None, "Siden.")]
    assert "times" in doubts(transcript)


@pytest.mark.parametrize(
    ("ending", "content", "match"),
    [
        (".vtt", "00:01.000 --> 00:02.000\nHEMMELIGT\n", "QC-IM05"),
        (".vtt", "WEBVTT\n\n00:01.000 -> 00:02.000\nHEMMELIGT\n", "line 3"),
        (".vtt", "WEBVTT\n\nHEMMELIGT uden tid\n", "QC-IM06"),
        (".srt", "1\n00:00:01,000 --> 00:00\nHEMMELIGT\n2\n00:00:0x,000 --> 00:00:03,000\nx\n", "line 5"),
        (".srt", "HEMMELIGT\n", "QC-IM06"),
        (".srt", "1\n2\n", "QC-IM05"),
        (".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "QC-IM04"),
    ],
)
def test_subtitles_that_would_lose_words_are_refused(tmp_path, ending, content, match):
    """A line of time that cannot be read would throw the words below it into another cue, or away."""
    with pytest.raises(DocumentImportError, match=match) as caught:
        imported(tmp_path, content, ending)
    assert "HEMMELIGT" not in str(caught.value)


def segments(*made: dict, **more) -> str:
    return json.dumps({**more, "segments": list(made)})


def test_whisper_segments_without_speakers(tmp_path):
    content = segments(
        {"id": 0, "start": 0.0, "end": 2.0, "text": " Hej med"},
        {"id": 1, "start": 2.0, "end": 4.0, "text": " jer."},
        {"id": 2, "start": 4.0, "end": 5.0, "text": " Goddag."},
        text="...",
        language="da",
    )
    transcript = imported(tmp_path, content, ".json")
    assert said(transcript) == [(None, "Hej med jer."), (None, "Goddag.")]
    assert doubts(transcript) == {"turns-inferred", "no-speakers"}


def test_whisperx_speakers_of_segments_and_of_words(tmp_path):
    content = segments(
        {"start": 0, "end": 1, "text": "Hej.", "speaker": "SPEAKER_00", "words": []},
        {"start": 1, "end": 2, "text": " Og dav.", "speaker": "SPEAKER_00"},
        {
            "start": 2,
            "end": 4,
            "text": "Ja. Nej.",
            "words": [
                {"word": "Ja.", "start": 2, "end": 3, "speaker": "SPEAKER_01"},
                {"word": "Nej.", "start": 3, "end": 4, "speaker": "SPEAKER_00"},
            ],
        },
        {"start": 4, "end": 5, "text": "Hvem?"},
        word_segments=[],
    )
    transcript = imported(tmp_path, content, ".json")
    assert said(transcript) == [
        ("SPEAKER_00", "Hej. Og dav."),
        ("SPEAKER_01", "Ja."),
        ("SPEAKER_00", "Nej."),
        (None, "Hvem?"),
    ]
    assert doubts(transcript) == {"no-speaker"}


def test_podcast_namespace_one_word_a_segment(tmp_path):
    words = ["Det", "er", "kun", "ét", "ord", "ad", "gangen"]
    content = segments(
        *(
            {"speaker": "Eva", "startTime": n / 2, "endTime": n / 2 + 0.4, "body": word}
            for n, word in enumerate(words)
        ),
        version="1.0.0",
    )
    transcript = imported(tmp_path, content, ".json")
    assert said(transcript) == [("Eva", "Det er kun ét ord ad gangen")]
    assert (transcript.utterances[0].start, transcript.utterances[0].end) == (0.0, 3.4)


def test_whisper_cpp_counts_in_milliseconds(tmp_path):
    content = json.dumps({"transcription": [{"offsets": {"from": 1500, "to": 2000}, "text": " Hej."}]})
    transcript = imported(tmp_path, content, ".json")
    assert (transcript.utterances[0].start, transcript.utterances[0].end) == (1.5, 2.0)


def test_labels_inside_the_text_of_segments(tmp_path):
    content = segments(
        *(
            {"start": n, "end": n + 1, "text": text}
            for n, text in enumerate(["Anna: Ja", "det er", "Bo: Nej", "Anna: Jo", "Bo: Ok"])
        )
    )
    assert said(imported(tmp_path, content, ".json")) == [
        ("Anna", "Ja det er"),
        ("Bo", "Nej"),
        ("Anna", "Jo"),
        ("Bo", "Ok"),
    ]


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{}", "QC-IM05"),
        ("[]", "QC-IM05"),
        ('"HEMMELIGT"', "QC-IM05"),
        ('{"segments": [{"start": 1}]}', "segment 1: it has neither"),
        ('{"segments": [{"text": 5}]}', "segment 1: its text"),
        ('{"segments": [{"text": "HEMMELIGT", "start": "nu"}, {"text": 1}]}', "segment 2"),
        ('{"segments": [{"text": "HEMMELIGT", "start": true}]}', "its start is no number"),
        ('{"segments": [{"text": "HEMMELIGT", "start": -1}]}', "no time"),
        ('{"segments": [{"text": "HEMMELIGT", "start": NaN}]}', "QC-SF53"),
        ('{"segments": [{"text": "HEMMELIGT", "text": "b"}]}', "QC-SF52"),
        ('{"segments": [{"text": "HEMMELIGT \\ud800"}]}', "QC-SF54"),
        ('{"segments": [{"text": "HEMMELIGT \\u0000"}]}', "QC-IM11"),
        ('{"segments": [{"text": "HEMMELIGT"', "QC-SF50"),
        ('{"segments": ["HEMMELIGT"]}', "no object"),
    ],
)
def test_json_that_is_no_transcript_is_refused_without_its_words(tmp_path, content, match):
    with pytest.raises(DocumentImportError, match=match) as caught:
        imported(tmp_path, content, ".json")
    assert "HEMMELIGT" not in str(caught.value)
