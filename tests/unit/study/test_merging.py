"""Two folders of one study: their stores are merged, their files are compared, and nothing of the other is touched."""

import shutil

import pytest

from qualcode.errors import CodebookError, StoreError, StudyLayoutError
from qualcode.store.merging import FileDifference
from qualcode.study import Study
from qualcode.study.merging import merge_with
from unit.assist.made_up import POLITI, SKOLE
from unit.study import small_study
from unit.study.double_coded import MARK, build, code


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """A study that was prepared and is now handed out to two coders."""
    return build(tmp_path_factory.mktemp("merging") / "study")


@pytest.fixture
def folders(handed_out, tmp_path):
    """Anna's copy and bo's."""
    return [small_study.copy(handed_out, tmp_path / name) for name in ("anna", "bo")]


@pytest.fixture
def two(folders):
    """Both copies, open."""
    with Study.open(folders[0], actor="anna") as ours, Study.open(folders[1], actor="bo") as theirs:
        yield ours, theirs


def contents(folder):
    """Return every file of a folder."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by(study, coder):
    return [(one.document, one.span, one.code) for one in study.codings(coder=coder)]


@pytest.mark.parametrize("named", ["folder", "study.yaml", "store", "backup"])
def test_the_other_copy_is_named_by_its_folder_or_a_file(two, folders, tmp_path, named):
    ours, theirs = two
    code(ours, "anna", 2, POLITI)
    code(theirs, "bo", 2, POLITI)
    code(theirs, "bo", 3, SKOLE, memo=MARK)
    other = {
        "folder": folders[1],
        "study.yaml": folders[1] / "study.yaml",
        "store": folders[1] / "data/study.db",
        "backup": tmp_path / "bo.db",
    }[named]
    theirs.backup(tmp_path / "bo.db")
    before = contents(folders[1])
    report = merge_with(ours, other)
    assert contents(folders[1]) == before
    assert (report.taken, report.conflicts, report.files) == (2, (), ())
    assert by(ours, "bo") == by(theirs, "bo")
    assert len(by(ours, "anna")) == 1
    assert ours.check() == []
    ours.undo()
    assert by(ours, "bo") == []


def test_a_conflict_says_in_which_turn_it_is(two, folders):
    """As a spreadsheet of codings counts them: from 1, the interviewer's turns too."""
    ours, theirs = two
    for study, memo in ((ours, "a"), (theirs, "b")):
        code(study, "anna", 3, SKOLE, memo=MARK + memo)
    (found,) = merge_with(ours, folders[1]).conflicts
    assert (found.document, found.segment, found.code, found.coder) == ("doc-1", 3, SKOLE, "anna")
    row = merge_with(ours, folders[1]).to_frame().iloc[0]
    assert (row["segment"], row["start"], row["why"]) == (3, found.span.start, "both_changed")


def test_no_turn_is_named_on_a_text_that_is_not_ours(two, folders):
    ours, theirs = two
    code(ours, "anna", 3, SKOLE)
    small_study.review(ours, "replace")
    one = code(theirs, "bo", 3, SKOLE)
    report = merge_with(ours, folders[1])
    assert [(found.why, found.count, found.segment) for found in report.conflicts] == [
        ("texts_differ", 1, None)
    ]
    assert one[0].id not in {found.id for found in ours.codings()}


def test_a_dry_run_changes_no_file_of_either(two, folders):
    ours, theirs = two
    code(theirs, "bo", 2, POLITI)
    before = [contents(folder) for folder in folders]
    report = merge_with(ours, folders[1], dry_run=True)
    assert (report.taken, report.revision, report.dry_run) == (1, None, True)
    assert [contents(folder) for folder in folders] == before


# -- the codebook ------------------------------------------------------------------------------------------------------

NEW = "partner.naboer"


def add_code(folder):
    """Let somebody write a new code into codebook.yaml."""
    path = folder / "codebook.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("children:", text.index("id: partner")) + len("children:\n")
    indent = text[at : text.index("-", at)]
    path.write_text(f"{text[:at]}{indent}- id: naboer\n{indent}  name: Naboer\n{text[at:]}", encoding="utf-8")


@pytest.fixture
def new_code(two, folders):
    """Bo wrote a new code into his codebook and used it."""
    ours, theirs = two
    add_code(folders[1])
    theirs.reload()
    theirs.update_codebook()
    code(theirs, "bo", 2, NEW, POLITI)
    return ours, folders


def test_codings_wait_until_the_codebook_is_taken_over(new_code):
    """The message says so; copying codebook.yaml and merging again is all there is to do."""
    ours, folders = new_code
    report = merge_with(ours, folders[1])
    assert [(one.why, one.code, one.count) for one in report.conflicts] == [("unknown_code", NEW, 1)]
    assert report.files == (FileDifference("codebook.yaml", "codes", there=1),)
    shutil.copy(folders[1] / "codebook.yaml", folders[0] / "codebook.yaml")
    ours.reload()
    would = merge_with(ours, folders[1], dry_run=True)
    assert (would.taken, would.conflicts, ours.store.codebook().number) == (1, (), 1)
    report = merge_with(ours, folders[1])
    assert (report.taken, report.conflicts, report.files) == (1, (), ())
    assert by(ours, "bo")[0][2] == NEW
    assert ours.store.codebook().number == 2


def test_a_copy_that_is_refused_leaves_the_codebook_unstored(new_code, tmp_path):
    ours, folders = new_code
    shutil.copy(folders[1] / "codebook.yaml", folders[0] / "codebook.yaml")
    ours.reload()
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + bytes(200))
    with pytest.raises(StoreError):
        merge_with(ours, tmp_path / "broken.db")
    assert ours.store.codebook().number == 1


def test_a_codebook_that_cannot_be_read_is_ours_to_mend_first(two, folders):
    ours, _ = two
    (folders[0] / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    ours.reload()
    with pytest.raises(CodebookError):
        merge_with(ours, folders[1])


# -- the other files ---------------------------------------------------------------------------------------------------


def changed(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda folder: None, None),
        (
            lambda folder: changed(folder / "data/speakers.csv", "informant,boern", "informant,voksen"),
            FileDifference("data/speakers.csv", "speakers", differ=2),
        ),
        (
            lambda folder: changed(folder / "data/interviews.csv", "doc-2,", "doc-3,"),
            FileDifference("data/interviews.csv", "interviews", here=1, there=1),
        ),
        (
            lambda folder: changed(folder / "study.yaml", "vold", "noget andet"),
            FileDifference("study.yaml", "settings", differ=1),
        ),
        (
            lambda folder: (folder / "data/speakers.csv").unlink(),
            FileDifference("data/speakers.csv", "file", here=1),
        ),
        (
            lambda folder: (folder / "codebook.yaml").write_text("codes: [", encoding="utf-8"),
            FileDifference("codebook.yaml", "file", error="QC-CB01"),
        ),
    ],
    ids=["nothing", "speakers", "interviews", "settings", "missing", "broken"],
)
def test_what_differs_in_the_files_is_counted_and_the_stores_are_merged_all_the_same(
    two, folders, change, difference
):
    ours, theirs = two
    code(theirs, "bo", 2, POLITI)
    change(folders[1])
    before = contents(folders[0]).keys()
    report = merge_with(ours, folders[1])
    assert report.taken == 1
    assert report.files == (() if difference is None else (difference,))
    assert contents(folders[0]).keys() == before


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_a_folder_without_a_study_is_refused_also_where_one_lies_above_it(two, folders):
    """`qualcode merge data` in the study's own folder is a slip, not a wish to merge it with itself."""
    ours, _ = two
    for folder in (folders[0] / "data", folders[0].parent):
        with pytest.raises(StudyLayoutError) as error:
            merge_with(ours, folder)
        assert error.value.code == "QC-MG05"


def test_the_study_itself_is_refused(two, folders):
    with pytest.raises(StoreError) as error:
        merge_with(two[0], folders[0])
    assert error.value.code == "QC-MG01"


def test_a_copy_in_which_nothing_was_imported_is_refused(two, folders):
    two[1].close()
    (folders[1] / "data/study.db").unlink()
    with pytest.raises(StoreError) as error:
        merge_with(two[0], folders[1])
    assert error.value.code == "QC-ST01"


def test_another_study_is_refused(two, tmp_path):
    other = tmp_path / "other"
    with Study.create_example(other) as study:
        study.import_documents(other / "data/transcripts")
    with pytest.raises(StoreError) as error:
        merge_with(two[0], other)
    assert error.value.code == "QC-MG03"
