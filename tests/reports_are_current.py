"""Fail where reports/ in the repository is not what the reference study prints today.

Run it after ``make demo``. Words, tables and drawings must be the same; archives are compared by what is in them and pictures by what
they show, since another machine may pack and round a little differently.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[1]
ROUNDING = 2.0
"""Mean difference of two pictures' brightness, of 255, that rounding can make."""


def main() -> int:
    """Compare every file of reports/ that is under version control, and look for files that are not."""
    known = set(_git("ls-files", "reports").decode().split("\n")) - {"", "reports/README.md"}
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "reports").rglob("*")
        if path.is_file() and "team" not in path.parts and path.name != "README.md"
    }
    wrong = [f"{name}: not in the repository" for name in sorted(there - known)]
    wrong += [f"{name}: no longer written" for name in sorted(known - there)]
    wrong += [
        f"{name}: differs"
        for name in sorted(there & known)
        if not _same(name, _git("show", f"HEAD:{name}"), (ROOT / name).read_bytes())
    ]
    for line in wrong:
        print(line)
    if wrong:
        print("Run `make demo` and commit reports/.")
    return bool(wrong)


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def _same(name: str, before: bytes, now: bytes) -> bool:
    if before == now:
        return True
    if name.endswith((".docx", ".xlsx")):
        parts, others = _parts(before), _parts(now)
        return parts.keys() == others.keys() and all(_same(key, parts[key], others[key]) for key in parts)
    return name.endswith(".png") and _alike(before, now)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _alike(before: bytes, now: bytes) -> bool:
    one, other = (
        np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=float) for data in (before, now)
    )
    return one.shape == other.shape and float(abs(one - other).mean()) < ROUNDING


if __name__ == "__main__":
    sys.exit(main())
