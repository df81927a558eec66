"""What is a speaker in plain text, what is a legend or a head, and what is only a colon."""

import pytest

from qualcode.importers.labels import Shape, is_close, shape_of
from unit.importers.transcript_files import doubts, imported, roles, said

FOUR = [("Anna", "Hej."), ("Bo", "Hej."), ("Anna", "Nå."), ("Bo", "Ja.")]


def written(pattern: str, turns=FOUR) -> str:
    """Write turns one below the other; ``{n}`` is a minute that grows."""
    return "".join(pattern.format(label=label, text=text, n=n) for n, (label, text) in enumerate(turns))


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("{label}: {text}\n", None),
        ("{label}:{text}\n", None),
        ("{label} :  {text}\n", None),
        ("{label}:\u00a0{text}\n", None),
        ("\t{label}:\t{text}\n\n", None),
        ("{label}:\n{text}\n\n", None),
        ("**{label}:** {text}\n\n", None),
        ("**{label}**: {text}\n\n", None),
        ("[{label}]: {text}\n", None),
        ("[00:0{n}:02] {label}: {text}\n", 2.0),
        ("0{n}:02 {label}: {text}\n", 2.0),
        ("00:0{n}:02.5 --> 00:0{n}:04 {label}: {text}\n", 2.5),
        ("{label} [00:0{n}:02]: {text}\n", 2.0),
        ("{label} (0{n}:02): {text}\n", 2.0),
        ("{label} (0{n}:02)\n{text}\n", 2.0),
        ("{label}: [00:0{n}:02] {text}\n", 2.0),
        ("{label} [00:0{n}:02] {text}\n", 2.0),
        ("{label}  0{n}:02\n{text}\n\n", 2.0),
        ("[{label}] 10:0{n}:02\n{text}\n\n", 36002.0),
        ("00:0{n}:02 {label}\n{text}\n", 2.0),
        ("[00:0{n}:02]\n{label}: {text}\n", 2.0),
        ("[{label}] {text}\n", None),
        ("[00:0{n}:02] [{label}] {text}\n", 2.0),
        ("{n}. {label}: {text}\n", None),
        ("{n}\t{label}:\t{text}\n", None),
        ("{label}\t{text}\n", None),
        ("{label}\n{text}\n\n", None),
    ],
)
def test_the_ways_in_which_labels_are_written(tmp_path, pattern, first):
    """Each is how some transcriber or program writes; text and speaker must come out the same."""
    transcript = imported(tmp_path, written(pattern), ".txt")
    assert said(transcript) == FOUR
    assert transcript.utterances[0].start == first


def test_codes_before_a_dash(tmp_path):
    turns = [("I", "Hvem?"), ("B1", "Mig."), ("I", "Dig?"), ("B1", "Ja.")]
    assert said(imported(tmp_path, written("{label} – {text}\n", turns), ".txt")) == turns


@pytest.mark.parametrize(
    "speech",
    [
        "Og så sagde hun: nej, det går ikke.",
        "og han svarede: ja",
        "Min holdning er: vi skal ringe.",
        "Vi mødes kl. 10:30 hver dag.",
        "10:30 mødtes vi så.",
        "https://example.org/a: der står det.",
        "Se http://example.org",
        "For eksempel: naboen.",
        "Problemet er tit det her: ingen ringer.",
        "Spørgsmål 1: hvem ringer?",
        "Konklusion: det går.",
        "Det var 3:1 til os.",
        "Kapitel 2: om naboer",
        "Jeg tænkte bare: hvorfor?",
        "And then she said: no.",
        "My point is: call.",
    ],
)
def test_a_colon_in_speech_makes_no_speaker(tmp_path, speech):
    """The line goes on with the turn above it, word for word."""
    content = f"Anna: Hej.\n{speech}\nBo: Hej.\nAnna: Nå.\nBo: Ja.\n"
    assert said(imported(tmp_path, content, ".txt"))[0] == ("Anna", f"Hej.\n{speech}")


def test_a_word_that_is_spoken_elsewhere_is_no_name(tmp_path):
    """A line may begin with "Lektierne:", capital and all; the text uses the word in lower case."""
    content = "Anna: Hej.\nLektierne: dem laver vi.\nBo: Jeg hader lektierne.\nAnna: Nå.\nBo: Ja.\n"
    transcript = imported(tmp_path, content, ".txt")
    assert [speaker.label for speaker in transcript.speakers] == ["Anna", "Bo"]


def test_whoever_speaks_once_is_a_speaker_and_a_doubt(tmp_path):
    content = written("{label}: {text}\n") + "Karla Holm: Jeg kom forbi.\n"
    transcript = imported(tmp_path, content, ".txt")
    assert said(transcript)[-1] == ("Karla Holm", "Jeg kom forbi.")
    [doubt] = transcript.doubts
    assert (doubt.kind, doubt.where) == ("label-once", "line 5")
    assert "Karla" not in doubt.message


@pytest.mark.parametrize(
    ("slip", "meant"), [("Anne", "Anna"), ("anna", "Anna"), ("Intervewer", "Interviewer")]
)
def test_a_slip_keeps_its_label_and_is_said(tmp_path, slip, meant):
    """Merging silently would give one person another's words; only a person can tell."""
    content = "".join(f"{meant}: Nå.\nBo: Ja.\n" for _ in range(12)) + f"{slip}: Det var mig.\n"
    transcript = imported(tmp_path, content, ".txt")
    assert said(transcript)[-1] == (slip, "Det var mig.")
    [doubt] = [doubt for doubt in transcript.doubts if doubt.kind == "label-slip"]
    assert doubt.where == "line 25"
    assert doubt.message.startswith("speaker 3 (1 turn) is spelt almost like speaker 1 (12 turns)")


def test_a_slip_on_a_line_of_its_own_is_no_part_of_the_turn_before(tmp_path):
    """The interviewer's turn would swallow what an informant said, and every later turn move by one."""
    content = "".join("Lindgaard\nNå ja.\n\nAydin\nJa, det er rigtigt.\n\n" for _ in range(6))
    transcript = imported(tmp_path, content + "Lindgård\nDet var mig.\n\nAydin\nJa.\n", ".txt")
    assert said(transcript)[-2:] == [("Lindgård", "Det var mig."), ("Aydin", "Ja.")]
    assert "label-slip" in {doubt.kind for doubt in transcript.doubts}


def test_short_first_turns_that_speak_of_roles_are_no_legend(tmp_path):
    """A legend is left out of the text; a sentence that names a role must not be."""
    first = "I: Forebyggelseskonsulenten var der jo.\n\nA: Rådgiver er jeg ikke.\n\nB: Jeg er rådgiver.\n\n"
    transcript = imported(tmp_path, first + "I: Nå.\n\nA: Ja.\n\nB: Nej.\n\n" * 4, ".txt")
    assert said(transcript)[:2] == [
        ("I", "Forebyggelseskonsulenten var der jo."),
        ("A", "Rådgiver er jeg ikke."),
    ]


def test_two_people_with_like_names_are_no_slip(tmp_path):
    content = "".join("Anna: Nå.\nAnne: Ja.\n" for _ in range(12))
    assert not doubts(imported(tmp_path, content, ".txt"))


def test_labels_that_differ_by_a_number_are_no_slip():
    assert not is_close("Deltager 1", "Deltager 2")
    assert not is_close("I1", "I2")
    assert is_close("I 1", "I1")


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("I", Shape.STRONG),
        ("INT", Shape.STRONG),
        ("R12", Shape.STRONG),
        ("SPEAKER_00", Shape.STRONG),
        ("Interviewer", Shape.STRONG),
        ("Socialrådgiver 2", Shape.STRONG),
        ("Anna", Shape.NAME),
        ("Hans", Shape.NAME),
        ("Åse-Marie von Holm", Shape.NAME),
        ("Anna og Bo", Shape.NAME),
        ("Dr. Holm", Shape.NAME),
        ("Anna (rådgiver, børn)", Shape.NAME),
        ("דנה", Shape.NAME),
        ("anna", Shape.WEAK),
        ("?", Shape.WEAK),
        ("Svar", Shape.WEAK),
        ("Dato", Shape.NONE),
        ("Latter", Shape.NONE),
        ("så sagde Anna", Shape.NONE),
        ("Det var i fjor", Shape.NONE),
        ("Et Meget Langt Navn Med Seks Ord", Shape.NONE),
        ("", Shape.NONE),
    ],
)
def test_shapes_of_labels(label, shape):
    assert shape_of(label) == shape


# --- Turns ----------------------------------------------------------------------------------------------------


def test_each_label_begins_a_turn_and_lines_without_one_go_on(tmp_path):
    content = "Anna: Et.\n\nTo.\nTre.\nAnna: Fire.\nBo: Fem.\nBo: Seks.\n"
    assert said(imported(tmp_path, content, ".txt")) == [
        ("Anna", "Et.\nTo.\nTre."),
        ("Anna", "Fire."),
        ("Bo", "Fem."),
        ("Bo", "Seks."),
    ]


def test_blanks_inside_a_turn_stay_and_those_around_it_go(tmp_path):
    content = "A:  en   to \n\ttre  \n\n fire \nI: Ja.\nA: Nej.\nI: Ja.\n"
    assert said(imported(tmp_path, content, ".txt"))[0] == ("A", "en   to \n\ttre  \n fire")


def test_notes_and_marks_stay_exactly(tmp_path):
    text = "[latter] I [by] (utydeligt) [navn] [unintelligible 00:03:18.16] (pause 00:12) \u00a0så\u2028her 👩‍👧 ﬁ"
    transcript = imported(tmp_path, f"A: {text}\nI: Ja.\nA: Nej.\nI: Ja.\n", ".txt")
    assert said(transcript)[0] == ("A", text)


def test_time_stamps_go_to_the_turn_and_not_into_the_text(tmp_path):
    content = "I: Hvad? #00:00:05-3#\nA: Det [00:00:07] går (kl. 10:30) fint (12:30).\n[00:01:00]\nOg mere.\nI: Ja.\nA: Nej.\n"
    transcript = imported(tmp_path, content, ".txt")
    assert said(transcript)[:2] == [("I", "Hvad?"), ("A", "Det går (kl. 10:30) fint (12:30).\nOg mere.")]
    assert transcript.utterances[0].end == 5.3
    assert doubts(transcript) == {"time-inside"}


def test_a_stamp_alone_belongs_to_the_turn_below(tmp_path):
    content = "[00:00:01]\nI: Hvad?\n00:00:05\nA: Ja.\nI: [00:00:09] Godt.\nA: Ja.\n"
    assert [u.start for u in imported(tmp_path, content, ".txt").utterances] == [1.0, 5.0, 9.0, None]


def test_a_short_answer_with_a_stamp_keeps_its_words(tmp_path):
    """A line "Bestemt [00:12]" has the shape of a header; the word must not be lost."""
    content = "I: Er du sikker?\nA: Ja.\nBestemt [00:12]\nI: Bestemt?\nA: Ja, helt bestemt.\n"
    assert said(imported(tmp_path, content, ".txt"))[1] == ("A", "Ja.\nBestemt")


def test_notes_in_brackets_are_no_labels(tmp_path):
    """[by] and [latter] stand at the start of many lines, and nobody of that name speaks."""
    content = (
        "I: Hvor?\n[by] er det.\nA: Ja.\n[latter] Nej.\nI: Så?\n[by] igen.\nA: [latter] Ja.\n[latter] Jo.\n"
    )
    assert [s.label for s in imported(tmp_path, content, ".txt").speakers] == ["I", "A"]
    bare = content.replace("I: ", "").replace("A: ", "")
    assert doubts(imported(tmp_path, bare, ".txt")) == {"no-speakers"}


def test_a_label_without_words_is_left_out_and_said(tmp_path):
    transcript = imported(tmp_path, "I: Hvad?\nA:\nI: Hallo?\nA: Ja.\n", ".txt")
    assert said(transcript) == [("I", "Hvad?"), ("I", "Hallo?"), ("A", "Ja.")]
    [doubt] = [doubt for doubt in transcript.doubts if doubt.kind == "empty-turn"]
    assert doubt.where == "line 2"


def test_text_without_speakers_is_kept_and_said(tmp_path):
    content = "Det er en fortælling.\nDen har to linjer.\n\nOg to afsnit: sådan.\n"
    transcript = imported(tmp_path, content, ".txt")
    assert said(transcript) == [
        (None, "Det er en fortælling.\nDen har to linjer."),
        (None, "Og to afsnit: sådan."),
    ]
    assert doubts(transcript) == {"no-speakers"}
    assert transcript.speakers == ()


def test_stamped_text_without_speakers(tmp_path):
    content = "0:01 hej med jer\n0:05 velkommen\n0:09 vi begynder\n"
    transcript = imported(tmp_path, content, ".txt")
    assert [(u.start, u.text) for u in transcript.utterances] == [
        (1.0, "hej med jer"),
        (5.0, "velkommen"),
        (9.0, "vi begynder"),
    ]


def test_stamps_alone_in_their_lines_divide_text_without_speakers(tmp_path):
    """As a video page writes it: a time, then one or two lines."""
    content = "0:01\nhej med jer\nog velkommen\n0:05\nvi begynder\n0:09\nnu\n"
    transcript = imported(tmp_path, content, ".txt")
    assert [(u.start, u.text) for u in transcript.utterances] == [
        (1.0, "hej med jer\nog velkommen"),
        (5.0, "vi begynder"),
        (9.0, "nu"),
    ]


def test_all_kinds_of_line_ends_and_page_breaks(tmp_path):
    content = "\ufeffAnna: Hej.\r\nBo: Hej.\rAnna: Nå.\nMere.\fOg mere.\vMest.\r\n\r\nBo: Ja."
    assert said(imported(tmp_path, content, ".txt")) == [
        ("Anna", "Hej."),
        ("Bo", "Hej."),
        ("Anna", "Nå.\nMere.\nOg mere.\nMest."),
        ("Bo", "Ja."),
    ]


# --- Heads and legends ----------------------------------------------------------------------------------------

TALK = "I: Hvem hjælper?\nA: Naboen.\nI: Hvordan?\nA: Hun ringer.\n"


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("Interview nr. 3\n\n", 1),
        ("29-Mar-2023 - 14:04 - 45m05s - Pseudonym\n", 1),
        ("Dato: 12.3.2024\nSted: Rådhuset\nVarighed: 45 min.\n\n", 3),
        ("# Interview 3\n\n12. marts 2024, optaget af Mette\n---\n", 3),
        ("Interviewer: Mette Holm\nInformant: Karla Lind\nDato: 1.2.2024\n\n", 3),
    ],
)
def test_heads_are_no_turns_and_are_counted(tmp_path, head, lines):
    transcript = imported(tmp_path, head + TALK, ".txt")
    assert len(said(transcript)) == 4
    [doubt] = transcript.doubts
    assert doubt.kind == "head"
    assert doubt.message.startswith(f"{lines} line")


def test_prose_before_the_first_label_is_kept(tmp_path):
    """Only what cannot be speech is left out; a longer text may be the first answer without its label."""
    prose = (
        "Vi talte længe sammen, før optagelsen begyndte, og det handlede mest om naboerne. Det var hyggeligt."
    )
    transcript = imported(tmp_path, f"{prose}\n{TALK}", ".txt")
    assert said(transcript)[0] == (None, prose)
    assert "no-speaker" in doubts(transcript)


@pytest.mark.parametrize(
    "legend",
    [
        "I = Interviewer\nA = Anna, socialrådgiver\n",
        "I = interviewer, A: rådgiver på børneområdet\n",
        "I: Interviewer\nA: Anna, socialrådgiver\n",
        "Deltagere:\nI: Mette, interviewer\nA: Anna, leder\n",
        "- I: Interviewer\n- A: Informant\n",
        "Interviewer (I) og socialrådgiver (A)\n",
        "Mette (I), interviewer\nAnna (A), socialrådgiver\n",
        "I\tInterviewer\nA\tSocialrådgiver\n",
        "I (interviewer): Mette\nA = informant\nInterviewer (I)\n",
    ],
)
def test_legends_say_roles_for_certain(tmp_path, legend):
    transcript = imported(tmp_path, f"{legend}\n{TALK}", ".txt")
    assert len(said(transcript)) == 4
    assert roles(transcript) == {"I": ("interviewer", True), "A": ("informant", True)}
    assert {"head", "legend"} <= doubts(transcript)


def test_first_turns_that_look_like_a_legend_are_turns(tmp_path):
    content = "I: Hvad laver du?\nA: Socialrådgiver.\nI: Godt.\nA: Ja.\n"
    assert said(imported(tmp_path, content, ".txt"))[:2] == [
        ("I", "Hvad laver du?"),
        ("A", "Socialrådgiver."),
    ]


def test_a_field_that_names_a_label(tmp_path):
    content = "Interviewer: Mette\nDato: 1.2.2024\n\nMette: Hej.\nKarla: Hej.\nMette: Nå.\nKarla: Ja.\n"
    assert roles(imported(tmp_path, content, ".txt"))["Mette"] == ("interviewer", True)


@pytest.mark.parametrize(
    ("label", "role"),
    [("Interviewer", "interviewer"), ("INT", "interviewer"), ("Forsker", "interviewer"), ("Researcher 1", "interviewer"),
     ("Moderator", "interviewer"), ("I1", "interviewer"), ("Deltager 2", "informant"), ("Socialrådgiver", "informant"),
     ("Ib", ""), ("A", ""), ("Karla Holm", "")],
)  # fmt: skip
def test_roles_inferred_from_labels_are_never_certain(tmp_path, label, role):
    content = f"{label}: Hej.\nXenia: Hej.\n{label}: Nå.\nXenia: Ja.\n"
    assert roles(imported(tmp_path, content, ".txt"))[label] == (role, False)


def test_speakers_come_in_order_with_turns_and_words(tmp_path):
    transcript = imported(tmp_path, "B: En to tre.\nA: Fire.\nB: Fem seks.\nA: Syv.\n", ".txt")
    assert [(s.label, s.turns, s.words) for s in transcript.speakers] == [("B", 2, 5), ("A", 2, 2)]


# --- Markdown -------------------------------------------------------------------------------------------------


def test_markdown_is_read_as_it_prints(tmp_path):
    content = (
        "---\ntitle: Interview\n---\n\n# Interview 3\n\n**Anna Holm:** Det er *netop* **det** \\[latter\\],\nog en linje  \n"
        "med brud. 2 * 3 * 4 og snake_case_navn.\n\n\\[20:09\\] Et afsnit til.\n\n> **Bo Lind:** Ja \\*bip\\*.\n\n"
        "**Pause**: \\[22:26\\]\n\n**Anna Holm:** Nå.\n<!-- hvem? -->\n\n**Bo Lind:** Jo.\n"
    )
    transcript = imported(tmp_path, content, ".md")
    assert said(transcript) == [
        (
            "Anna Holm",
            "Det er netop det [latter], og en linje\nmed brud. 2 * 3 * 4 og snake_case_navn.\nEt afsnit til.",
        ),
        ("Bo Lind", "Ja *bip*."),
        ("Anna Holm", "Nå."),
        ("Bo Lind", "Jo."),
    ]
    assert doubts(transcript) == {"head", "comments", "marker", "time-inside"}


def test_an_office_that_is_spoken_of_is_no_speaker(tmp_path):
    """A line may begin with "SSP:"; initials look the same, but are not spoken of."""
    content = "I: Hvem?\nA: Flere.\nSSP: dem taler vi med. SSP er gode.\nI: Nå.\nA: Ja, SSP.\n"
    assert [s.label for s in imported(tmp_path, content, ".txt").speakers] == ["I", "A"]
    content = "MH: Hvem?\nKL: Flere.\nMH: Nå.\nKL: Ja.\n"
    assert [s.label for s in imported(tmp_path, content, ".txt").speakers] == ["MH", "KL"]


def test_pages_without_labels_are_no_head(tmp_path):
    """Where somebody began to write labels late, the first answers must not vanish as titles."""
    lines = [f"Det er linje {number} af det hele" for number in range(20)]
    transcript = imported(tmp_path, "\n\n".join(lines) + "\n\n" + TALK, ".txt")
    assert said(transcript)[0] == (None, "\n".join(lines))
    assert doubts(transcript) == {"no-speaker"}


@pytest.mark.parametrize(
    "first", ["Moderator: Velkommen", "Moderator: Fortæl", "Deltager: Ja", "Interviewer: Hej Anna"]
)
def test_a_short_first_turn_is_no_field(tmp_path, first):
    content = f"{first}\nAnna: Tak.\nBo: Tak.\nAnna: Ja.\nBo: Nej.\n"
    assert said(imported(tmp_path, content, ".txt"))[0] == tuple(first.split(": "))
