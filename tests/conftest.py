"""No test reaches a network, and none touches the user's own folders."""

import os
import socket
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=25)
settings.register_profile(
    "thorough", deadline=None, max_examples=300
)  # HYPOTHESIS_PROFILE=thorough, overnight
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """The tool is offline: a connection to anything but this machine is a failure."""
    connect = socket.socket.connect

    def only_here(self, address):
        host = address[0] if isinstance(address, tuple) else address
        if (
            isinstance(host, str)
            and host not in {"127.0.0.1", "::1", "localhost"}
            and not host.startswith("/")
        ):
            raise AssertionError("a test tried to reach the network")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory):
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, _homes):
    """Private folders of studies made in tests lie in a temporary folder."""
    monkeypatch.setenv("XDG_DATA_HOME", tempfile.mkdtemp(dir=_homes))
