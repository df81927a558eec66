import hashlib
import json
import re
import stat
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.assist import modelfile_bytes
from qualcode.assist.codetexts import code_texts
from qualcode.assist.modelfile import load_model, save_model
from qualcode.assist.suggester import METHOD, TextSuggester
from qualcode.assist.values import SegmentText
from qualcode.assist.vectors import features_of, items_of
from qualcode.errors import UserError
from qualcode.model import Code, Codebook, Coding, Decision, Segment, Span, Suggestion

BOOK = Codebook(
    "1.0",
    "da",
    "Eksempel",
    (
        Code("partner", "Partnere", codable=False),
        Code("partner.politi", "Politi", cues=("politi", "betjent")),
        Code("partner.skole", "Skole", cues=("skole", "lærer")),
        Code("fremmer", "Fremmer", codable=False),
        Code("fremmer.tillid", "Tillid", definition="De har tillid til hverandre."),
        Code("fremmer.forum", "Fast forum"),
    ),
)
POLITI, SKOLE, TILLID, FORUM = "partner.politi", "partner.skole", "fremmer.tillid", "fremmer.forum"
CODES = (POLITI, SKOLE, TILLID, FORUM)
ABOUT = {
    "segmentation": "turns",
    "segmentation_method": "turn/1",
    "suggested": 5,
    "share": 0.5,
    "blind": False,
}
NAME = "Xerxesina Kvistgaard"

SAID = (
    ("Vi ringer bare til en betjent, når det haster.", POLITI),
    ("Hos os kommer politiet forbi hver torsdag.", POLITI),
    ("Lærerne på skolen fortæller os om børnene.", SKOLE),
    ("Så holder vi et møde med skolens leder.", SKOLE),
    ("Man tør sige tingene, som de er.", TILLID),
    ("Vi kender hverandre og stoler på aftalerne.", TILLID),
    ("Det var en lang dag med regn.", ""),
    ("Kaffen er kold, men bordet er dækket.", ""),
)
ASKED = "Hvem taler I med?"


def interview(document, said=SAID, site=None):
    """Return segments and codings of an interview; each segment fills 100 code points of it."""
    segments, codings = [], []
    for number, (text, code) in enumerate(said, start=1):
        span = Span(100 * number, 100 * number + 99)
        place = Segment(
            document, "v1", number, span, number, f"{document}-1", "informant", "boern", site or document[0]
        )
        segments.append(SegmentText(place, text, question=ASKED))
        if code:
            codings.append(Coding(f"{document}{number}", document, "v1", span, code, "anna"))
    return segments, codings


def study(*interviews):
    """Return the segments and the codings of several interviews."""
    return [one for segments, _ in interviews for one in segments], [
        one for _, codings in interviews for one in codings
    ]


def fitted(*interviews, book=BOOK, **options):
    segments, codings = study(*interviews)
    return TextSuggester(**options).fit(segments, codings, book), segments


def saved(tmp_path, model, segments, **about):
    path = tmp_path / "model"
    save_model(model, path, segments=segments, about=ABOUT | about)
    return path


def through_a_file(tmp_path, model, segments, *, book=BOOK, encoder=None):
    return load_model(saved(tmp_path, model, segments), codebook=book, encoder=encoder)[0]


EVERYWHERE = [interview(name) for name in ("a1", "b1", "c1", "d1")]
NEW = interview(
    "z1", [*SAID[2:6], ("Politiet og skolen stoler på hverandre.", ""), ("Ukendte vendinger her.", "")]
)[0]


@pytest.fixture(scope="module")
def shared():
    """A model of interviews in which all say the same."""
    return fitted(*EVERYWHERE)


@pytest.fixture(scope="module")
def file(shared, tmp_path_factory):
    model, segments = shared
    return saved(tmp_path_factory.mktemp("models"), model, segments)


def refusal(path, *, book=BOOK, encoder=None):
    with pytest.raises(UserError) as caught:
        load_model(path, codebook=book, encoder=encoder)
    return caught.value


# What a file keeps


def test_where_all_words_are_shared_a_loaded_model_predicts_what_the_fitted_one_does(shared, file):
    model, _ = shared
    loaded, _ = load_model(file, codebook=BOOK)
    expected = model.predict_proba(NEW)
    assert np.abs(loaded.predict_proba(NEW) - expected).max() < 1e-6
    assert expected.std() > 0.05  # otherwise anything would do
    one = NEW[:1]  # alone: the other rule
    assert np.abs(loaded.predict_proba(one) - model.predict_proba(one)).max() < 1e-6


def test_a_loaded_model_suggests_explains_and_names_branches_as_the_fitted_one(shared, file):
    model, _ = shared
    loaded, info = load_model(file, codebook=BOOK)
    ours, theirs = (one.suggest(NEW, explain=True) for one in (loaded, model))
    for own, other in zip(ours, theirs, strict=True):
        assert [(s.code, s.suggested) for s in own.suggestions] == [
            (s.code, s.suggested) for s in other.suggestions
        ]
        assert own.branch == other.branch
        assert all(s.model == info.version for s in own.suggestions)
    assert any(
        "betjent" in s.evidence
        for one in loaded.suggest(EVERYWHERE[0][0], explain=True)
        for s in one.suggestions
    )


def test_a_model_of_the_codebook_alone_is_kept_too(tmp_path):
    model = TextSuggester().fit([], [], BOOK)
    loaded = through_a_file(tmp_path, model, [])
    assert np.abs(loaded.predict_proba(NEW) - model.predict_proba(NEW)).max() < 1e-6
    assert loaded.threshold_ is None


def test_the_file_says_what_it_was_made_with_and_counts_what_it_was_made_from(shared, file):
    model, _ = shared
    _, info = load_model(file, codebook=BOOK)
    assert info.about == ABOUT
    assert info.trained_on == {"segments": 32, "documents": 4, "sites": 4, "read": 24, "codings": 24}
    assert (info.method, info.language, info.seed, info.codes) == (METHOD, "da", 0, CODES)
    assert info.threshold == model.threshold_
    assert info.codebook_version == "1.0"
    assert info.same_codebook
    assert info.version.startswith(METHOD)


def test_the_same_model_gives_the_same_bytes_and_another_seed_another_name(shared, file, tmp_path):
    model, segments = fitted(*EVERYWHERE)
    assert saved(tmp_path, model, segments).read_bytes() == file.read_bytes()
    other, _ = fitted(*EVERYWHERE, seed=1)
    changed = saved(tmp_path, other, segments)
    assert load_model(changed, codebook=BOOK)[1].version != load_model(file, codebook=BOOK)[1].version


def test_only_the_owner_may_read_it_and_nothing_else_is_left(shared, tmp_path):
    path = saved(tmp_path, *shared)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


# What a file does not keep


def with_name(*documents):
    """Return five interviews at five sites, and say a rare name in some."""
    said = [*SAID, (f"Så ringede {NAME} til mig.", POLITI)]
    return [interview(name, said if name in documents else SAID) for name in ("a1", "b1", "c1", "d1", "e1")]


def said_of(name, other="Qwxz Zxqwv"):
    """Return what a model hears with a name and with words that nobody ever said in its place."""
    return (interview("z1", [(f"Betjenten og {one} stoler på hverandre.", "")])[0] for one in (name, other))


def kept_features(model):
    return [set(columns.tolist()) for columns in model.vectors_.columns]


def features_in(texts):
    found = set(), set()
    for text in texts:
        for item in items_of(text):
            for block, features in zip(found, features_of(item, "da"), strict=True):
                block.update(features)
    return found


@pytest.mark.parametrize("documents", [["a1"], ["a1", "b1"]])
def test_a_name_from_one_or_two_interviews_has_no_weight(tmp_path, documents):
    model, segments = fitted(*with_name(*documents))
    spoken, unspoken = said_of(NAME)
    assert not np.array_equal(model.predict_proba(spoken), model.predict_proba(unspoken))
    loaded = through_a_file(tmp_path, model, segments)
    assert np.array_equal(loaded.predict_proba(spoken), loaded.predict_proba(unspoken))


def test_a_hash_is_kept_only_for_words_that_three_interviews_or_the_codebook_have(tmp_path):
    model, segments = fitted(*with_name("a1", "b1"))
    loaded = through_a_file(tmp_path, model, segments)
    kept = kept_features(loaded)
    assert all(kept)
    learned = [*(text for text, _ in SAID), *(text for _, text in code_texts(BOOK, CODES))]
    for own, least, most in zip(kept, features_in(learned), features_in([*learned, ASKED]), strict=True):
        assert least <= own <= most


def test_a_word_of_three_interviews_is_kept(tmp_path):
    model, segments = fitted(*with_name("a1", "b1", "c1"))
    spoken, unspoken = said_of(NAME)
    loaded = through_a_file(tmp_path, model, segments)
    assert not np.array_equal(loaded.predict_proba(spoken), loaded.predict_proba(unspoken))


def test_a_word_of_one_town_is_dropped_however_many_interviews_have_it(tmp_path):
    said = [*SAID, (f"Så ringede {NAME} til mig.", POLITI)]
    town = [interview(name, said, site="a") for name in ("a1", "a2", "a3")]
    model, segments = fitted(*town, interview("b1"), interview("c1"))
    spoken, unspoken = said_of(NAME)
    loaded = through_a_file(tmp_path, model, segments)
    assert np.array_equal(loaded.predict_proba(spoken), loaded.predict_proba(unspoken))


def test_a_pair_of_common_words_that_one_person_put_together_is_dropped(tmp_path):
    rare = ("Kaffen tør bordet, politiet regn skolen.", POLITI)
    model, segments = fitted(interview("a1", [*SAID, rare]), *EVERYWHERE[1:])
    loaded = through_a_file(tmp_path, model, segments)
    (pair,) = features_of(("politiet", "regn"), "da")[1]
    assert pair in kept_features(model)[1]
    assert pair not in kept_features(loaded)[1]


def test_no_word_of_an_interview_and_no_name_of_a_document_stands_in_the_file(tmp_path):
    named = [
        interview(f"samtale-{name}", [*SAID, (f"Så ringede {NAME}.", POLITI)], site=f"kommune-{name}")
        for name in "abcd"
    ]
    path = saved(tmp_path, *fitted(*named))
    _, header, body = path.read_bytes().split(b"\n", 2)
    texts = [one.text for one in study(*named)[0]] + [ASKED, NAME, "samtale", "kommune", "anna"]
    own = {word for text in texts for word in re.findall(r"\w{4,}", text.lower())}
    assert {"xerxesina", "samtale", "ringer", "betjent"} <= own
    assert own & set(re.findall(r"[^\W_]+", header.decode().lower())) <= set(
        re.findall(r"\w+", " ".join(CODES))
    )
    for word in own:
        for form in (word, word.title(), word.upper()):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "cp037"):
                assert form.encode(encoding, "ignore") not in body


def rare(at):
    """Return interviews in which two people use a code once, on what ``at`` says, and three use the others."""
    texts = [(text, FORUM if number == at else code) for number, (text, code) in enumerate(SAID)]
    return [interview("a1", texts), interview("b1", texts), *EVERYWHERE[2:]]


def test_weights_of_a_code_that_two_interviews_have_say_nothing_of_the_passages(tmp_path):
    column = CODES.index(FORUM)
    models = [fitted(*rare(at)) for at in (6, 7)]
    fresh = [model.coef_[:, column] for model, _ in models]
    assert np.abs(fresh[0] - fresh[1]).max() > 0.01
    kept = [through_a_file(tmp_path, *one).coef_[:, column] for one in models]
    assert np.array_equal(kept[0], kept[1])
    assert np.abs(kept[0]).max() > 0.01  # what the codebook says of it


def test_weights_of_a_code_that_one_person_rejected_say_nothing_of_the_passage(tmp_path):
    segments, codings = study(*EVERYWHERE)
    columns = []
    for at in (6, 7):
        place = segments[at].segment
        proposed = Suggestion("s", "a1", "v1", place.number, place.span, FORUM, 0.5, 1, True, "m")
        decision = Decision("d", proposed, "reject", "anna")
        model = TextSuggester().fit(segments, codings, BOOK, decisions=[decision])
        columns.append(through_a_file(tmp_path, model, segments).coef_[:, CODES.index(FORUM)])
    assert np.array_equal(columns[0], columns[1])


def test_a_loaded_model_knows_no_segment(tmp_path):
    model, segments = fitted(*(interview(f"samtale-{name}") for name in "abcd"))
    loaded = through_a_file(tmp_path, model, segments)
    assert "samtale" in str(vars(model))
    assert "samtale" not in str(vars(loaded))
    assert loaded.passages_.shape[0] == len(loaded.left_out_) == len(loaded.left_out_probability_) == 0
    assert not any(one.passages for one in loaded.explain(NEW, 0, CODES))


def test_a_loaded_model_is_not_saved_again_without_knowing_which_words_are_shared(shared, file, tmp_path):
    loaded, _ = load_model(file, codebook=BOOK)
    with pytest.raises(UserError, match="QC-MF11"):
        save_model(loaded, tmp_path / "again", segments=NEW, about={})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "about",
    [
        {"note": "x" * 101},
        {"note": "to\nlinjer"},
        {"Navn Navnesen": 1},
        {"settings": {"note": "deeper"}},
        {"share": float("nan")},
        {f"a{number}": 1 for number in range(51)},
    ],
)
def test_only_short_settings_are_saved_with_a_model(shared, tmp_path, about):
    model, segments = shared
    with pytest.raises(UserError, match="QC-MF10") as caught:
        save_model(model, tmp_path / "model", segments=segments, about=about)
    assert "Navnesen" not in str(caught.value)
    assert not list(tmp_path.iterdir())


# Another study


def test_a_codebook_with_other_codes_is_refused_and_both_versions_are_named(file):
    other = Codebook("2.0", "da", "", (*BOOK.codes[:-1], Code("fremmer.chef", "Chef")))
    error = refusal(file, book=other)
    assert error.code == "QC-MF08"
    assert all(part in str(error) for part in ("fremmer.chef", FORUM, "'1.0'", "'2.0'"))


def test_the_order_of_the_codebook_does_not_matter(file):
    turned = Codebook("1.1", "da", "", (*BOOK.codes[3:], *BOOK.codes[:3]))
    ours, theirs = (load_model(file, codebook=book)[0] for book in (turned, BOOK))
    assert ours.codes_ != theirs.codes_
    order = [ours.codes_.index(code) for code in theirs.codes_]
    assert np.allclose(ours.predict_proba(NEW)[:, order], theirs.predict_proba(NEW))


def test_a_codebook_that_says_something_else_of_a_code_can_be_told(file):
    said = replace(BOOK.codes[1], definition="Kun kriminalpolitiet.")
    reworded = Codebook("1.0", "da", "", (BOOK.codes[0], said, *BOOK.codes[2:]))
    coloured = Codebook("9", "da", "", tuple(replace(code, color="#ff0000") for code in BOOK))
    assert not load_model(file, codebook=reworded)[1].same_codebook
    assert load_model(file, codebook=coloured)[1].same_codebook


class Lengths:
    """An encoder that knows how long a text is."""

    def __init__(self, name="lengths@1", width=3):
        self.name, self._width = name, width

    def encode(self, texts):
        rows = np.array([[len(text) % 7, 1, *[0.5] * (self._width - 2)] for text in texts], np.float32)
        rows = rows.reshape(len(texts), self._width)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_model_with_an_encoder_needs_the_same_encoder(tmp_path):
    model, segments = fitted(*EVERYWHERE, encoder=Lengths())
    loaded = through_a_file(tmp_path, model, segments, encoder=Lengths())
    assert np.abs(loaded.predict_proba(NEW) - model.predict_proba(NEW)).max() < 1e-6
    path = saved(tmp_path, model, segments)
    for other in (None, Lengths("lengths@2"), Lengths(width=4)):
        assert refusal(path, encoder=other).code == "QC-MF09"


# Files that are not what they should be


def parts_of(data):
    """Return the first line, the header and the arrays' bytes."""
    first, line, rest = data.split(b"\n", 2)
    return first, json.loads(line), rest[:-32]


def sealed(first, header, body):
    line = header if isinstance(header, bytes) else json.dumps(header, sort_keys=True).encode()
    data = first + b"\n" + line + b"\n" + body
    return data + hashlib.sha256(data).digest()


def array_at(header, name):
    """Return where an array's bytes begin."""
    start = 0
    for other, kind, shape in header["arrays"]:
        if other == name:
            return start
        start += int(kind[-1]) * int(np.prod(shape))
    raise KeyError(name)


def with_number(data, name, number, kind, at=0):
    first, header, body = parts_of(data)
    place = array_at(header, name) + at * int(kind[-1])
    new = np.array([number], kind).tobytes()
    return sealed(first, header, body[:place] + new + body[place + len(new) :])


def with_header(data, **changes):
    first, header, body = parts_of(data)
    return sealed(first, header | changes, body)


def with_array(data, number, *, name=None, kind=None, shape=None):
    first, header, body = parts_of(data)
    old = header["arrays"][number]
    header["arrays"][number] = [name or old[0], kind or old[1], old[2] if shape is None else shape]
    return sealed(first, header, body)


def without_codebook_hash(data):
    first, header, body = parts_of(data)
    del header["codebook_sha256"]
    return sealed(first, header, body)


def with_line(data, line):
    first, _, body = parts_of(data)
    return sealed(first, line, body)


def twice(data):
    return data.split(b"\n", 2)[1].replace(b'{"about"', b'{"seed": 0, "about"')


def with_rows_of_zeros(data):
    """Return a small file that claims a model of 8 GB: all columns there are, and no weights."""
    first, header, _ = parts_of(data)
    codes = [f"kode{number}" for number in range(500)]
    shapes = {"characters": [1 << 20], "words": [1 << 20]}
    shapes |= {f"{name} weights": [1 << 20] for name in ("character", "word")}
    body = b""
    for one in header["arrays"]:
        name, kind, shape = one
        one[2] = shapes.get(
            name, [0, 500] if name.endswith("coef_") else [0] if name.endswith("rows") else shape
        )
        one[2] = [500 if n == 4 else n for n in one[2]]
        values = np.arange(1 << 20) if name in ("characters", "words") else np.ones(one[2])
        body += values.astype(kind).tobytes()
    return sealed(first, header | {"codes": codes}, body)


CRAFTED = {
    "empty": ("QC-MF01", lambda data: b""),
    "something else": ("QC-MF01", lambda data: b"PK\x03\x04" + data),
    "a pickle": ("QC-MF01", lambda data: b"\x80\x04\x95" + data),
    "header missing": ("QC-MF05", lambda data: sealed(data.split(b"\n")[0], b"", b"")),
    "no header line": ("QC-MF05", lambda data: (d := data.split(b"\n")[0] + b"\n{}") + hashlib.sha256(d).digest()),
    "header too long": ("QC-MF05", lambda data: with_line(data, b" " * 1_100_000 + twice(data))),
    "header nested deeply": ("QC-MF05", lambda data: with_line(data, b"[" * 500_000)),
    "header a list": ("QC-MF05", lambda data: with_line(data, b"[]")),
    "header in other letters": ("QC-MF05", lambda data: with_line(data, "{'æ'}".encode())),
    "key twice": ("QC-MF05", lambda data: with_line(data, twice(data))),
    "key more": ("QC-MF05", lambda data: with_header(data, extra=1)),
    "key less": ("QC-MF05", without_codebook_hash),
    "seed of 20 digits": ("QC-MF05", lambda data: with_header(data, seed=10**20)),
    "seed no number": ("QC-MF05", lambda data: with_header(data, seed=True)),
    "language a path": ("QC-MF05", lambda data: with_header(data, language="../da")),
    "code twice": ("QC-MF05", lambda data: with_header(data, codes=[POLITI, POLITI, TILLID, FORUM])),
    "no code": ("QC-MF05", lambda data: with_header(data, codes=[])),
    "codes a text": ("QC-MF05", lambda data: with_header(data, codes="abcd")),
    "codes unhashable": ("QC-MF05", lambda data: with_header(data, codes=[[], {}])),
    "threshold above 1": ("QC-MF05", lambda data: with_header(data, threshold=1.5)),
    "encoder's width negative": ("QC-MF05", lambda data: with_header(data, encoder_width=-1)),
    "count negative": ("QC-MF05", lambda data: with_header(data, trained_on={"segments": -1})),
    "about nested": ("QC-MF05", lambda data: with_header(data, about={"a": {"b": 1}})),
    "one code more": ("QC-MF06", lambda data: with_header(data, codes=[*CODES, "fremmer.chef"])),
    "arrays no list": ("QC-MF06", lambda data: with_header(data, arrays=7)),
    "arrays missing": ("QC-MF06", lambda data: with_header(data, arrays=[])),
    "array unknown": ("QC-MF06", lambda data: with_array(data, 3, name="object")),
    "array of objects": ("QC-MF06", lambda data: with_array(data, 3, kind="|O")),
    "array of longer numbers": ("QC-MF06", lambda data: with_array(data, 3, kind="<f8")),
    "shape huge": ("QC-MF06", lambda data: with_array(data, 4, shape=[10**17])),
    "shapes huge and alike": ("QC-MF06", lambda data: with_array(data, 6, shape=[10**17, 4])),
    "shape negative": ("QC-MF06", lambda data: with_array(data, 4, shape=[-1])),
    "shape with a fraction": ("QC-MF06", lambda data: with_array(data, 4, shape=[1.5])),
    "shape of other axes": ("QC-MF06", lambda data: with_array(data, 4, shape=[2, 2])),
    "shape no list": ("QC-MF06", lambda data: with_array(data, 4, shape="12")),
    "bytes more": ("QC-MF06", lambda data: sealed(*parts_of(data)[:2], parts_of(data)[2] + b"\0")),
    "bytes fewer": ("QC-MF06", lambda data: sealed(*parts_of(data)[:2], parts_of(data)[2][:-1])),
    "rows of zeros by the million": ("QC-MF03", with_rows_of_zeros),
    "weight no number": ("QC-MF07", lambda data: with_number(data, "coef_", np.nan, "<f4")),
    "weight endless": ("QC-MF07", lambda data: with_number(data, "book_coef_", np.inf, "<f4", 3)),
    "weight huge": ("QC-MF07", lambda data: with_number(data, "rule_ slopes", 1e300, "<f8")),
    "share of nothing": ("QC-MF07", lambda data: with_number(data, "uses_", 0, "<f8")),
    "spread of nothing": ("QC-MF07", lambda data: with_number(data, "book_spread_", 0, "<f8", 2)),
    "weight of a word negative": ("QC-MF07", lambda data: with_number(data, "word weights", -1, "<f4")),
    "column negative": ("QC-MF07", lambda data: with_number(data, "words", -1, "<i4")),
    "column too far": ("QC-MF07", lambda data: with_number(data, "words", 1 << 20, "<i4", -1 + len_of(data, "words"))),
    "columns out of order": ("QC-MF07", lambda data: with_number(data, "characters", 1 << 19, "<i4")),
    "row too far": (
        "QC-MF07",
        lambda data: with_number(data, "coef_ rows", 1 << 19, "<i4", -1 + len_of(data, "coef_ rows")),
    ),
}  # fmt: skip


def len_of(data, name):
    return next(shape[0] for one, _, shape in parts_of(data)[1]["arrays"] if one == name)


@pytest.mark.parametrize("what", CRAFTED)
def test_a_crafted_file_is_refused_for_what_is_wrong_with_it(file, tmp_path, what):
    code, craft = CRAFTED[what]
    path = tmp_path / "model"
    path.write_bytes(craft(file.read_bytes()))
    error = refusal(path)
    assert error.code == code
    assert error.problem.do


def test_a_file_sealed_again_unchanged_is_read(file, tmp_path):
    """The crafted files are refused for what was changed in them."""
    again = tmp_path / "model"
    again.write_bytes(sealed(*parts_of(file.read_bytes())))
    assert again.read_bytes() == file.read_bytes()


def test_a_newer_format_and_another_method_say_which_version_is_needed(file, tmp_path):
    data = file.read_bytes()
    path = tmp_path / "model"
    path.write_bytes(b"qualcode-model 12 3.4.5\nwhatever comes then")
    error = refusal(path)
    assert error.code == "QC-MF02"
    assert "format 12" in str(error)
    assert "qualcode 3.4.5" in str(error)
    path.write_bytes(with_header(data, method="text/99"))
    assert refusal(path).code == "QC-MF02"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "model"
    with path.open("wb") as file:
        file.truncate(modelfile_bytes.SIZE_LIMIT + 1)
    monkeypatch.setattr("qualcode.assist.modelfile.read_limited", lambda *_: pytest.fail("it was read"))
    assert refusal(path).code == "QC-MF03"


def test_a_model_that_could_not_be_read_again_is_not_written(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(modelfile_bytes, "SIZE_LIMIT", 1000)
    with pytest.raises(UserError, match="QC-MF03"):
        saved(tmp_path, *shared)
    assert not list(tmp_path.iterdir())


def test_no_file_no_model(tmp_path):
    assert refusal(tmp_path / "model").code == "QC-SF01"
    assert refusal(tmp_path).code.startswith("QC-")


def test_a_file_cut_off_at_any_byte_is_refused(file, tmp_path):
    data = file.read_bytes()
    start = data.index(b"\n", data.index(b"\n") + 1)
    path = tmp_path / "model"
    for end in [
        *range(0, start + 40, 7),
        *range(start, len(data), len(data) // 40),
        *range(len(data) - 34, len(data)),
    ]:
        path.write_bytes(data[:end])
        assert refusal(path).code in {"QC-MF01", "QC-MF04"}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0), xor=st.integers(1, 255), again=st.booleans())
def test_a_byte_changed_anywhere_is_refused_also_where_a_zero_was_added(file, tmp_path, at, xor, again):
    data = bytearray(file.read_bytes())
    data[at % len(data)] ^= xor
    path = tmp_path / "model"
    path.write_bytes(bytes(data) + b"\0" * again)
    assert refusal(path).code in {"QC-MF01", "QC-MF02", "QC-MF04"}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0), xor=st.integers(1, 255), in_header=st.booleans())
def test_a_byte_changed_with_the_seal_put_right_gives_a_plain_refusal_or_a_model_of_finite_numbers(
    file, tmp_path, at, xor, in_header
):
    data = bytearray(file.read_bytes()[:-32])
    end = data.index(b"\n", data.index(b"\n") + 1)
    data[at % (end if in_header else len(data))] ^= xor
    path = tmp_path / "model"
    path.write_bytes(bytes(data) + hashlib.sha256(data).digest())
    with suppress(UserError):  # any other error fails the test
        found = load_model(path, codebook=BOOK)[0].predict_proba(NEW)
        assert ((found >= 0) & (found <= 1)).all()
