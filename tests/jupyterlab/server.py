"""A JupyterLab of its own for a test: nothing of the user's settings, no news, no updates, only this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TOKEN = "qualcode"  # a server for one test on this machine
FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
           "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "HOME")  # fmt: skip


class Lab:
    """A running JupyterLab; ``url`` is its address, ``root`` the folder it shows."""

    def __init__(self, root: Path, state: Path, *, dark: bool = False) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._log = (state / "lab.log").open("w")
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root",
                "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True",
                f"--ServerApp.root_dir={root}",
            ],
            env=_environment(state, dark=dark), stdout=self._log, stderr=self._log, start_new_session=True,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/api/status?token={TOKEN}", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                assert self._process.poll() is None, "JupyterLab ended; see lab.log"
                time.sleep(0.2)
        raise TimeoutError("JupyterLab did not start")

    def close(self) -> None:
        """Stop it with its kernels."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(10)
        self._log.close()


def _environment(state: Path, *, dark: bool) -> dict[str, str]:
    folders = {name: str(state / name.lower()) for name in FOLDERS}
    for folder in folders.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    extension = Path(folders["JUPYTERLAB_SETTINGS_DIR"]) / "@jupyterlab" / "apputils-extension"
    extension.mkdir(parents=True)
    (extension / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    (extension / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
    return {**os.environ, **folders, "PYTHONWARNINGS": "ignore"}
