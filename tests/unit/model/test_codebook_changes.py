"""Changes of a codebook: what becomes of codes, and that every coding is accounted for whatever is done."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import CodebookError
from qualcode.model import Code, Codebook
from qualcode.model.codebook_changes import (
    Add,
    Merge,
    Move,
    Redefine,
    ReId,
    Rename,
    Retire,
    Split,
    apply,
    next_version,
    reworded,
)
from qualcode.model.succession import changes_between, plan

BOOK = Codebook(
    "1",
    "da",
    "Prøve",
    (
        Code("partner", "Partnere", codable=False),
        Code("partner.skole", "Skole", "Skolen som part."),
        Code("partner.politi", "Politi"),
        Code("partner.kirke", "Kirke"),
        Code("tema", "Tema"),
        Code("tema.tid", "Tid"),
    ),
)
USED = ["partner.skole", "partner.skole", "partner.politi", "tema", "tema.tid"]


def after(*changes):
    return apply(BOOK, changes)


def ids(book):
    return [code.id for code in book]


def test_a_new_code_stands_last_below_its_parent_and_touches_no_coding():
    new = after(Add(Code("partner.praksis", "Praksis")))
    assert ids(new)[3:6] == ["partner.kirke", "partner.praksis", "tema"]
    assert plan(changes_between(BOOK, new), USED).stays == len(USED)


def test_another_name_touches_no_coding():
    new = after(Rename("partner.skole", "Skoler"))
    assert new["partner.skole"].name == "Skoler"
    assert plan(changes_between(BOOK, new), USED).stays == len(USED)


def test_codings_follow_another_id_with_all_below_it():
    became = changes_between(BOOK, after(ReId("tema", "emne")))
    assert dict(became.follows) == {"tema": "emne", "tema.tid": "emne.tid"}
    assert plan(became, USED).follows == 2


def test_codings_follow_a_move():
    new = after(Move("tema.tid", "partner"))
    assert ids(new) == ["partner", "partner.skole", "partner.politi", "partner.kirke", "partner.tid", "tema"]
    assert dict(changes_between(BOOK, new).follows) == {"tema.tid": "partner.tid"}
    assert ids(after(Move("partner.skole", "")))[-1] == "skole"


def test_two_codes_become_one_and_it_is_recorded():
    new = after(Merge(("partner.skole", "partner.politi"), "partner.offentlige", "Offentlige"))
    became = changes_between(BOOK, new)
    assert dict(became.merged) == {"partner.offentlige": ("partner.skole", "partner.politi")}
    assert new["partner.offentlige"].definition == "Skolen som part."
    assert (plan(became, USED).follows, plan(became, USED).reread) == (3, 0)


def test_a_code_can_take_up_another_one_and_keeps_its_own():
    became = changes_between(BOOK, after(Merge(("partner.politi",), "partner.skole")))
    assert dict(became.merged) == {"partner.skole": ("partner.skole", "partner.politi")}
    assert plan(became, USED).follows == 1


def test_a_split_code_is_retired_and_its_codings_are_read_again():
    new = after(
        Split(
            "partner.skole",
            ("partner.folkeskole", "partner.privatskole"),
            {"partner.folkeskole": "Folkeskole"},
        )
    )
    became = changes_between(BOOK, new)
    assert new["partner.skole"].retired
    assert new["partner.folkeskole"].name == "Folkeskole"
    assert dict(became.splits) == {"partner.skole": ("partner.folkeskole", "partner.privatskole")}
    assert (plan(became, USED).reread, became.reason("partner.skole")) == (2, "split")


def test_a_code_that_parts_with_some_of_its_meaning_stays_in_use():
    new = after(Split("partner.skole", ("partner.skole", "partner.privatskole")))
    assert not new["partner.skole"].retired
    assert plan(changes_between(BOOK, new), USED).reread == 2


def test_a_split_is_said_once_and_not_again_with_the_next_version():
    first = after(Split("partner.skole", ("partner.folkeskole", "partner.privatskole")))
    second = apply(first, [Rename("tema", "Emne")])
    assert not changes_between(first, second).splits
    assert changes_between(BOOK, second).splits


def test_what_is_left_of_a_split_code_can_be_merged_or_moved():
    first = after(Split("partner.skole", ("partner.folkeskole", "partner.privatskole")))
    merged = apply(first, [Merge(("partner.skole",), "partner.folkeskole")])
    assert dict(changes_between(first, merged).follows) == {"partner.skole": "partner.folkeskole"}
    moved = apply(first, [Move("partner.skole", "tema")])
    assert dict(changes_between(first, moved).follows) == {"partner.skole": "tema.skole"}
    assert moved.today("partner.skole") == "tema.skole"


def test_a_code_that_another_melts_into_is_not_split_by_what_that_one_once_was():
    """Codings of politi were sure before, and are so after it has taken in what was left of skole."""
    first = after(Split("partner.skole", ("partner.folkeskole", "partner.privatskole")))
    merged = apply(first, [Merge(("partner.skole",), "partner.politi")])
    became = changes_between(first, merged)
    assert dict(became.follows) == {"partner.skole": "partner.politi"}
    assert (dict(became.splits), became.fate("partner.politi")) == ({}, "stays")
    assert dict(changes_between(BOOK, merged).follows) == {"partner.skole": "partner.politi"}
    assert not changes_between(BOOK, merged).splits
    assert not changes_between(merged, apply(merged, [Rename("tema", "Emne")])).splits


def test_a_retired_code_keeps_its_codings_and_can_come_back():
    new = after(Retire("partner.skole"))
    assert (new["partner.skole"].usable, plan(changes_between(BOOK, new), USED).stays) == (False, len(USED))
    assert apply(new, [Retire("partner.skole", retired=False)])["partner.skole"].usable


def test_another_definition_is_read_again_and_another_wording_is_not():
    changes = [Redefine("partner.skole", definition="Kun folkeskolen.")]
    assert plan(changes_between(BOOK, apply(BOOK, changes)), USED).reread == 2
    changes = [Redefine("partner.skole", definition="Skolen som part i sagen.", reworded=True)]
    became = changes_between(BOOK, apply(BOOK, changes), reworded=reworded(changes))
    assert plan(became, USED).stays == len(USED)
    cues = apply(BOOK, [Redefine("partner.skole", cues=("skolen",))])
    assert plan(changes_between(BOOK, cues), USED).stays == len(USED)


def test_a_code_that_is_gone_without_a_word_is_never_guessed():
    codes = [code for code in BOOK if code.id != "partner.skole"]
    new = Codebook("2", "da", "Prøve", (*codes, Code("skoler", "Skole", "Skolen  som part.")))
    became = changes_between(BOOK, new)
    assert (became.gone, dict(became.follows)) == (("partner.skole",), {})
    assert dict(became.proposals) == {"partner.skole": "skoler"}
    assert plan(became, USED).lost == 2


def test_was_that_names_nothing_is_noticed():
    new = Codebook("2", "da", "Prøve", (*BOOK.codes, Code("ny", "Ny", was=("partner.skoel",))))
    assert dict(changes_between(BOOK, new).unknown) == {"ny": ("partner.skoel",)}


@pytest.mark.parametrize(
    "change",
    [
        Add(Code("partner.skole", "Noget")),
        Add(Code("nogen.skole", "Noget")),
        Add(Code("partner.x", "Skole")),
        Rename("partner.skole", "politi"),
        Rename("intet", "Noget"),
        ReId("partner.skole", "politi"),
        Move("partner", "partner.skole"),
        Move("tema.tid", "intet"),
        Merge(("partner.skole",), "partner.ny"),
        Merge(("tema", "partner.skole"), "partner.politi"),
        Split("partner.skole", ("partner.ny",)),
        Split("partner", ("a", "b")),
        Retire("intet"),
        Retire("partner"),
        Add(Code("", "Noget")),
        Add(Code("partner.", "Noget")),
        Add(Code("partner.et ord", "Noget")),
        Add(Code("partner.ny", " ")),
        ReId("partner.skole", "partner.ny"),
        Rename("partner.skole", ""),
        Merge(("partner.skole", "partner.politi"), "partner.to ord"),
        Split("partner.skole", ("", "partner.ny")),
    ],
)
def test_what_does_not_fit_is_refused(change):
    with pytest.raises(CodebookError) as error:
        after(change)
    assert error.value.code == "QC-CB10"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([Rename("partner.skoel", "Skole")], "no code 'partner.skoel'.*Closest: 'partner.skole'"),
        ([ReId("partner.skole", "skoler"), Retire("partner.skole")], "'partner.skole' is now partner.skoler"),
        ([ReId("partner.skole", "partner.skoler")], "last part"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(changes, said):
    with pytest.raises(CodebookError) as error:
        after(*changes)
    assert re.search(said, str(error.value))


def test_an_id_that_another_code_had_is_not_given_again():
    with pytest.raises(CodebookError, match="belonged to an earlier code"):
        after(ReId("partner.skole", "skoler"), Add(Code("partner.skole", "Noget andet")))
    back = after(ReId("partner.skole", "skoler"), ReId("partner.skoler", "skole"))
    assert ids(back) == ids(BOOK)


def test_a_branch_is_not_left_empty():
    with pytest.raises(CodebookError, match="nothing below it"):
        after(*(Move(code, "tema") for code in ("partner.skole", "partner.politi", "partner.kirke")))


def test_versions_are_counted_on():
    assert [next_version(one) for one in ("1", "1.9", "2.0.3", "maj", "1.x")] == [
        "1.1",
        "1.10",
        "2.0.4",
        "maj.1",
        "1.x.1",
    ]


def test_what_a_file_calls_by_an_earlier_name_is_found():
    book = apply(
        after(ReId("partner.skole", "skoler")), [Merge(("partner.skoler", "partner.kirke"), "partner.huse")]
    )
    assert [book.today(code) for code in ("partner.skole", "partner.skoler", "partner.kirke", "tema")] == [
        "partner.huse",
        "partner.huse",
        "partner.huse",
        "tema",
    ]


@st.composite
def changes(draw, book):
    """Draw a change that may or may not fit the tree."""
    some = st.sampled_from(ids(book))
    new = draw(st.sampled_from("abcdef"))
    parent = draw(st.one_of(st.just(""), some))
    full = f"{parent}.{new}" if parent else new
    return draw(
        st.one_of(
            st.just(Add(Code(full, new.upper()))),
            st.builds(Rename, some, st.just(f"Navn {new}")),
            st.builds(ReId, some, st.just(new)),
            st.builds(Move, some, st.just(parent)),
            st.builds(Merge, st.tuples(some, some), st.one_of(some, st.just(full)), st.just(f"Fælles {new}")),
            st.builds(Split, some, st.tuples(st.just(full), st.one_of(some, st.just(f"{full}x")))),
            st.builds(Retire, some),
            st.builds(Redefine, some, st.just(f"Det er {new}.")),
        )
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_coding_is_accounted_for_whatever_is_done(data):
    """Followed, read again and staying are all, none is lost, and each stands under a code that is there."""
    book, used = BOOK, Counter(USED)
    for _ in range(data.draw(st.integers(1, 6))):
        try:
            new = apply(book, [data.draw(changes(book))])
        except CodebookError:
            continue
        what = plan(changes_between(book, new), used.elements())
        assert what.stays + what.follows + what.reread == what.codings == used.total()
        assert what.lost == 0
        moved = Counter()
        for code, n in used.items():
            moved[what.succession.today(code)] += n
        assert all(code in new and new[code].codable for code in moved)
        book, used = new, moved
    # From the first version to the last, too, codings of a code lead to one that is there or are read again.
    far = changes_between(BOOK, book)
    assert not [code for code in far.gone if code in USED and far.fate(code) != "lost"]
