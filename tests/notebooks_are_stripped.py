"""Fail where a notebook holds outputs: they may hold interview text."""

import subprocess
import sys
from pathlib import Path

notebooks = [str(path) for path in Path("notebooks").glob("*.ipynb")]
if notebooks:
    command = [sys.executable, "-m", "nbstripout", "--verify", *notebooks]
    sys.exit(subprocess.run(command, check=False).returncode)
