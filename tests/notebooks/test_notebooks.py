"""Every notebook runs on the reference study, and leaves nothing of it in the file."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from qualcode import Study


class Client(NotebookClient):
    """A client whose watch over the kernel may wake after the kernel was closed, as it does on a slow machine."""

    async def _async_check_alive(self):
        if self.kc is not None:
            await super()._async_check_alive()


ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def bare_study(folder):
    """Copy what the repository holds of the reference study."""
    folder.mkdir()
    for part in ("study.yaml", "codebook.yaml", "data"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("study.db*"))
        else:
            shutil.copy(source, folder / part)
    (folder / "notebooks").mkdir()
    return folder


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The reference study after a run: all notebooks but the first start from there, or bring it there themselves."""
    folder = bare_study(tmp_path_factory.mktemp("finished") / "study")
    with Study.open(folder) as study:
        study.run()
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_it_runs(path, tmp_path, request):
    folder = tmp_path / "study"
    if path.stem.startswith("01"):
        bare_study(folder)
    else:
        shutil.copytree(request.getfixturevalue("finished"), folder)
    notebook = nbformat.read(path, as_version=4)
    client = Client(notebook, timeout=300, resources={"metadata": {"path": str(folder / "notebooks")}})
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
    client = Client(notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    [output] = notebook.cells[0].outputs
    said = "\n".join(output.traceback)
    assert said.startswith("StudyLayoutError [QC-SY")
    assert "facade.py" not in said
