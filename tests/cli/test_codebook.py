"""The code tree changed on the command line: what happens to the codings is said before, done, listed and undone."""

import json
import re

import pytest

from qualcode.errors import StaleStudyError
from qualcode.interchange import read_codebook
from qualcode.study import Study


@pytest.fixture
def text(finished):
    """Return a function that reads codebook.yaml."""
    return lambda: (finished / "codebook.yaml").read_text(encoding="utf-8")


def codes_in_use(folder):
    with Study.open(folder) as study:
        return study.code_counts()


def changed(qualcode, *words):
    status, out, err = qualcode("codebook", *words)
    assert (status, err) == (0, "")
    return out


def test_a_dry_run_says_what_would_happen_and_changes_nothing(finished, text, qualcode):
    before, used = text(), codes_in_use(finished)
    store = (finished / "data/study.db").read_bytes()
    out = changed(
        qualcode, "split", "fremmer.tillid", "--into", "fremmer.familie", "fremmer.fag", "--dry-run"
    )
    assert "intet er ændret" in out
    assert f"{used['fremmer.tillid']} skal læses igen" in out
    assert (text(), codes_in_use(finished)) == (before, used)
    assert (finished / "data/study.db").read_bytes() == store


def test_a_rename_keeps_comments_and_codings_and_is_undone_in_the_file_too(finished, text, qualcode):
    before, used = text(), codes_in_use(finished)
    changed(qualcode, "rename", "partner.skole", "Folkeskoler", "--id", "folkeskole")
    book = read_codebook(finished / "codebook.yaml")
    assert (book.version, book["partner.folkeskole"].name) == ("1.1", "Folkeskoler")
    assert book["partner.folkeskole"].was == ("partner.skole",)
    assert "# Kodetræet til eksemplet" in text()
    assert codes_in_use(finished)["partner.folkeskole"] == used["partner.skole"]
    status, out, _ = qualcode("undo")
    assert (status, "codebook.yaml er igen version 1." in out) == (0, True)
    assert (text(), codes_in_use(finished)) == (before, used)
    assert qualcode("redo")[0] == 0
    assert read_codebook(finished / "codebook.yaml").version == "1.1"


def test_files_with_codings_by_earlier_names_change_nothing(finished, qualcode):
    """data/codings/anna.csv still says partner.skole and barriere.ventetid."""
    changed(qualcode, "rename", "partner.skole", "--id", "folkeskole")
    changed(qualcode, "merge", "barriere.ventetid", "barriere.tavshedspligt", "--into", "barriere.regler")
    used = codes_in_use(finished)
    for path in sorted((finished / "data/codings").glob("*.csv")):
        status, out, _ = qualcode("codings", "import", path, "--json")
        assert (status, json.loads(out)["added"]) == (0, 0)
    assert codes_in_use(finished) == used
    rows = json.loads(qualcode("codings", "list", "--code", "barriere.regler", "--json")[1])
    assert {(row["made_as"], row["codebook"]) for row in rows} == {
        ("barriere.ventetid", "1"),
        ("barriere.tavshedspligt", "1"),
    }


def test_an_added_code_comes_with_cues_and_passages_to_look_through(finished, qualcode):
    (finished / "emne.csv").write_text("document,segment\ninterview-01,2\ninterview-02,4\n", encoding="utf-8")
    out = changed(
        qualcode,
        *("add", "kirke", "--under", "partner", "--name", "Kirken", "--definition", "Præst og kordegn."),
        *("--cue", "præst", "--cue", "kordegn", "--example", "Præsten kom forbi.", "--read", "emne.csv"),
    )
    assert "2 steder er sat på listen" in out
    code = read_codebook(finished / "codebook.yaml")["partner.kirke"]
    assert (code.name, code.cues, code.examples) == ("Kirken", ("præst", "kordegn"), ("Præsten kom forbi.",))
    rows = json.loads(qualcode("codebook", "review", "--json")[1])
    assert [(row["document"], row["segment"], row["code"], row["reason"]) for row in rows] == [
        ("interview-01", 2, "partner.kirke", "new"),
        ("interview-02", 4, "partner.kirke", "new"),
    ]
    status, out, _ = qualcode("codebook", "review", "--done", rows[0]["id"][:8], "--by", "anna")
    assert (status, "Læst igen: 1; venter: 1." in out) == (0, True)
    assert qualcode("codebook", "review", "--done", "all", "--by", "anna")[0] == 0
    assert "ikke noget at læse igen" in changed(qualcode, "review")
    done = json.loads(changed(qualcode, "review", "--all", "--json"))
    assert {row["done_by"] for row in done} == {"anna"}
    (finished / "emne.csv").write_text(
        "document,segment\ninterview-09,2\ninterview-02,4000\n", encoding="utf-8"
    )
    status, _, err = qualcode("codebook", "add", "partner.x", "--name", "X", "--read", "emne.csv")
    assert (status, "QC-CD04" in err) == (1, True)
    assert "partner.x" not in read_codebook(finished / "codebook.yaml")


def test_split_and_redefine_give_a_list_by_coder(finished, qualcode):
    used = codes_in_use(finished)
    changed(
        qualcode,
        "split",
        "fremmer.tillid",
        "--into",
        "fremmer.familie",
        "--into",
        "fremmer.fag",
        "--name",
        "fremmer.fag=Faglig tillid",
    )
    rows = json.loads(changed(qualcode, "review", "--json"))
    assert len(rows) == used["fremmer.tillid"]
    assert {(row["now"], row["codebook"]) for row in rows} == {("fremmer.familie, fremmer.fag", "1.1")}
    assert f"Skal læses igen efter en ændring af kodebogen: {len(rows)} " in qualcode("status")[1]
    anna = json.loads(changed(qualcode, "review", "--coder", "anna", "--json"))
    assert {row["coder"] for row in anna} == {"anna"}
    changed(qualcode, "redefine", "partner.skole", "--definition", "Skolens ledelse.")
    assert (
        len(json.loads(changed(qualcode, "review", "--json")))
        == used["fremmer.tillid"] + used["partner.skole"]
    )
    changed(qualcode, "redefine", "partner.frivillige", "--definition", "Foreninger.", "--only-wording")
    assert (
        len(json.loads(changed(qualcode, "review", "--json")))
        == used["fremmer.tillid"] + used["partner.skole"]
    )
    status, _, err = qualcode("codings", "import", retired_row(finished))
    assert (status, "retired" in err, "fremmer.familie" in err) == (1, True, True)


def retired_row(folder):
    path = folder / "new.csv"
    path.write_text(
        "document,segment,code,coder,memo\ninterview-01,2,fremmer.tillid,lis,\n", encoding="utf-8"
    )
    return path


def test_an_edited_file_says_itself_what_happened(finished, text, qualcode):
    used = codes_in_use(finished)
    path = finished / "codebook.yaml"
    gone = re.sub(r"id: ssp-politi\b", "id: politi", text()).replace('version: "1"', 'version: "2"')
    path.write_text(gone, encoding="utf-8")
    status, _, err = qualcode("run")
    assert (status, "QC-ST22" in err, "was: partner.ssp-politi" in err) == (1, True, True)
    path.write_text(
        gone.replace("id: politi\n", "id: politi\n        was: partner.ssp-politi\n"), encoding="utf-8"
    )
    out = changed(qualcode, "update", "--dry-run")
    assert f"{used['partner.ssp-politi']} kodninger følger med til partner.politi" in out
    assert codes_in_use(finished) == used
    status, _, err = qualcode("codebook", "retire", "partner.skole")
    assert (status, "QC-CB11" in err) == (1, True)
    changed(qualcode, "update")
    assert codes_in_use(finished)["partner.politi"] == used["partner.ssp-politi"]
    assert "was: partner.ssp-politi" in text()


def test_what_is_edited_by_hand_is_left_alone_by_undo(finished, text, qualcode):
    changed(qualcode, "rename", "partner.skole", "Folkeskoler")
    path = finished / "codebook.yaml"
    path.write_text(text().replace("name: Folkeskoler", "name: Skolerne"), encoding="utf-8")
    status, out, _ = qualcode("undo")
    assert (status, "er ikke rørt" in out) == (0, True)
    assert "Skolerne" in text()


def test_versions_are_shown_and_compared_as_they_were(finished, qualcode):
    used = codes_in_use(finished)
    before = changed(qualcode, "show")
    changed(
        qualcode,
        "merge",
        "barriere.ventetid",
        "barriere.tavshedspligt",
        "--into",
        "barriere.regler",
        "--name",
        "Regler",
    )
    changed(qualcode, "retire", "partner.skole", "--version", "2")
    assert changed(qualcode, "show", "--version", "1") == before
    versions = json.loads(changed(qualcode, "versions", "--json"))
    assert [(one["version"], one["holds"]) for one in versions] == [("1", ""), ("1.1", ""), ("2", "yes")]
    out = changed(qualcode, "diff", "1", "2")
    assert "Lagt sammen: barriere.ventetid + barriere.tavshedspligt → barriere.regler" in out
    assert "Udgået: partner.skole" in out
    rows = json.loads(qualcode("codings", "list", "--as-of", "1", "--code", "barriere.ventetid", "--json")[1])
    assert len(rows) == used["barriere.ventetid"]
    with Study.open(finished) as study:
        assert study.codebook_at("1.1")["partner.skole"].retired is False
        then = study.codings(as_of="1")
        assert (then.codebook_version, len(then)) == ("1", sum(used.values()))
    status, _, err = qualcode("codebook", "show", "--version", "9")
    assert (status, "QC-SY14" in err) == (1, True)


def test_comments_are_kept_or_the_file_is_kept_beside_itself(finished, text, qualcode):
    commented = text().replace("        name: Tavshedspligt\n", "        name: Tavshedspligt  # se loven\n")
    commented = commented.replace("      - id: ventetid\n", "      # om at vente\n      - id: ventetid\n")
    (finished / "codebook.yaml").write_text(commented, encoding="utf-8")
    changed(qualcode, "rename", "barriere.ventetid", "At vente", "--id", "vente")
    assert "# om at vente" in text()
    assert "# se loven" in text()
    assert not list(finished.glob("codebook.2*.yaml"))
    commented = text()
    out = changed(qualcode, "merge", "barriere.tavshedspligt", "--into", "barriere.vente")
    (kept,) = finished.glob("codebook.2*.yaml")
    assert kept.name in out
    assert kept.read_text(encoding="utf-8") == commented
    assert "# om at vente" in text()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rename", "partner.skole"), "QC-US12"),
        (("move", "partner.skole"), "QC-US12"),
        (("split", "fremmer.tillid", "--into", "a", "b", "--name", "x"), "QC-US12"),
        (("retire", "intet"), "QC-CB10"),
        (("add", "", "--name", "Noget"), "QC-CB10"),
        (("move", "fremmer.tillid", "--under", "fremmer"), "QC-CB13"),
        (("rename", "partner.skole", "Skoler"), "QC-CB13"),
        (("retire", "partner.skole", "--version", "1"), "QC-CB12"),
        (("review", "--done", "zz"), "QC-CD05"),
    ],
)
def test_what_does_not_fit_is_refused(finished, text, qualcode, words, code):
    before = text()
    status, _, err = qualcode("codebook", *words)
    assert (status in (1, 2), code in err) == (True, True)
    assert text() == before


def test_a_retired_code_is_marked_in_the_tree(finished, qualcode):
    changed(qualcode, "retire", "partner.skole")
    (line,) = (line for line in changed(qualcode, "show").splitlines() if "Skoler" in line)
    assert line.endswith(", udgået")


@pytest.mark.parametrize(("data", "code"), [(None, "QC-SF01"), ("titel: Ærlig".encode("cp1252"), "QC-YM01")])
def test_a_codebook_that_cannot_be_read_is_named(finished, qualcode, data, code):
    file = finished / "codebook.yaml"
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    for words in (("update",), ("retire", "partner.skole")):
        status, _, err = qualcode("codebook", *words)
        assert (status, code in err, "codebook.yaml" in err) == (1, True, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_codebook_as_another_editor_saves_it_can_be_changed(finished, text, qualcode, encoding):
    """Windows saves "Unicode" as UTF-16, and lines end otherwise there; the store knows the same text again."""
    (finished / "codebook.yaml").write_bytes(text().replace("\n", "\r\n").encode(encoding))
    changed(qualcode, "retire", "partner.skole")
    assert read_codebook(finished / "codebook.yaml")["partner.skole"].retired
    assert qualcode("undo")[0] == 0
    assert not read_codebook(finished / "codebook.yaml")["partner.skole"].retired


def test_results_name_the_version_of_the_codebook(finished, qualcode):
    changed(qualcode, "rename", "partner.skole", "Folkeskoler")
    assert qualcode("run")[0] == 0
    with Study.open(finished) as study:
        assert study.coding_set().codebook_version == "1.1"
        assert study.matrix().basis.codebook_version == "1.1"
        assert study.agreement(["anna", "bo"]).codebook_version == "1.1"


def test_what_a_colleague_writes_meanwhile_is_not_written_over(finished, monkeypatch):
    """Two people change the tree in the same seconds: the second is told, and the first one's change stays whole."""
    with Study.open(finished, actor="anna") as study:
        plan = study.codes._plan

        def while_somebody_else_is_quicker(codes, *given):
            monkeypatch.undo()
            with Study.open(finished, actor="bo") as theirs:
                theirs.codes.rename("partner.skole", name="Folkeskoler")
            return plan(*given)

        monkeypatch.setattr(type(study.codes), "_plan", while_somebody_else_is_quicker)
        with pytest.raises(StaleStudyError) as refused:
            study.codes.retire("partner.psykiatri")
    assert refused.value.code == "QC-CB14"
    book = read_codebook(finished / "codebook.yaml")
    assert (book["partner.skole"].name, book["partner.psykiatri"].retired) == ("Folkeskoler", False)
    with Study.open(finished) as study:
        assert study.store.codebook().codebook == book


def test_a_code_that_nobody_has_is_no_empty_list(finished, qualcode):
    status, _, err = qualcode("codebook", "review", "--code", "fremmer.tilid")
    assert (status, "QC-SY07" in err) == (1, True)
    assert qualcode("codebook", "review", "--code", "fremmer.tillid")[0] == 0


def test_a_folder_is_no_table(finished, qualcode):
    status, _, err = qualcode("codings", "import", "data")
    assert (status, "no table is read from a folder" in err) == (1, True)


def test_a_version_that_was_undone_is_not_given_to_another_change(finished, qualcode):
    changed(qualcode, "rename", "partner.skole", "Folkeskoler")
    assert qualcode("undo")[0] == 0
    changed(qualcode, "rename", "partner.skole", "Skolerne")
    assert read_codebook(finished / "codebook.yaml").version == "1.2"
