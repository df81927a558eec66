"""Whole commands on a study folder, as a user types them."""

import shutil
import sys

import pytest

from qualcode.cli import main
from qualcode.study import Study


@pytest.fixture
def qualcode(monkeypatch, capsys):
    """Run one command; return its exit status, output and error output."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["qualcode", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture(scope="session")
def finished_example(tmp_path_factory):
    """The example study after one run; tests copy it."""
    folder = tmp_path_factory.mktemp("finished") / "example"
    with Study.create_example(folder) as study:
        study.run()
    return folder


@pytest.fixture
def example(tmp_path, monkeypatch):
    """A fresh example study; the working folder is in it."""
    folder = tmp_path / "example"
    Study.create_example(folder).close()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def finished(finished_example, tmp_path, monkeypatch):
    """A copy of the example study after one run; the working folder is in it."""
    folder = tmp_path / "finished"
    shutil.copytree(finished_example, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def empty(tmp_path, monkeypatch, qualcode):
    """A new study without transcripts; the working folder is in it."""
    folder = tmp_path / "new"
    assert qualcode("init", folder, "--title", "Prøve")[0] == 0
    monkeypatch.chdir(folder)
    return folder
