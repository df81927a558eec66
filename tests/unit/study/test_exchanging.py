"""Studies out to other programs and back, and other programs' projects in: nothing lost, nothing merged, nothing let out unread."""

import re
import tempfile
import unicodedata
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import InterchangeError, PrivacyError, UsageError
from qualcode.interchange import INTERVIEW_COLUMNS, SPEAKER_COLUMNS, read_table, write_codebook, write_csv
from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSource,
    ExchangeUser,
    ExchangeVariable,
    Losses,
    VariableValue,
    guid_of,
)
from qualcode.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    Decision,
    Document,
    DocumentVersion,
    Memo,
    OffsetMap,
    Span,
    Suggestion,
    Utterance,
    new_id,
)
from qualcode.model.codings import suggestion_id
from qualcode.store import NewDocument, NewVersion
from qualcode.study import Study
from qualcode.study.exchanging import fields, from_exchange, to_exchange
from qualcode.study.exchanging.cutting import cut
from qualcode.study.exchanging.storing import store

BOOK = Codebook(
    "2.1",
    "da",
    "Kodetræ",
    (
        Code("barriere", "Hæmmer", codable=False, was=()),
        Code("barriere.tid", "Tid", "Der mangler tid.", "om tid", "ikke om vejr", ("vi når det ikke",), ("tid", "ur"), "#00ffaa"),
        Code("barriere.ro", "Ro", retired=True),
        Code("no", "Nej"),
    ),
)  # fmt: skip
CODES = ("barriere.tid", "barriere.ro", "no")

letters = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
turns = st.lists(st.tuples(st.sampled_from(["A", "Bo Å", None]), letters), min_size=1, max_size=4)


def study_at(folder, name="en", book=BOOK):
    """Make a study with this codebook."""
    study = Study.create(Path(folder) / name, title="Prøve")
    study.layout.codebook.write_text(write_codebook(book), encoding="utf-8")
    return study


def fill(study, texts, *, reviewed=True):
    """Add documents by name and utterances, as if somebody had read them and found nobody to hide."""
    items = [
        NewDocument(
            Document(new_id(), name, "txt", f"{number:064x}"), DocumentVersion.from_utterances(name, said)
        )
        for number, (name, said) in enumerate(texts.items())
    ]
    target = study.store_to_write()
    target.add_documents(items, actor="test")
    if reviewed:
        review(study)
    return study


def review(study):
    study.store.add_versions(
        [
            NewVersion(replace(one, kind="pseudonymised"), one.number, OffsetMap.identity(len(one.text)))
            for name in study.versions()
            for one in [study.store.version(name, kind="imported")]
        ],
        actor="test",
    )


def add(study, *placed, **more):
    """Code places: document, start, end, code, coder."""
    sha = {name: version.short_sha for name, version in study.versions().items()}
    study.update_codebook()
    made = [
        Coding(new_id(), name, sha[name], Span(start, end), code, coder, **more)
        for name, start, end, code, coder in placed
    ]
    study.add_codings(made)
    return made


def said(study):
    return [(*one.key, one.id, one.memo, one.round, one.created_at) for one in study.codings()]


@st.composite
def filled(draw):
    """Return what to put into a study: texts and codings on them."""
    texts = {f"samtale {n}": draw(turns) for n in range(draw(st.integers(1, 2)))}
    codings = []
    for name, spoken in texts.items():
        length = len(
            "\n".join(
                DocumentVersion.from_utterances(name, [Utterance(*one) for one in spoken]).text.split("\n")
            )
        )
        for _ in range(draw(st.integers(0, 3)) if length else 0):
            start = draw(st.integers(0, length - 1))
            codings.append(
                (
                    name, start, draw(st.integers(start + 1, length)), draw(st.sampled_from(CODES)),
                    draw(st.sampled_from(["anna", "bo 😀"])), draw(st.sampled_from(["experience", "wish"])), draw(letters),
                    draw(st.integers(1, 3)),
                )
            )  # fmt: skip
    return texts, codings, draw(letters), draw(letters)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(filled())
def test_a_study_comes_back_as_it_was(content):
    """Any words, in texts, memos, notes and labels: codings, tree, coders, memos and tables are the same afterwards."""
    texts, codings, words, notes = content
    with tempfile.TemporaryDirectory() as folder:
        open_book = Codebook("2.1", "da", "Kodetræ", tuple(replace(code, retired=False) for code in BOOK))
        one = fill(
            study_at(folder, book=open_book),
            {name: [Utterance(*x) for x in found] for name, found in texts.items()},
        )
        sha = {name: version.short_sha for name, version in one.versions().items()}
        one.update_codebook()
        one.add_codings(
            [
                Coding(new_id(), name, sha[name], Span(start, end), code, coder, stance, memo, number)
                for name, start, end, code, coder, stance, memo, number in codings
            ]
        )
        one.layout.codebook.write_text(write_codebook(BOOK), encoding="utf-8")
        one.reload()
        one.update_codebook()
        for kind, target in (("study", ""), ("document", "samtale 0"), ("code", "no")):
            one.store.put_memo(Memo(new_id(), kind, target, f"Om {kind}: {words}", "anna"), actor="test")
        rows = [
            ("samtale 0", label, f"p0{n}", "informant", "boern", notes)
            for n, label in enumerate(["A", "Bo Å"])
        ]
        write_csv(one.layout.speakers, SPEAKER_COLUMNS, rows)
        write_csv(one.layout.interviews, INTERVIEW_COLUMNS, [("samtale 0", "k1", "2026-01", "online", notes)])
        file = Path(folder) / "ud.qdpx"
        assert not one.export_project(file, attributes="all", strict=True).losses
        two = Study.create(Path(folder) / "to", title="Ny")
        two.import_project(file, strict=True)
        assert said(two) == said(one)
        assert two.codebook == one.codebook
        assert [(v.text, v.turns) for v in two.versions().values()] == [
            (v.text, one.store.version(v.document, kind="imported").turns) for v in one.versions().values()
        ]
        assert two.store.memos() == one.store.memos()
        assert two.speakers == one.speakers
        assert [i for i in two.interviews if i.document == "samtale 0"] == one.interviews
        assert two.check() == []
        again = two.import_project(file)
        assert (again.stored["added"], again.stored["documents"]) == (0, 0)
        one.close()
        two.close()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n:[]0123 "), max_size=80))
def test_every_word_of_a_cut_text_is_found_where_it_went(text):
    """What stands outside labels and stamps keeps its words; what is gone is empty, and never other words."""
    made = cut(text)
    if made is None:
        assert not text.strip()
        return
    assert made.text == "\n".join(one.text for one in made.utterances)
    assert (made.offsets.old_length, made.offsets.new_length) == (len(text), len(made.text))
    for word in re.finditer(r"\S+", text):
        there = made.offsets.to_new(Span(*word.span())).of(made.text).strip()
        assert there in word[0]


def test_a_labelled_text_is_cut_and_its_codings_stay_on_their_words(tmp_path):
    """Labels, time stamps and a label glued to its words."""
    text = "I: Hvad hæmmer?\n[00:01:05] Anne: Vi mangler tid 😀 og ro.\nI:Hvorfor?\nAnne: Det ved jeg ikke.\n"
    made = cut(text)
    assert [one.speaker for one in made.utterances] == ["I", "Anne", "I", "Anne"]
    for words in ("mangler tid 😀", "Hvorfor?", "Det ved jeg ikke."):
        start = text.index(words)
        assert made.offsets.to_new(Span(start, start + len(words))).of(made.text) == words


def foreign(text="I: Hvad hæmmer?\nAnne: Vi mangler tid.\nI: Ja.\nAnne: Og ro.\n", spans=(), **changes):
    """Return another program's project with one text and codings of a code."""
    codes = (
        ExchangeCode(guid_of("c", 1), "Hæmmer", codable=False),
        ExchangeCode(guid_of("c", 2), "Tid", guid_of("c", 1), description="Noget andet end hos os"),
    )
    selections = tuple(
        ExchangeSelection(guid_of("p", n), guid_of("s"), start, end) for n, (start, end) in enumerate(spans)
    )
    codings = tuple(
        ExchangeCoding(guid_of("k", n), codes[1].guid, guid_of("s"), one.guid, guid_of("u"))
        for n, one in enumerate(selections)
    )
    parts = {
        "name": "Fremmed", "origin": "Testværktøj", "users": (ExchangeUser(guid_of("u"), "anna"),), "codes": codes,
        "sources": (ExchangeSource(guid_of("s"), "gruppe", text),), "selections": selections, "codings": codings,
    }  # fmt: skip
    return ExchangeProject(**(parts | changes))


def spans_of(text, *words):
    return [(text.index(one), text.index(one) + len(one)) for one in words]


TEXT = foreign().sources[0].text


def test_what_stands_on_a_label_is_cut_off_and_counted(tmp_path):
    """A passage over a label keeps its words; one on a label alone is left out; both are said."""
    study = Study.create(tmp_path / "a", title="Prøve")
    plan = from_exchange(study, foreign(spans=spans_of(TEXT, "mangler tid", "Anne: Vi", "Anne")))
    words = [one.span.of(plan.documents[0].version.text) for one in plan.codings]
    assert words == ["mangler tid", "Vi"]
    assert plan.losses.counts() == {"clipped": 1, "on-label": 1}
    assert not study.layout.store.exists()


@pytest.fixture(scope="module")
def nothing_in_it(tmp_path_factory):
    """A new study; planning an import writes nothing into it."""
    with Study.create(tmp_path_factory.mktemp("new") / "a", title="Prøve") as study:
        yield study


pieces = st.sampled_from(
    ["I: ", "Anne: ", "\n", "[00:01] ", " ", "Vi mangler tid", "å\u030a😀", "e\u0301", "Ja.", "\x0b", "\t"]
)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(pieces, min_size=1, max_size=12).map("".join),
    st.lists(st.tuples(st.integers(0), st.integers(0)), max_size=6),
)
def test_every_coding_of_another_program_is_there_or_counted(nothing_in_it, text, places):
    """Whatever the text and the passages: no coding vanishes, and none comes to stand on other words."""
    spans = [tuple(sorted((a % (len(text) + 1), b % (len(text) + 1)))) for a, b in places]
    plan = from_exchange(nothing_in_it, foreign(text, spans))
    lost = plan.losses.counts()
    gone = sum(lost.get(kind, 0) for kind in ("on-label", "same"))
    if not plan.documents:
        assert not text.strip() or lost["control"]
        return
    assert len(plan.codings) + gone == len(spans)
    words = {
        one.guid: unicodedata.normalize("NFC", text[start:end])
        for one, (start, end) in zip(foreign(text, spans).codings, spans, strict=True)
    }
    for one in plan.codings:
        there = one.span.of(plan.documents[0].version.text)
        # A passage may grow to hold a whole letter; else its words are some of those that were marked.
        assert all(word in unicodedata.normalize("NFC", text) for word in there.split())
        inside = "".join(words[one.id.upper()].split())
        assert len("".join(there.split())) <= len(inside) + 2


def test_codings_move_along_when_the_import_is_pseudonymised(tmp_path):
    """The order of a study holds: the text waits for a reviewed plan, and the codings follow the words."""
    study = Study.create(tmp_path / "a", title="Prøve")
    text = TEXT.replace("Vi mangler", "Vi og Anne mangler")
    store(study, from_exchange(study, foreign(text, spans_of(text, "mangler tid"))))
    with pytest.raises(PrivacyError, match="QC-PV01"):
        study.export_project(tmp_path / "ud.qdpx")
    assert not (tmp_path / "ud.qdpx").exists()
    old = study.version("gruppe")
    at = old.text.index("Anne")
    new = DocumentVersion.from_utterances(
        "gruppe",
        [Utterance(t.speaker, t.span.of(old.text).replace("Anne", "en kollega")) for t in old.turns],
        kind="pseudonymised",
    )
    study.store.add_versions(
        [NewVersion(new, 1, OffsetMap.from_edits(len(old.text), [(Span(at, at + 4), 10)]))], actor="test"
    )
    assert [one.span.of(new.text) for one in study.codings()] == ["mangler tid"]
    again = from_exchange(study, foreign(text, spans_of(text, "mangler tid")))
    assert (again.documents, again.codings[0].key) == ((), next(iter(study.codings())).key)


def test_codes_of_the_same_name_are_not_merged_unless_a_person_says_so(tmp_path):
    """Two codes called Tid mean two things until somebody says otherwise."""
    study = fill(study_at(tmp_path), {"a": [Utterance(None, "Hej")]})
    study.layout.codebook.write_text(f"# vores\n{write_codebook(BOOK)}", encoding="utf-8")
    done = store(study, from_exchange(study, foreign(spans=spans_of(TEXT, "mangler tid"))))
    assert done["added"] == 1
    assert {one.code for one in study.codings()} == {"imported.hæmmer.tid"}
    assert study.codebook["imported.hæmmer.tid"].definition == "Noget andet end hos os"
    assert study.codebook["barriere.tid"] == BOOK["barriere.tid"]
    assert study.layout.codebook.read_text(encoding="utf-8").startswith("# vores\n")
    before = study.codebook
    again = store(study, from_exchange(study, foreign(spans=spans_of(TEXT, "mangler tid"))))
    assert (again["added"], study.codebook) == (0, before)


def test_a_table_says_which_code_each_one_is(tmp_path):
    """By name or by path; an empty cell leaves a code out, and its codings are counted."""
    study = fill(study_at(tmp_path), {"a": [Utterance(None, "Hej")]})
    table = tmp_path / "koder.csv"
    write_csv(table, ("imported", "code"), [("Hæmmer > Tid", "barriere.tid")])
    plan = from_exchange(study, foreign(spans=spans_of(TEXT, "mangler tid")), codes=table)
    assert ([one.code for one in plan.codings], plan.proposed, plan.codebook) == (["barriere.tid"], (), None)
    write_csv(table, ("imported", "code"), [("Tid", "")])
    left = from_exchange(study, foreign(spans=spans_of(TEXT, "mangler tid")), codes=table)
    assert (left.codings, left.losses.counts()) == ((), {"unplaced-codes": 1})
    write_csv(table, ("imported", "code"), [("Tid", "barriere.tdi"), ("Findes ikke", "no")])
    with pytest.raises(InterchangeError, match="QC-EX03") as caught:
        from_exchange(study, foreign(), codes=table)
    assert len(caught.value.problems) == 2


def test_another_text_under_a_known_name_is_refused(tmp_path):
    """It may be a corrected transcript or another interview: a person has to say."""
    study = fill(study_at(tmp_path), {"gruppe": [Utterance("B", "Noget helt andet")]})
    with pytest.raises(InterchangeError, match="QC-EX04"):
        from_exchange(study, foreign())


def test_the_transcript_coded_elsewhere_meets_the_one_imported_here(tmp_path):
    """The same file was imported here, and coded in another program with its labels in the text."""
    study = study_at(tmp_path)
    (tmp_path / "gruppe.txt").write_text(TEXT, encoding="utf-8")
    study.import_documents(tmp_path / "gruppe.txt")
    plan = from_exchange(study, foreign(spans=spans_of(TEXT, "Og ro")))
    assert (plan.documents, plan.known) == ((), ("gruppe",))
    assert [one.span.of(study.version("gruppe").text) for one in plan.codings] == ["Og ro"]


def test_nothing_is_left_of_an_import_that_fails(tmp_path, monkeypatch):
    """In a new study and in one with content: files and store are as before."""
    notes = (ExchangeNote(guid_of("n"), "Husk"),)
    project = foreign(spans=spans_of(TEXT, "Og ro"), notes=notes)
    fresh = Study.create(tmp_path / "ny", title="Prøve")
    full = fill(study_at(tmp_path), {"a": [Utterance(None, "Hej")]})
    full.update_codebook()
    for study in (fresh, full):
        plan = from_exchange(study, project)
        files = {
            p: p.read_bytes()
            for p in study.layout.root.rglob("*")
            if p.is_file() and "study.db" not in p.name
        }
        documents, codings = study.documents, said(study) if study.documents else []

        def fail(self, *_, **__):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("qualcode.store.Store.put_memo", fail)
            with pytest.raises(OSError, match="No space"):
                store(study, plan)
        study.reload() if study.layout.store.exists() else None
        assert {
            p: p.read_bytes()
            for p in study.layout.root.rglob("*")
            if p.is_file() and "study.db" not in p.name
        } == files
        assert study.documents == documents
        assert (said(study) if study.documents else []) == codings
    assert not fresh.layout.store.exists()


def test_notes_attributes_and_people_find_a_place(tmp_path):
    """Notes become memos, variables columns of interviews.csv, two users of one name two coders."""
    text = "Vi mangler tid."
    extra = {
        "users": (ExchangeUser(guid_of("u"), "anna"), ExchangeUser(guid_of("u", 2), "anna")),
        "variables": (ExchangeVariable(guid_of("v"), "site"),),
        "sources": (
            ExchangeSource(guid_of("s"), "gruppe", text, description="Om dagen", values=(VariableValue(guid_of("v"), "Lindevig"),)),
            ExchangeSource(guid_of("s", 2), "gruppe", "En anden."),
            ExchangeSource(guid_of("s", 3), "billede", None, kind="picture"),
        ),
        "notes": (
            ExchangeNote(guid_of("n", 1), "Vigtigt", "Navn", (Attachment("coding", guid_of("k", 0)),)),
            ExchangeNote(guid_of("n", 2), "Om teksten", attached_to=(Attachment("source", guid_of("s")),)),
            ExchangeNote(guid_of("n", 3), "Om koden", attached_to=(Attachment("code", guid_of("c", 2)),)),
            ExchangeNote(guid_of("n", 4), "Om en bruger", attached_to=(Attachment("user", guid_of("u")),)),
        ),
    }  # fmt: skip
    study = Study.create(tmp_path / "a", title="Prøve")
    project = foreign(text, [(0, 15)], **extra)
    other = replace(project.codings[0], guid=guid_of("k", 9), user=guid_of("u", 2), selection="")
    project = replace(project, codings=(*project.codings, other))
    losses = Losses("in")
    store(study, from_exchange(study, project, losses, site="k9"))
    assert losses.counts() == {
        "renamed-document": 1, "no-text": 1, "renamed-coder": 1, "whole-source": 1, "memo-target": 1,
    }  # fmt: skip
    assert {(one.coder, one.memo) for one in study.codings()} == {("anna", "Navn\nVigtigt"), ("anna (2)", "")}
    assert {(m.target_kind, m.target, m.text) for m in study.store.memos()} == {
        ("document", "gruppe", "Om teksten"), ("code", "hæmmer.tid", "Om koden"), ("study", "", "Om en bruger"),
    }  # fmt: skip
    row = next(iter(read_table(study.layout.interviews)))
    assert (row["site"], row["notes"], row["from the import: site"]) == ("k9", "Om dagen", "Lindevig")
    assert [one.site for one in study.interviews] == ["k9", "k9"]


def test_control_characters_and_deep_or_equal_codes_are_mended_and_counted(tmp_path):
    """What a text or a codebook here may not hold."""
    codes = [
        ExchangeCode(guid_of("d", 0), "A"),
        ExchangeCode(guid_of("e"), "a"),
        ExchangeCode(guid_of("f"), "æ\nø"),
    ]
    codes += [ExchangeCode(guid_of("d", n), f"N{n}", guid_of("d", n - 1)) for n in range(1, 23)]
    study = Study.create(tmp_path / "a", title="Prøve")
    plan = from_exchange(study, foreign("Vi\x0bmangler\0tid.", codes=tuple(codes)))
    assert plan.losses.counts() == {"control": 2, "renamed": 2, "deep": 3}
    assert plan.documents[0].version.text == "Vi mangler tid."
    store(study, plan)
    assert len(study.codebook) == 25


def test_an_export_for_others_names_nobody(tmp_path):
    """Labels and notes may be names: only who asks for them gets them; ids, sites and areas are neutral."""
    folder = tmp_path / "eksempel"
    with Study.create_example(folder) as study:
        study.run()
        names = {row.label for row in study.speakers if len(row.label) > 2}
        assert "Lene" in names
        held = {}
        for attributes in ("none", "neutral", "all"):
            file = tmp_path / f"{attributes}.qdpx"
            study.export_project(file, attributes=attributes)
            with zipfile.ZipFile(file) as archive:
                held[attributes] = archive.read("project.qde").decode("utf-8")
        assert "Lene" in held["all"]
        assert "rådhuset" in held["all"]
        for attributes in ("none", "neutral"):
            assert not any(re.search(rf"\b{name}\b", held[attributes]) for name in names)
            assert "rådhuset" not in held[attributes]
        assert ">k1<" in held["neutral"]
        assert ">k1<" not in held["none"]
        refi = pytest.importorskip("pyrefiqda")
        found = refi.RefiProject.load(tmp_path / "neutral.qdpx", extract_dir=tmp_path / "ud")
        passages = [
            (source.name, int(one.start_position), int(one.end_position), len(one.coding))
            for source in found.sources.text_source
            for one in source.plain_text_selection
        ]
        spans = Counter((one.document, one.span.start, one.span.end) for one in study.codings())
        assert sorted(passages) == sorted((*place, count) for place, count in spans.items())


def test_answers_to_suggestions_come_back(tmp_path):
    """Rejections, too: what a person judged is not asked again."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    one.update_codebook()
    sha = one.version("a").short_sha
    for code, answer in (("no", "reject"), ("barriere.tid", "accept")):
        place = ("a", sha, Span(0, 14), code, "ridge 1")
        about = Suggestion(suggestion_id(*place), "a", sha, 1, Span(0, 14), code, 0.5, 1, True, "ridge 1")
        became = code if answer == "accept" else ""
        one.store.decide([Decision(new_id(), about, answer, "anna", became)], actor="anna")
    one.export_project(tmp_path / "ud.qdpx", strict=True)
    two = Study.create(tmp_path / "to", title="Ny")
    two.import_project(tmp_path / "ud.qdpx", strict=True)
    assert two.store.decisions() == one.store.decisions()
    assert said(two) == said(one)


def test_ids_that_are_taken_here_are_not_taken_for_the_same_person(tmp_path):
    """Two studies both have a p01: taking one for the other would merge two people."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    write_csv(one.layout.speakers, SPEAKER_COLUMNS, [("a", "B", "p01", "informant", "boern", "")])
    write_csv(one.layout.interviews, INTERVIEW_COLUMNS, [("a", "k1", "", "", "")])
    project, _ = to_exchange(one)
    two = fill(study_at(tmp_path, "to"), {"b": [Utterance("B", "Noget")]})
    write_csv(two.layout.speakers, SPEAKER_COLUMNS, [("b", "B", "p01", "informant", "boern", "")])
    write_csv(two.layout.interviews, INTERVIEW_COLUMNS, [("b", "k1", "", "", "")])
    plan = from_exchange(two, project)
    assert plan.losses.counts() == {"renumbered": 1, "same-sites": 1}
    assert [row.speaker_id for row in plan.speakers] == ["p02"]


def test_a_text_changed_elsewhere_is_cut_anew_and_said(tmp_path):
    """Somebody edited the text in the other program: its turns and the answers on it no longer fit."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid"), Utterance("C", "Ja")]})
    project, _ = to_exchange(one)
    changed = replace(project, sources=(replace(project.sources[0], text="Vi mangler tid\nJa, ja"),))
    two = Study.create(tmp_path / "to", title="Ny")
    plan = from_exchange(two, changed)
    assert plan.losses.counts() == {"turns": 1}
    assert [turn.speaker for turn in plan.documents[0].version.turns] == [None, None]


@given(st.text(max_size=60), st.text(max_size=20))
def test_turns_and_rows_that_do_not_fit_are_none(given_turns, text):
    """Fields come from files: anything may stand in them."""
    assert fields.unpack_turns({"turns": [given_turns]}, text) is None or not given_turns.strip(
        "0123456789:- @."
    )
    assert fields.unpack_speaker("a", given_turns) is None
    assert fields.unpack_decision("a", "5f5f5f5f5f5f", given_turns) is None


def test_a_model_stays_a_model(tmp_path):
    """What a machine coded never comes back as a person's, nor under the name of a person who is here."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    one.store.add_coder(Coder("ridge", "model"), actor="test")
    add(one, ("a", 0, 2, "no", "ridge"), ("a", 0, 2, "no", "anna"))
    one.export_project(tmp_path / "ud.qdpx")
    two = Study.create(tmp_path / "to", title="Ny")
    assert not two.import_project(tmp_path / "ud.qdpx").losses
    assert two.store.coders() == [Coder("anna"), Coder("ridge", "model")]
    assert said(two) == said(one)
    assert two.import_project(tmp_path / "ud.qdpx").stored["added"] == 0
    three = fill(study_at(tmp_path, "tre"), {"b": [Utterance("B", "Noget")]})
    add(three, ("b", 0, 2, "no", "ridge"))
    assert three.import_project(tmp_path / "ud.qdpx").losses.counts() == {"renamed-coder": 1}
    assert {(c.name, c.kind) for c in three.store.coders()} == {
        ("anna", "human"), ("ridge", "human"), ("ridge (2)", "model"),
    }  # fmt: skip
    again = three.import_project(tmp_path / "ud.qdpx")
    assert (again.stored["added"], len(three.codings())) == (0, 3)


def test_another_programs_user_does_not_take_the_name_of_a_model(tmp_path):
    """A person's codings would count as a machine's; and no other program can say that somebody is a machine."""
    study = fill(study_at(tmp_path), {"a": [Utterance("B", "Noget")]})
    study.store.add_coder(Coder("anna", "model"), actor="test")
    users = (ExchangeUser(guid_of("u"), "anna", fields.MODEL),)
    store(study, from_exchange(study, foreign(spans=spans_of(TEXT, "Og ro"), users=users)))
    assert {one.coder for one in study.codings()} == {"anna (2)"}
    assert Coder("anna (2)") in study.store.coders()


def test_what_stays_here_is_counted(tmp_path):
    """Nothing of a study is left behind without a number: what the file cannot hold, and what a person chose to leave out."""
    study = fill(study_at(tmp_path), {"a": [Utterance("Bo", "Vi mangler tid")]})
    made = add(study, ("a", 0, 2, "no", "anna"), ("a", 3, 10, "no", "anna"))
    assert study.export_project(tmp_path / "ud.qdpx", dry_run=True).losses.counts() == {}
    study.store.withdraw([made[0].id], actor="test")
    study.store.put_memo(Memo(new_id(), "coding", made[0].id, "Nej", "anna"), actor="test")
    study.store.put_memo(Memo(new_id(), "code", "no", "Om koden", "anna"), actor="test")
    study.store.start_round(title="Anden", actor="test")
    study.store.open_round(1, actor="test")
    study.store.finish("a", "anna", actor="test")
    write_csv(study.layout.guide, ("question", "text", "codes"), [("1", "Hvad hæmmer?", "no")] * 1)
    write_csv(study.layout.data / "summaries.csv", ("document", "code", "text"), [("a", "no", "Kort")])
    (study.layout.data / "report").mkdir()
    (study.layout.data / "report" / "background.txt").write_text("Baggrund", encoding="utf-8")
    write_csv(study.layout.speakers, SPEAKER_COLUMNS, [("a", "Bo", "p01", "informant", "boern", "ny")])
    write_csv(
        study.layout.interviews, (*INTERVIEW_COLUMNS, "egen"), [("a", "k1", "2026-01", "online", "", "x")]
    )
    text = study.layout.study_yaml.read_text(encoding="utf-8")
    text = text.replace('coding_set: ""', "coding_set: anna").replace("  seed: 0", "  seed: 7")
    study.layout.study_yaml.write_text(text, encoding="utf-8")
    study.close()
    with Study.open(tmp_path / "en") as study:
        always = {
            "withdrawn-codings": 1, "withdrawn-memos": 1, "rounds": 2, "finished": 1, "own-columns": 1, "guide": 1,
            "own-texts": 2, "settings": 2,
        }  # fmt: skip
        for attributes, cells in (("all", 0), ("neutral", 2), ("none", 6)):
            done = study.export_project(tmp_path / "ud.qdpx", attributes=attributes, dry_run=True)
            assert done.losses.counts() == always | ({"attributes": cells} if cells else {})
        assert study.export_project(tmp_path / "ud.qdc", dry_run=True).losses.counts() == {"code-memos": 1}


def test_a_study_that_went_through_qualcoder_is_not_taken_for_ours(tmp_path):
    """Its name begins with ours, and it hands our fields on; but its texts have a byte order mark and other line ends."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid"), Utterance("C", "Ja, og ro")]})
    add(one, ("a", 15, 17, "no", "anna"), ("a", 3, 10, "no", "anna"))
    one.export_project(tmp_path / "ud.qdpx")
    with zipfile.ZipFile(tmp_path / "ud.qdpx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "igen.qdpx", "w") as archive:
        for name, data in members.items():
            data = data.replace(b'origin="qualcode"', b'origin="QualCoder 4.0"')
            archive.writestr(
                name, b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") if name[-1] == "t" else data
            )
    two = Study.create(tmp_path / "to", title="Ny")
    two.import_project(tmp_path / "igen.qdpx")
    text = two.version("a").text
    assert text == one.version("a").text
    assert [coding.span.of(text) for coding in two.codings()] == ["mangler", "Ja"]


def test_sources_are_not_called_by_the_folders_of_somebodys_machine(tmp_path):
    """A path names people; a slash in a name is part of it."""
    names = {
        "C:\\Users\\mette\\Samtale 1.docx": "Samtale 1",
        "/home/mette/Samtale 2.txt": "Samtale 2",
        "3/4": "3/4",
    }
    sources = tuple(ExchangeSource(guid_of("s", n), name, f"Tekst {n}") for n, name in enumerate(names))
    study = Study.create(tmp_path / "a", title="Prøve")
    plan = from_exchange(study, foreign(sources=sources))
    assert [one.document.name for one in plan.documents] == list(names.values())


def test_what_a_cell_shows_says_counts_and_losses(tmp_path):
    """In a notebook the result is its repr."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    made = add(one, ("a", 0, 2, "no", "anna"))
    one.store.withdraw([made[0].id], actor="test")
    assert "'withdrawn-codings': 1" in repr(one.export_project(tmp_path / "ud.qdpx"))
    two = Study.create(tmp_path / "to", title="Ny")
    shown = repr(two.import_project(tmp_path / "ud.qdpx", dry_run=True))
    assert "'documents': 1" in shown
    assert "losses={}" in shown
    assert "stored=None" in shown
    assert "mangler" not in shown


def test_a_table_of_a_coder_who_is_not_there_is_refused(tmp_path):
    """Zeros would say that somebody found nothing."""
    study = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    study.segment()
    made = add(study, ("a", 0, 2, "no", "anna"), ("a", 0, 2, "no", "bo"))
    with pytest.raises(UsageError, match=r"QC-EX12.*anna, bo"):
        study.export_project(tmp_path / "a.csv", coder="ana")
    assert not list(tmp_path.glob("a.*"))
    study.store.withdraw([made[1].id], actor="test")
    study.export_project(tmp_path / "a.csv", coder="bo")
    with pytest.raises(UsageError, match="QC-EX08"):
        study.export_project(tmp_path / "b.csv", kind="documents", words=True)


def test_what_is_said_about_the_whole_and_about_cases_and_variables_is_kept_or_counted(tmp_path):
    """Memos of other programs stand on the project, on a case, on a variable."""
    parts = {
        "description": "Om projektet",
        "variables": (ExchangeVariable(guid_of("v"), "alder", description="i år"),),
        "cases": (
            ExchangeCase(
                guid_of("x"), "Skole 1", "En lille skole", (VariableValue(guid_of("v"), "12"),), sources=(guid_of("s"),)
            ),
        ),
        "sources": (ExchangeSource(guid_of("s"), "gruppe", "Vi mangler tid.", description="Om\n teksten"),),
    }  # fmt: skip
    study = Study.create(tmp_path / "a", title="Prøve")
    project = foreign(codes=(), codings=(), **parts)
    plan = from_exchange(study, project)
    assert plan.losses.counts() == {"variable-notes": 1}
    store(study, plan)
    row = next(iter(read_table(study.layout.interviews)))
    assert [row[f"from the import: {name}"] for name in ("case", "case notes", "alder")] == [
        "Skole 1", "En lille skole", "12",
    ]  # fmt: skip
    assert [(one.target_kind, one.text) for one in study.store.memos()] == [("study", "Om projektet")]
    before = (study.layout.interviews.read_bytes(), study.store.memos(), study.store.revision)
    again = from_exchange(study, project)
    assert again.losses.counts() == {"variable-notes": 1}
    store(study, again)
    assert (study.layout.interviews.read_bytes(), study.store.memos(), study.store.revision) == before


def test_what_is_said_elsewhere_about_a_text_that_is_here_is_kept_or_counted(tmp_path):
    """Somebody wrote a description and a date in the other program; the tables here are people's own."""
    one = fill(study_at(tmp_path), {"a": [Utterance("B", "Vi mangler tid")]})
    write_csv(one.layout.interviews, INTERVIEW_COLUMNS, [("a", "k1", "2026-01-02", "online", "")])
    project, _ = to_exchange(one)
    assert not from_exchange(one, project).losses
    (source,) = project.sources
    date = fields.VARIABLES["date"]
    values = tuple(
        VariableValue(date, "2026-03-04") if value.variable == date else value for value in source.values
    )
    changed = replace(project, sources=(replace(source, description="Lytte igen", values=values),))
    plan = from_exchange(one, changed)
    assert plan.losses.counts() == {"known-values": 1}
    assert [(memo.target_kind, memo.target, memo.text) for memo in plan.memos] == [
        ("document", "a", "Lytte igen")
    ]
