"""The room: who is at work, what she may see, and that what is remembered is what is there."""

import pytest

from qualcode.errors import PrivacyError, UsageError
from qualcode.model import Coding, Decision, Span, Suggestion, new_id, suggestion_id
from qualcode.study.desk.room import RECENT, Room
from unit.assist import made_up
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL


@pytest.fixture
def study(opened):
    """The small study, with codings by anna and bo and a consensus, imported in round 1."""
    found = opened("tove")
    for name in ("anna", "bo", "consensus"):
        found.import_codings(small_study.write_codings(found.layout.root, desks.SAID, name))
    return found


def add(study, document, start, end, code, coder, **fields):
    """Add a coding by hand."""
    version = study.version(document).short_sha
    made = Coding(new_id(), document, version, Span(start, end), code, coder, **fields)
    study.store.code([made], actor=coder)
    return made


def coders(codings):
    return sorted({one.coder for one in codings})


def test_what_is_seen_follows_the_blind_rule(study):
    assert coders(Room(study, "anna").visible()) == ["anna"]
    assert coders(Room(study, "carla").visible()) == []
    assert coders(Room(study).visible()) == ["anna", "bo", "consensus"]
    study.open_round(1)
    study.start_round("anden gennemgang")
    add(study, "beta", 0, 4, TRAVL, "bo", round=2)
    room = Room(study, "anna")
    assert coders(room.visible()) == ["anna", "bo", "consensus"]
    assert TRAVL not in [one.code for one in room.visible("beta")]
    assert (room.round, room.is_blind) == (2, True)


def test_codings_come_in_reading_order_by_document(study):
    places = [(one.document, one.span.start) for one in Room(study, "anna").visible()]
    assert places == sorted(places)
    assert {document for document, _ in places} == {"alfa", "beta"}


def test_counts_are_the_coders_own_also_when_others_are_seen(study):
    study.open_round(1)
    own = {POLITI: 1, SKOLE: 2, TRAVL: 1, MOEDER: 1}
    assert Room(study, "anna").counts() == own
    assert Room(study, "carla").counts() == {}


def test_counts_of_an_onlooker_are_those_that_are_counted(study):
    """Three people's codings of one passage are one statement; without a consensus, all there is."""
    assert Room(study).counts() == {POLITI: 1, SKOLE: 2, TRAVL: 1, MOEDER: 1}
    ids = [one.id for one in study.codings(coder="consensus")]
    study.withdraw(ids)
    assert sum(Room(study).counts().values()) == len(study.codings())


def test_codes_used_last_come_first(study):
    room = Room(study, "anna")
    assert room.recent() == [POLITI, SKOLE, TRAVL, MOEDER]  # of one file: as the codebook has them
    for code in (made_up.SYSTEM, MOEDER):
        add(study, "alfa", 0, 4, code, "anna")
    add(study, "alfa", 0, 4, made_up.KENDSKAB, "bo")
    room.look()
    assert room.recent()[:3] in ([MOEDER, made_up.SYSTEM, POLITI], [made_up.SYSTEM, MOEDER, POLITI])
    room.used([TRAVL])
    assert room.recent()[0] == TRAVL
    assert len(room.recent()) <= RECENT
    assert Room(study, "carla").recent() == []


def test_turns_show_who_speaks_by_neutral_ids_and_never_by_their_label(study):
    turns = Room(study, "anna").turns("alfa")
    assert [(one["number"], one["speaker"], one["role"], one["area"]) for one in turns] == [
        (1, "alfa-i", "interviewer", ""),
        (2, "alfa-b", "informant", "børneområdet"),
        (3, "alfa-i", "interviewer", ""),
        (4, "alfa-c", "informant", "voksenområdet"),
        (5, "alfa-b", "informant", "børneområdet"),
    ]


def test_a_label_that_is_a_name_is_not_shown(tmp_path):
    """The imported text has the label Lene; what is shown is the id that data/speakers.csv gives her."""
    said = {"alfa": [("I", "Hvem?", ()), ("Lene", "Mig.", ())]}
    desks.build(tmp_path / "study", said=said)
    from qualcode.study import Study

    with Study.open(tmp_path / "study") as study:
        turns = Room(study, "anna").turns("alfa")
        assert [one["speaker"] for one in turns] == ["alfa-i", "alfa-lene"]
        path = study.layout.speakers
        path.write_text(path.read_text(encoding="utf-8").replace("alfa-lene", "p07"), encoding="utf-8")
        assert [one["speaker"] for one in Room(study, "anna").turns("alfa")] == ["alfa-i", "p07"]


def test_an_entry_says_whose_it_is(study):
    study.open_round(1)
    own = {one["coder"]: one["own"] for one in map(Room(study, "anna").entry, Room(study, "anna").visible())}
    assert own == {"anna": True, "bo": False, "consensus": False}
    onlooker = Room(study)
    assert not any(onlooker.entry(one)["own"] for one in onlooker.visible())


def test_codes_come_parents_first_with_all_that_a_coder_looks_up(study):
    codes = Room(study, "anna").codes()
    seen = {""}
    for code in codes:
        assert code["parent"] in seen
        seen.add(code["id"])
    (politi,) = [code for code in codes if code["id"] == POLITI]
    assert (politi["name"], politi["definition"]) == ("Politi", "Samarbejdet med politiet")
    assert [code["id"] for code in codes if not code["codable"]] == ["partner", "barriere", "fremmer"]


def test_without_a_name_there_is_nobody_to_write(study):
    assert Room(study, "anna").require_coder() == "anna"
    with pytest.raises(UsageError, match="QC-DK02"):
        Room(study, "  ").require_coder()


def test_only_reviewed_texts_are_shown(tmp_path):
    from qualcode.study import Study

    desks.build(tmp_path / "study", reviewed=False)
    with Study.open(tmp_path / "study") as study:
        room = Room(study, "anna")
        assert room.reviewed() == ["alfa", "beta"]
        room.require_reviewed("alfa")
        with pytest.raises(PrivacyError, match="QC-PV01"):
            room.require_reviewed("gamma")


def test_whose_codings_are_settled_is_nobody_who_codes(study):
    """A study that names one of its coders as the set to count still lets her code, until something is settled so."""
    from qualcode.model import Settlement

    assert Room(study, "bo").coder == "bo"
    version = study.version("beta").short_sha
    place = Settlement(new_id(), "beta", version, Span(0, 16), "none", into="bo", by="tove")
    study.store.settle([(place, [])], actor="tove")
    with pytest.raises(UsageError, match="QC-DK04"):
        Room(study, "bo")


def suggestion(study, code=POLITI):
    version = study.version("beta").short_sha
    place = ("beta", version, Span(17, 51), code, "ridge 1")
    return Suggestion(suggestion_id(*place), "beta", version, 2, Span(17, 51), code, 0.8, 1, True, "ridge 1")


def test_a_decision_is_the_coders_action_and_hers_to_undo(study):
    room = Room(study, "anna")
    room.decide([Decision(new_id(), suggestion(study), "accept", "anna", POLITI)])
    room.look()
    assert study.store.log(1)[0].actor == "anna"
    assert room.turning() == {"undo": "svar på forslag", "redo": ""}
    done = room.turn_back("undo")
    assert (done.label, done.documents) == ("svar på forslag", ("beta",))
    assert study.store.decisions() == []


def test_memos_that_were_emptied_are_none(study):
    from qualcode.model import Memo

    store = study.store
    for author, text in (("anna", "kort"), ("anna", "  "), ("bo", "langt")):
        store.put_memo(Memo(new_id(), "document", "alfa", text, author), actor=author)
    assert [one.text for one in Room(study, "anna").memos("document", "alfa")] == ["kort"]
    assert [one.text for one in Room(study).memos("document", "alfa")] == ["kort", "langt"]


def all_of(room):
    """Return everything that is read of codings."""
    return (
        room.visible("alfa"),
        room.visible("beta"),
        sorted(room.counts().items()),
        {name: found for name, found in room.own().items() if found},
        room.at_work("alfa"),
        room.turning(),
    )


def test_what_a_room_remembers_is_what_a_new_one_reads(study, opened):
    """It reads only the document anew that it wrote to: whatever anybody did in between must not get lost."""
    room, store, other = Room(study, "anna"), study.store, opened("bo")
    all_of(room)

    def own(document, code):
        made = Coding(new_id(), document, study.version(document).short_sha, Span(0, 4), code, "anna")
        store.code([made], actor="anna", seen=room.seen)
        room.wrote(document, "code")

    steps = [
        lambda: own("alfa", TRAVL),
        lambda: own("beta", TRAVL),
        lambda: add(other, "alfa", 0, 4, MOEDER, "bo"),
        lambda: (own("alfa", MOEDER), add(other, "beta", 0, 4, MOEDER, "bo")),
        lambda: (add(other, "beta", 5, 9, MOEDER, "bo"), own("alfa", SKOLE)),
        lambda: add(other, "beta", 0, 4, POLITI, "anna"),  # anna's own second kernel
        lambda: (own("alfa", POLITI), add(other, "beta", 5, 9, POLITI, "anna")),
        lambda: (add(other, "beta", 5, 9, TRAVL, "anna"), own("alfa", made_up.SYSTEM)),
        lambda: room.turn_back("undo"),
        lambda: other.open_round(1),
        lambda: room.turn_back("redo"),
        lambda: study.withdraw([room.visible("alfa")[0].id]),
    ]
    for number, step in enumerate(steps):
        step()
        room.look()
        assert all_of(room) == all_of(Room(study, "anna")), number
