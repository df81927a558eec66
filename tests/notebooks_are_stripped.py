"""Fail where a notebook holds outputs: they may hold interview text."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Ask nbstripout about every notebook; 0 where none would change."""
    notebooks = [str(path) for path in Path("notebooks").glob("*.ipynb")]
    if not notebooks:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "nbstripout", "--verify", *notebooks], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
