"""A code is changed while coding: what it means is said first, and then it is everybody's."""

import pytest

from qualcode.study import Study
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL

ID = SKOLE.rpartition(".")[2]
TEXTS = {"definition": "Kun folkeskoler.", "use_when": "", "not_when": ""}
HTML = "<img src=x onerror=alert(1)> & Co"

SIX = {
    "rename": {"name": HTML, "id": "folkeskole"},
    "move": {"under": "barriere"},
    "merge": {"into": POLITI},
    "split": {"names": ["Lærere", " ", HTML]},
    "retire": {},
    "redefine": TEXTS,
}
BECOMES = {
    "rename": {"partner.folkeskole": 1, POLITI: 1},
    "move": {f"barriere.{ID}": 1, POLITI: 1},
    "merge": {POLITI: 2},
    "split": {SKOLE: 1, POLITI: 1},
    "retire": {SKOLE: 1, POLITI: 1},
    "redefine": {SKOLE: 1, POLITI: 1},
}
SAYS = {
    "rename": "1 kodning følger med til partner.folkeskole.",
    "move": f"1 kodning følger med til barriere.{ID}.",
    "merge": "1 kodning af »Skole« hører fremover til »Politi«.",
    "split": "1 kodning bliver stående og kommer på listen over det, der skal læses igen.",
    "retire": "1 kodning bliver stående. Nye kan ikke laves.",
    "redefine": "1 kodning bliver stående og kommer på listen over det, der skal læses igen.",
}


@pytest.fixture
def anna(screen):
    """Anna's page, with one coding of the school and one of the police."""
    anna = screen("anna")
    anna.code(4, SKOLE)
    anna.code(2, POLITI)
    return anna


def plan(screen, what, code=SKOLE, **fields):
    """Ask what a change would mean."""
    (found,) = screen.send("plan_code", what=what, code=code, **fields)
    assert found["kind"] == "plan"
    return found


def change(screen, what, code=SKOLE, **fields):
    """Ask, and carry it out; return what is said then."""
    seal = plan(screen, what, code, **fields)["seal"]
    return list(screen.send("change_code", what=what, code=code, seal=seal, **fields))


def lines(found):
    """Return all lines of a plan as one text."""
    return "\n".join(line for part in found["parts"] for line in part["lines"])


def file_of(folder):
    return (folder / "codebook.yaml").read_bytes()


@pytest.mark.parametrize("what", SIX)
def test_what_it_means_is_said_and_nothing_has_happened(anna, folder, what):
    before = file_of(folder)
    found = plan(anna, what, **SIX[what])
    assert found["seal"]
    assert found["told"] == ""
    assert SAYS[what] in lines(found)
    assert "1.0 → 1.1" in lines(found)
    assert "study.undo() eller qualcode undo" in lines(found)
    assert file_of(folder) == before
    assert anna.poll() == []


@pytest.mark.parametrize("what", SIX)
def test_it_is_carried_out_for_everybody(anna, folder, what):
    page, done, told = change(anna, what, **SIX[what])
    assert (page["kind"], done["kind"], told["level"]) == ("page", "plan", "info")
    assert page["codebook"] == "1.1"
    assert done["done"] in {one["id"] for one in page["codes"]}
    assert "1.1" in done["told"] == told["text"]
    assert sorted(code for _, code, _ in anna.codings) == sorted(
        code for code, n in BECOMES[what].items() for _ in range(n)
    )
    with Study.open(folder) as study:
        assert study.codebook.version == "1.1"
        assert study.code_counts() == BECOMES[what]
        assert len(study.codes.review()) == (what in ("split", "redefine"))
        assert next((one.kind, one.actor) for one in study.store.log()) == ("codebook", "anna")
        assert study.check() == []


def test_a_name_with_html_in_it_stays_a_name(anna):
    change(anna, "rename", name=HTML)
    assert HTML in {one["name"] for one in anna.page["codes"]}
    anna.load_again()
    change(anna, "split", POLITI, names=[HTML + "!", "To"], keep=True)
    assert HTML + "!" in {one["name"] for one in anna.page["codes"]}


def test_a_code_that_is_one_of_the_parts_stays_in_use(anna):
    change(anna, "split", names=["Lærere"], keep=True)
    codes = {one["id"]: one for one in anna.page["codes"]}
    assert (codes[SKOLE]["codable"], codes["partner.lærere"]["codable"]) == (True, True)


def test_a_retired_code_is_marked_and_can_come_back(anna):
    change(anna, "retire")
    assert [one["id"] for one in anna.page["codes"] if one["retired"]] == [SKOLE]
    anna.code(2, SKOLE)
    assert anna.levels == ["error"]
    assert "Nye kan laves igen." in lines(plan(anna, "retire", back=True))
    change(anna, "retire", back=True)
    anna.code(2, SKOLE)
    assert anna.notices == []


def test_the_same_meaning_in_better_words_asks_for_no_second_reading(anna, folder):
    found = plan(anna, "redefine", **TEXTS, only_wording=True)
    assert "1 kodning bliver, som den er." in lines(found)
    change(anna, "redefine", **TEXTS, only_wording=True)
    with Study.open(folder) as study:
        assert len(study.codes.review()) == 0


def test_codings_that_come_to_say_the_same_are_counted_first(anna):
    """The later one is withdrawn, with its memo: that is said before."""
    anna.code(4, POLITI)
    found = lines(plan(anna, "merge", into=POLITI))
    assert "1 kodning af »Skole«" in found
    assert "1 af dem siger så det samme" in found
    change(anna, "merge", into=POLITI)
    assert [code for _, code, _ in anna.codings] == [POLITI, POLITI]


def test_what_names_the_old_id_is_to_be_mended_by_hand(anna):
    """study.yaml has a matrix of the branch."""
    found = plan(anna, "rename", "barriere", name="Barriere", id="hindring")
    assert "study.yaml nævner barriere. Skriv hindring der." in lines(found)
    _, done, _ = change(anna, "rename", "barriere", name="Barriere", id="hindring")
    assert lines(done) == "study.yaml nævner barriere. Skriv hindring der."


REFUSED = [
    ("rename", SKOLE, {"name": "  "}, "QC-DK20"),
    ("rename", SKOLE, {"name": "to\nlinjer"}, "QC-DK20"),
    ("rename", SKOLE, {"name": "Politi"}, "QC-CB10"),  # a sibling has it
    ("rename", SKOLE, {"name": "Skole", "id": "to ord"}, "QC-CB10"),
    ("rename", SKOLE, {"name": "Skole", "id": "politi"}, "QC-CB10"),
    ("rename", SKOLE, {"name": "Skole"}, "QC-CB13"),
    ("rename", "intet<b>", {"name": "Ny"}, "QC-CB10"),
    ("move", "partner", {"under": SKOLE}, "QC-CB10"),
    ("move", SKOLE, {"under": "intet"}, "QC-CB10"),
    ("move", SKOLE, {"under": "partner"}, "QC-CB13"),
    ("merge", SKOLE, {"into": SKOLE}, "QC-CB10"),
    ("merge", SKOLE, {"into": "partner"}, "QC-CB10"),
    ("merge", SKOLE, {"into": "intet"}, "QC-CB10"),
    ("merge", "partner", {"into": TRAVL}, "QC-CB10"),
    ("split", SKOLE, {"names": ["Kun én"]}, "QC-CB10"),
    ("split", SKOLE, {"names": ["Politi", "To"]}, "QC-CB10"),
    ("split", SKOLE, {"names": ["x" * 201, "To"]}, "QC-DK20"),
    ("split", "partner", {"names": ["En", "To"]}, "QC-CB10"),
    ("retire", SKOLE, {"back": True}, "QC-CB13"),
    ("redefine", SKOLE, {**TEXTS, "definition": "Samarbejdet med skoler og lærere"}, "QC-CB13"),
    ("delete", SKOLE, {}, "QC-DK01"),
    ("move", SKOLE, {}, "QC-DK01"),
    ("merge", SKOLE, {"into": 3}, "QC-DK01"),
]


@pytest.mark.parametrize(("what", "code", "fields", "error"), REFUSED)
def test_what_the_rules_forbid_is_said_and_nothing_changes(anna, folder, what, code, fields, error):
    before = file_of(folder)
    found = plan(anna, what, code, **fields)
    assert (found["seal"], found["parts"]) == ("", [])
    assert error in found["told"]
    (again,) = anna.send("change_code", what=what, code=code, seal="0" * 64, **fields)
    assert (again["kind"], again["seal"], again["done"]) == ("plan", "", "")
    assert error in again["told"]
    assert file_of(folder) == before
    assert sorted(code for _, code, _ in anna.codings) == [POLITI, SKOLE]


def test_an_onlooker_changes_nothing(screen, folder):
    before = file_of(folder)
    nobody = screen("")
    for do in ("plan_code", "change_code"):
        nobody.send(do, what="retire", code=SKOLE, seal="")
        assert "QC-DK02" in nobody.said
    assert file_of(folder) == before


# --- who may know what


@pytest.mark.parametrize("what", SIX)
def test_a_blind_coder_learns_nothing_of_what_others_coded(anna, screen, what):
    """The answers are the same, to the letter, whether others have used the code or not; also once it is done."""
    without = plan(anna, what, **SIX[what])
    bo = screen("bo")
    bo.code(4, SKOLE, memo="Bos")
    bo.code(2, SKOLE, POLITI)
    anna.poll()
    assert plan(anna, what, **SIX[what]) == without
    assert "ses først, når runden er åbnet" in lines(without)
    page, done, told = change(anna, what, **SIX[what])
    assert {one["coder"] for one in page["codings"]} == {"anna"}
    assert "bo" not in lines(done).split()
    assert told["text"] == "Kodebogen er ændret og har nu version 1.1."


@pytest.mark.parametrize("what", ["split", "redefine"])
def test_that_there_is_something_to_read_again_is_no_hint_of_what_others_coded(screen, what):
    anna, bo = screen("anna"), screen("bo")
    bo.code(4, SKOLE)
    anna.poll()
    assert "Ingen af dem berøres." in lines(plan(anna, what, **SIX[what]))
    _, done, _ = change(anna, what, **SIX[what])
    assert done["parts"] == []


def test_once_the_round_is_open_all_codings_are_counted(anna, screen, opened):
    bo = screen("bo")
    bo.code(4, SKOLE)
    opened().store.open_round(1, actor="tove")
    anna.poll()
    found = lines(plan(anna, "retire"))
    assert "2 kodninger bliver stående." in found
    assert "runden" not in found
    assert "Ingen kodninger berøres." in lines(plan(anna, "retire", MOEDER))


# --- when others are at work, too


def test_what_was_shown_has_to_hold_when_it_is_carried_out(anna, screen, folder):
    """A coding that came in between, as from a second window, is shown first."""
    fields = {"what": "retire", "code": SKOLE}
    before, seal = file_of(folder), plan(anna, "retire")["seal"]
    screen("anna").code(2, SKOLE)
    (found,) = anna.send("change_code", **fields, seal=seal)
    assert found["told"].startswith("Noget er ændret")
    assert "2 kodninger bliver stående." in lines(found)
    assert file_of(folder) == before
    assert next(one["kind"] for one in anna.send("change_code", **fields, seal=found["seal"])) == "page"


def test_a_seal_is_for_one_wish_only(anna, folder):
    before, seal = file_of(folder), plan(anna, "retire")["seal"]
    (found,) = anna.send("change_code", what="merge", code=SKOLE, into=POLITI, seal=seal)
    assert found["told"]
    assert file_of(folder) == before


def test_open_pages_are_told_and_show_the_new_tree_when_loaded_again(anna, screen):
    bo, overview, reading = (
        screen("bo"),
        screen("bo", "overview"),
        screen("anna", "reading", code=SKOLE),
    )
    bo.code(4, SKOLE)
    change(anna, "rename", name="Folkeskoler", id="folkeskole")
    assert bo.poll() == ["notice"]
    assert bo.levels == ["stale"]
    stale = plan(bo, "retire")
    assert (stale["stale"], stale["seal"]) == (True, "")
    bo.load_again()
    assert [(code, words) for _, code, words in bo.codings] == [
        ("partner.folkeskole", bo.page["turns"][3]["text"])
    ]
    assert overview.poll() == ["page"]
    assert overview.page["codebook"] == "1.1"
    assert reading.poll() == ["page"]
    assert reading.page["code"] == "partner.folkeskole"
    assert [one["code"] for one in reading.page["passages"]] == ["partner.folkeskole"]


def test_a_reading_page_that_is_sent_for_by_an_old_id_opens(anna, screen):
    change(anna, "merge", into=POLITI)
    assert screen("anna", "reading", code=SKOLE).page["code"] == POLITI


def test_a_stale_page_cannot_give_a_code_that_is_gone(anna, screen):
    bo = screen("bo")
    change(anna, "merge", into=POLITI)
    bo.code(4, SKOLE)
    assert bo.levels == ["stale"]
    bo.load_again()
    assert bo.codings == []


def test_one_after_another_changes_the_codebook(anna, screen):
    """What a colleague did in between, and was loaded, does not stand in the way."""
    bo = screen("bo")
    bo.send("add_code", name="Ny", under="")
    anna.load_again()
    anna.send("add_code", name="Nyere", under="")
    assert anna.levels == ["info"]
    bo.load_again()
    change(bo, "retire", MOEDER)
    assert bo.page["codebook"] == "1.3"


def test_edits_by_hand_are_not_built_on_unseen(anna, folder):
    path = folder / "codebook.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Skole", "Skoler"), encoding="utf-8")
    assert plan(anna, "retire")["stale"]


def test_it_is_undone_right_after_and_a_later_change_has_a_version_of_its_own(anna, folder, opened):
    before = file_of(folder)
    change(anna, "merge", into=POLITI)
    opened().undo()
    assert file_of(folder) == before
    anna.load_again()
    assert sorted(code for _, code, _ in anna.codings) == [POLITI, SKOLE]
    page, *_ = change(anna, "rename", name="Skoler")
    assert page["codebook"] == "1.2"


def test_in_english(screen, folder):
    settings = folder / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("language: da", "language: en"), encoding="utf-8"
    )
    anna = screen("anna")
    anna.code(4, SKOLE)
    found = lines(plan(anna, "retire"))
    assert "1 coding stays. No new ones can be made." in found
    assert "is seen once the round is open" in found
