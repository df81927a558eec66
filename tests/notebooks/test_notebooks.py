"""Every notebook runs on the reference study, and leaves nothing of it in the file."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_it_runs(path, tmp_path, monkeypatch):
    folder = tmp_path / "study"
    for part in ("study.yaml", "codebook.yaml", "data"):
        source = ROOT / part
        folder.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("study.db*"))
        else:
            shutil.copy(source, folder / part)
    (folder / "notebooks").mkdir()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(folder / "notebooks")}}
    )
    client.store_widget_state = False
    client.execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_holds_no_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    assert not [
        cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)
    ]
    assert "widgets" not in notebook.metadata


def test_an_error_in_a_notebook_is_its_message_and_no_traceback(tmp_path):
    """A researcher cannot act on forty lines of a program; and lines of a program may hold more than the message."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import qualcode as qc\nqc.Study.open()")]
    )
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    [output] = notebook.cells[0].outputs
    said = "\n".join(output.traceback)
    assert said.startswith("StudyLayoutError [QC-SY")
    assert "facade.py" not in said
