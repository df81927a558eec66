"""The tree keeps its order and never has a code without its parent."""

import pytest

from qualcode.model import Code, Codebook, Coding, CodingSet, Span, in_branch, quantifier


def book(*ids):
    return Codebook("1", "da", "t", tuple(Code(i, i.upper()) for i in ids))


def test_subtree_leaves_and_children():
    tree = book("p", "p.a", "p.a.x", "p.b", "f")
    assert [c.id for c in tree.subtree("p.a")] == ["p.a", "p.a.x"]
    assert [c.id for c in tree.leaves("p")] == ["p.a.x", "p.b"]
    assert [c.id for c in tree.children()] == ["p", "f"]
    assert tree.path_names("p.a.x") == ["P", "P.A", "P.A.X"]


@pytest.mark.parametrize("ids", [("p", "p"), ("p.a",), ("p.a", "p")])
def test_a_code_twice_or_without_parent_is_refused(ids):
    with pytest.raises(ValueError, match="stands"):
        book(*ids)


def test_a_branch_is_not_a_prefix_of_letters():
    assert not in_branch("partnerskab.x", "partner")


def coding(code, coder="anna", document="d"):
    return Coding(code + coder, document, "v", Span(0, 1), code, coder)


def test_a_set_is_queried_by_subtree_and_coder():
    codings = CodingSet("s", (coding("p.a"), coding("p.b", "bo"), coding("f.a")), "1")
    assert [c.code for c in codings.where(branch="p")] == ["p.a", "p.b"]
    assert [c.code for c in codings.where(branch="p", coder="bo")] == ["p.b"]
    assert codings.where(code="p").codings == ()
    assert codings.coders == ("anna", "bo")


@pytest.mark.parametrize(
    ("sites", "of", "word"),
    [
        (6, 6, "alle"),
        (2, 2, "begge"),
        (1, 1, "en enkelt"),
        (8, 10, "de fleste"),
        (6, 10, "flere"),
        (3, 10, "nogle"),
        (0, 6, ""),
    ],
)
def test_quantifier_words_for_other_numbers_of_sites(sites, of, word):
    assert quantifier(sites, of, language="da") == word


def test_the_studys_own_word_wins():
    assert quantifier(5, 6, language="da", words={5: "næsten alle"}) == "næsten alle"
