"""Sentence encoders: from this machine only, without running anything, and the same vectors every time."""

import json
import os
import sys
from types import ModuleType

import numpy as np
import pytest

from qualcode.assist.encoders import load_encoder, loading, sentence_model
from qualcode.errors import MissingExtraError, StudyLayoutError, UnsafeFileError
from qualcode.registry import Registry

TEXTS = ["Politiet kom", "Skolen ringede", "Politiet kom"]
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """What a test registers is gone after it."""
    fresh = Registry("encoders", "sentence encoder")
    monkeypatch.setattr(loading, "encoders", fresh)
    return fresh


@pytest.fixture(autouse=True)
def online(monkeypatch):
    """An environment that says nothing of being offline, and is put back as it was."""
    for name in sentence_model._ENVIRONMENT:
        monkeypatch.setenv(name, "0")


class Counting:
    """A tiny encoder that counts letters, and remembers what it was given."""

    name = "counting@1"

    def __init__(self):
        self.given = []

    def encode(self, texts):
        self.given += texts
        return np.array([[text.count("o"), len(text), 1.0] for text in texts])


class FakeModel:
    """Stands for SentenceTransformer: keeps how it was made (in ``made`` of its class) and asked."""

    def __init__(self, *args, **options):
        self.made.append(
            (args, options, {name: os.environ.get(name) for name in sentence_model._ENVIRONMENT})
        )
        self.asked = []

    def encode(self, texts, **options):
        self.asked.append((texts, options, sys.modules["torch"].threads))
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.fixture
def library(monkeypatch):
    """A stand-in for sentence-transformers, and one for torch."""
    torch = ModuleType("torch")
    torch.threads = 8
    torch.get_num_threads = lambda: torch.threads
    torch.set_num_threads = lambda number: setattr(torch, "threads", number)
    monkeypatch.setitem(sys.modules, "torch", torch)
    fake = ModuleType("sentence_transformers")
    fake.__version__ = "0.0"
    fake.SentenceTransformer = type("SentenceTransformer", (FakeModel,), {"made": []})
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    return fake.SentenceTransformer


@pytest.fixture
def folder(tmp_path):
    """A folder with the files of a sentence model."""
    made = tmp_path / "min-model"
    (made / "1_Pooling").mkdir(parents=True)
    for name in ("config.json", "1_Pooling/config.json", "tokenizer.json"):
        (made / name).write_text("{}")
    (made / "modules.json").write_text(json.dumps(MODULES))
    (made / "model.safetensors").write_bytes(b"weights")
    (made / "README.md").write_text("A model.")
    return made


def refused(error, setting, **options):
    with pytest.raises(error) as caught:
        load_encoder(str(setting), **options)
    return caught.value


# Encoders that other packages announce


@pytest.mark.parametrize("setting", ["", "none", " none "])
def test_without_a_model_there_is_no_encoder(setting):
    assert load_encoder(setting) is None


def test_a_registered_encoder_gives_rows_of_length_one_in_the_order_of_the_texts(registry):
    registry.register("counting")(Counting)
    encoder = load_encoder("counting")
    rows = encoder.encode(TEXTS)
    assert encoder.name == "counting@1"
    assert rows.dtype == np.float32
    assert rows.shape == (3, 3)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(rows[0], rows[2])
    np.testing.assert_allclose(rows[0], np.array([2, 12, 1]) / np.sqrt(149), atol=1e-6)


def test_a_text_is_encoded_once_however_often_it_is_asked_for(registry):
    inner = Counting()
    registry.register("counting")(lambda: inner)
    encoder = load_encoder("counting")
    first = encoder.encode(TEXTS)
    again = encoder.encode(["Ny", *TEXTS])
    assert inner.given == ["Politiet kom", "Skolen ringede", "Ny"]
    np.testing.assert_array_equal(first, again[1:])


def test_the_oldest_vectors_are_forgotten_first(registry, monkeypatch):
    monkeypatch.setattr(loading, "_MOST_KEPT", 2)
    inner = Counting()
    registry.register("counting")(lambda: inner)
    encoder = load_encoder("counting")
    assert encoder.encode(["a", "b", "c"]).shape == (3, 3)
    encoder.encode(["c", "b"])
    assert inner.given == ["a", "b", "c"]
    encoder.encode(["a"])
    assert inner.given == ["a", "b", "c", "a"]


def test_no_texts_give_no_rows_of_the_right_width(registry):
    registry.register("counting")(Counting)
    assert load_encoder("counting").encode([]).shape == (0, 3)


def test_a_row_of_zeros_stays_one_and_is_no_number_that_is_none(registry):
    registry.register("zeros")(
        lambda: type("Z", (), {"name": "z", "encode": lambda self, t: np.zeros((len(t), 2))})()
    )
    assert load_encoder("zeros").encode(["a"]).tolist() == [[0, 0]]


@pytest.mark.parametrize(
    "rows",
    [np.ones((1, 2)), np.ones(2), np.full((2, 2), np.nan), np.ones((3, 2))],
    ids=["few", "flat", "nan", "many"],
)
def test_an_encoder_that_breaks_its_promise_is_named(registry, rows):
    registry.register("bad")(lambda: type("B", (), {"name": "bad@1", "encode": lambda self, texts: rows})())
    with pytest.raises(StudyLayoutError, match="bad@1") as caught:
        load_encoder("bad").encode(["hemmeligt a", "hemmeligt b"])
    assert caught.value.code == "QC-EN05"
    assert "hemmeligt" not in str(caught.value)


# A folder


def test_a_folder_is_loaded_offline_from_safetensors_and_without_code_of_its_own(library, folder):
    load_encoder(str(folder))
    ((args, options, environment),) = library.made
    assert args == (str(folder),)
    assert options == {
        "device": "cpu",
        "local_files_only": True,
        "trust_remote_code": False,
        "model_kwargs": {"use_safetensors": True},
    }
    assert (environment["HF_HUB_OFFLINE"], environment["TRANSFORMERS_OFFLINE"]) == ("1", "1")
    assert environment["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_being_offline_is_set_before_the_library_is_imported(monkeypatch, folder):
    seen = []

    def imported(name):
        seen.append((name, os.environ["HF_HUB_OFFLINE"], os.environ["TRANSFORMERS_OFFLINE"]))
        raise ImportError(name)

    monkeypatch.setattr(sentence_model, "import_module", imported)
    error = refused(MissingExtraError, folder)
    assert seen == [("sentence_transformers", "1", "1")]
    assert "qualcode[transformers]" in str(error)


def test_texts_are_encoded_one_by_one_so_that_their_company_does_not_matter(library, folder):
    encoder = load_encoder(str(folder))
    encoder.encode(TEXTS)
    ((texts, options, threads),) = encoder._encoder._model.asked
    assert texts == TEXTS[:2]
    assert options["batch_size"] == 1
    assert options["show_progress_bar"] is False
    assert (threads, sys.modules["torch"].threads) == (1, 8)


def test_a_folder_is_relative_to_the_study(library, folder):
    assert load_encoder("min-model", base=folder.parent).name.startswith("min-model@")
    assert load_encoder("./min-model", base=folder.parent).name.startswith("min-model@")


@pytest.mark.parametrize("name", ["model.safetensors", "1_Pooling/config.json", "tokenizer.json"])
def test_the_name_changes_with_the_models_files(library, folder, name):
    before = load_encoder(str(folder)).name
    file = folder / name
    file.write_bytes(file.read_bytes() + b" ")
    after = load_encoder(str(folder)).name
    assert before.startswith("min-model@")
    assert len(before) == len("min-model@") + 12
    assert before != after


def test_the_name_does_not_change_with_descriptions_or_with_where_the_folder_lies(library, folder, tmp_path):
    before = load_encoder(str(folder)).name
    (folder / "README.md").write_text("Another text.")
    (folder / ".cache").mkdir()
    (folder / ".cache/x.lock").write_text("")
    (tmp_path / "away").mkdir()
    moved = folder.rename(tmp_path / "away" / "min-model")
    assert load_encoder(str(moved)).name == before


def test_a_plain_transformer_without_modules_is_a_model_too(library, folder):
    (folder / "modules.json").unlink()
    assert load_encoder(str(folder)).encode(["a"]).shape == (1, 2)


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "2_Dense/pytorch_model.bin", ".x/y.bin", "x.PT", "modeling.py", "v.pkl"]
)
def test_what_can_run_code_when_it_is_read_is_refused_also_beside_safetensors(library, folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    error = refused(UnsafeFileError, folder)
    assert error.code == "QC-EN03"
    assert library.made == []


@pytest.mark.parametrize(
    "entry",
    [
        {"path": "", "type": "modeling_own.Own"},
        {"path": "", "type": "sentence_transformers_evil.models.Transformer"},
        {"path": "", "type": "sentence_transformers.models.WordEmbeddings"},
        {"path": "../other", "type": "sentence_transformers.models.Pooling"},
        {"path": "/etc", "type": "sentence_transformers.models.Pooling"},
        {"path": "..\\other", "type": "sentence_transformers.models.Pooling"},
        {},
        "Transformer",
    ],
)
def test_modules_that_are_not_known_or_lie_elsewhere_are_refused(library, folder, entry):
    (folder / "modules.json").write_text(json.dumps([*MODULES, entry]))
    assert refused(UnsafeFileError, folder).code == "QC-EN03"
    assert library.made == []


def test_a_folder_that_holds_no_model_is_described_without_the_names_of_its_files(library, tmp_path):
    for name in ("Lene Hansen.docx", "Bo.docx", "noter.txt", "uden"):
        (tmp_path / name).write_text("x")
    error = refused(StudyLayoutError, tmp_path)
    assert error.code == "QC-EN02"
    assert "there is: .docx 2, .txt 1, no ending 1" in str(error)
    assert "Lene" not in str(error)


def test_an_empty_folder_and_one_without_weights_are_no_models(library, folder, tmp_path):
    (folder / "model.safetensors").unlink()
    assert refused(StudyLayoutError, folder).code == "QC-EN02"
    (tmp_path / "tom").mkdir()
    assert "there is: nothing" in str(refused(StudyLayoutError, tmp_path / "tom"))


def test_a_name_that_is_nothing_says_what_there_is(registry, tmp_path):
    registry.register("ordvektorer")(Counting)
    error = refused(StudyLayoutError, "ordvektor", base=tmp_path)
    assert error.code == "QC-EN01"
    assert "Announced by packages: ordvektorer" in str(error)
    assert "Did you mean 'ordvektorer'?" in str(error)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"x")
    assert "is a file, not a folder" in str(refused(StudyLayoutError, tmp_path / "model.safetensors"))


def test_a_model_that_the_library_cannot_load_is_named_and_its_path_is_not(library, folder, monkeypatch):
    def broken(*args, **options):
        raise RuntimeError(f"size mismatch in {folder}")

    monkeypatch.setattr(sys.modules["sentence_transformers"], "SentenceTransformer", broken)
    error = refused(StudyLayoutError, folder)
    assert error.code == "QC-EN04"
    assert "RuntimeError" in str(error)
    assert str(folder) not in str(error)


# An installed package with a model in it


@pytest.fixture
def package(folder, tmp_path, monkeypatch):
    """A package as pip installs it; importing it would fail."""
    root = tmp_path / "installed"
    (root / "da_lille_model").mkdir(parents=True)
    (root / "da_lille_model/__init__.py").write_text("raise RuntimeError('imported')")
    folder.rename(root / "da_lille_model/model")
    files = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    info = root / "da_lille_model-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: da-lille-model\nVersion: 1.0\n")
    (info / "RECORD").write_text("".join(f"{name},,\n" for name in sorted(files)))
    monkeypatch.syspath_prepend(root)
    return root / "da_lille_model"


@pytest.mark.parametrize("name", ["da-lille-model", "da_lille_model"])
def test_a_package_that_carries_a_model_is_named_as_it_was_installed(library, package, name):
    assert load_encoder(name).name.startswith(f"{name}@")
    ((args, _, _),) = library.made
    assert args == (str(package / "model"),)
    assert "da_lille_model" not in sys.modules


def test_a_package_without_a_model_is_not_one(library, tmp_path):
    assert refused(StudyLayoutError, "numpy", base=tmp_path).code == "QC-EN01"


def test_a_folder_is_meant_where_it_is_written_as_one(library, package, tmp_path):
    assert refused(StudyLayoutError, "./da-lille-model", base=tmp_path).code == "QC-EN01"


# The real library, where it is installed


@pytest.fixture
def tiny(tmp_path):
    """A model of a few thousand random numbers, saved as sentence-transformers saves one."""
    library = pytest.importorskip("sentence_transformers")
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    plain = tmp_path / "plain"
    BertTokenizerFast(str(tmp_path / "vocab.txt"), strip_accents=False).save_pretrained(plain)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(vocab_size=len(words), max_position_embeddings=64, **shape)
    BertModel(config).save_pretrained(plain, safe_serialization=True)
    library.SentenceTransformer(str(plain), device="cpu").save(str(tmp_path / "tiny"))
    return tmp_path / "tiny"


def test_the_real_library_gives_the_same_rows_whichever_texts_go_along(tiny):
    texts = ["politiet kom", "skolen ringede hjem til dem alle sammen", "ja"]
    encoder = load_encoder(str(tiny))
    rows = encoder.encode(texts)
    assert encoder.name.startswith("tiny@")
    assert rows.shape == (3, 16)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    alone = [load_encoder(str(tiny)).encode([text])[0] for text in texts]
    assert rows.tobytes() == np.stack(alone).tobytes()
    assert not np.allclose(rows[0], rows[1])


def test_the_real_library_meets_a_damaged_model_with_a_plain_error(tiny):
    weights = tiny / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    assert refused(StudyLayoutError, tiny).code == "QC-EN04"
