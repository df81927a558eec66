"""The files of a sentence encoder: where they lie, that reading them runs nothing, and their fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from qualcode.errors import StudyLayoutError, UnsafeFileError
from qualcode.safe_io import load_json, read_limited

SETTING = "study.yaml: assist.encoder"

_RUNS = {
    ".bin",
    ".pt",
    ".pth",
    ".ckpt",
    ".pkl",
    ".pickle",
    ".joblib",
    ".npy",
    ".npz",
    ".py",
    ".pyc",
    ".so",
    ".dll",
}
"""Endings of what is or may hold a pickle, or is code: reading it can run what its author wanted."""
_MODULES = {"Transformer", "Pooling", "Normalize", "Dense", "LayerNorm", "StaticEmbedding"}
"""Modules of sentence-transformers that read numbers only; others name classes of their own in their settings."""


def find_model(wanted: str, base: Path, *, announced: list[str]) -> tuple[Path, str]:
    """Return the model's folder, and what it is called: never the whole path, which may name a person."""
    folder = base / Path(wanted).expanduser()
    if not any(mark in wanted for mark in "/\\~"):
        packaged = _packaged(wanted)
        if packaged is not None:
            return packaged, wanted
    if folder.is_dir():
        return folder, folder.resolve().name
    raise _unknown(wanted, announced, is_file=folder.is_file())


def _packaged(name: str) -> Path | None:
    """Return the model folder inside an installed package, without importing it; None where there is none."""
    try:
        files = distribution(name).files or []
    except (PackageNotFoundError, ValueError):
        return None
    for marker in ("modules.json", "config.json"):
        found = sorted(
            (file for file in files if file.name == marker), key=lambda file: (len(file.parts), str(file))
        )
        if found:
            return Path(str(found[0].locate())).parent
    return None


def _unknown(wanted: str, known: list[str], *, is_file: bool) -> StudyLayoutError:
    close = get_close_matches(wanted, known, n=1)
    there = f" Announced by packages: {', '.join(known)}" if known else ""
    return StudyLayoutError(
        f"{wanted!r} is a file, not a folder"
        if is_file
        else f"{wanted!r} is neither a folder nor an installed package with a model in it",
        code="QC-EN01",
        where=SETTING,
        allowed=f"none, a folder with a sentence model, or the name of an installed one.{there}",
        do=f"Did you mean {close[0]!r}?"
        if close
        else "Name the folder in which config.json and model.safetensors lie.",
    )


def check_model(folder: Path) -> None:
    """Refuse a folder that is no sentence model, or one that could do more than give numbers."""
    top = [path for path in folder.iterdir() if path.is_file()]
    if not {"modules.json", "config.json"} & {file.name for file in top}:
        raise _no_model(top)  # not looked through further: it may be a whole home folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    weights = [file for file in files if file.suffix == ".safetensors"]
    risky = [file for file in files if file.suffix.lower() in _RUNS]
    if risky:
        raise UnsafeFileError(
            f"the model's folder holds files that can run code when they are read ({_counted(risky)})",
            code="QC-EN03",
            where=SETTING,
            allowed="Weights are read from .safetensors only",
            do="Keep model.safetensors and remove these files."
            if weights
            else "Get the model as .safetensors.",
        )
    if not weights:
        raise _no_model(files)
    _check_modules(folder / "modules.json")


def _no_model(files: list[Path]) -> StudyLayoutError:
    return StudyLayoutError(
        f"the folder holds no sentence model; there is: {_counted(files)}",
        code="QC-EN02",
        where=SETTING,
        allowed="A folder with config.json or modules.json, and model.safetensors",
        do="Name the model's own folder, or set encoder: none.",
    )


def _check_modules(file: Path) -> None:
    """Refuse modules that are not known ones, or whose settings lie outside the model's folder."""
    if not file.is_file():
        return
    listed = load_json(read_limited(file, 1_000_000).decode("utf-8", "replace"), where=file.name)
    modules = listed if isinstance(listed, list) else [None]
    if not all(isinstance(module, dict) and _is_known(module) for module in modules):
        raise UnsafeFileError(
            "modules.json names something else than the known modules of sentence-transformers",
            code="QC-EN03",
            where=SETTING,
            allowed=f"Known: {', '.join(sorted(_MODULES))}",
            do="Choose another model; code that comes with a model is not run.",
        )


def _is_known(module: dict[str, object]) -> bool:
    package, _, kind = str(module.get("type", "")).rpartition(".")
    path = PurePosixPath(str(module.get("path", "")))
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in str(path)
    return package.partition(".")[0] == "sentence_transformers" and kind in _MODULES and inside


def _files(folder: Path) -> list[Path]:
    """Return the files of a model, hidden ones and descriptions left out, in the same order on every machine."""
    inside = (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() != ".md")
    shown = (
        path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    return sorted(shown, key=lambda path: path.relative_to(folder).as_posix())


def _counted(files: Iterable[Path]) -> str:
    """Count files by their ending; the names of files in a wrong folder may be those of persons."""
    counts = Counter(file.suffix.lower() or "no ending" for file in files)
    return ", ".join(f"{ending} {count}" for ending, count in sorted(counts.items())) or "nothing"


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 of a model's files: another version of a model has another one."""
    digest = sha256()
    for file in _files(folder):
        with file.open("rb") as opened:
            content = file_digest(opened, "sha256").hexdigest()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()
