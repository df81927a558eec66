"""JupyterLab in Chromium: one server and one browser for all tests here."""

import json

import nbformat
import pytest

import qualcode as qc
from browser.conftest import chromium  # noqa: F401  # the fixture
from jupyterlab.server import Lab
from jupyterlab.workplace import Workplace

CODE_WITH_HTML = '<img src=x onerror="window.broken = 1"><b>Tid</b>'
CELLS = {
    "arbejde": [
        'import qualcode as qc\nstudy = qc.Study.open()\nstudy.coder("interview-02", coder="clara")',
        'study.open_round(1)\nstudy.adjudicate(coder="clara")',
        'study.overview(coder="clara")',
    ],
    "andet": ['import qualcode as qc\nstudy = qc.Study.open()\nstudy.coder("interview-02", coder="clara")'],
}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/jupyterlab/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def study_folder(tmp_path_factory):
    """The example study, run, with a code whose name holds HTML, and two notebooks without outputs."""
    folder = tmp_path_factory.mktemp("lab") / "study"
    qc.Study.create_example(folder).close()
    codebook = folder / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "name:" in line and "Ventetid" in line)
    indent = first[: first.index("name:")]
    codebook.write_text(
        text.replace(first, f"{indent}name: {json.dumps(CODE_WITH_HTML)}", 1), encoding="utf-8"
    )
    with qc.Study.open(folder) as study:
        study.run()
    (folder / "notebooks").mkdir(exist_ok=True)
    for name, cells in CELLS.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="package")
def lab(study_folder, chromium, tmp_path_factory):  # noqa: F811
    """JupyterLab on the study's folder; only after the browser, so that nothing starts where there is none."""
    server = Lab(study_folder, tmp_path_factory.mktemp("state"))
    yield server
    server.close()


@pytest.fixture
def workplace(lab, chromium):  # noqa: F811
    """A window with JupyterLab in it; what went wrong in it, or asked for another machine, fails the test."""
    place = Workplace(lab, chromium)
    yield place
    place.close()
    assert not place.strays
    assert not place.failures
