"""What the docs tell a reader to type works: every python block, and every qualcode line of a sh block."""

import os
import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qualcode.cli.app import app
from qualcode.study import Study

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
PAGES = [*sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page):
    return [
        (kind, text)
        for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))
        if kind in {"sh", "python"}
    ]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The example study, run once."""
    folder = tmp_path_factory.mktemp("finished") / "example"
    with Study.create_example(folder) as study:
        study.run()
    return folder


@pytest.fixture
def example(finished, tmp_path, monkeypatch):
    """A how-to is read inside a study that has been run once: a copy, so that pages know nothing of each other."""
    shutil.copytree(finished, tmp_path / "example")
    monkeypatch.chdir(tmp_path / "example")


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p)], ids=lambda p: p.stem)
def test_the_blocks_of_a_page_run(page, example, tmp_path, monkeypatch):
    if "init " in page.read_text(encoding="utf-8"):
        monkeypatch.chdir(tmp_path)
    names = {}
    for kind, text in blocks(page):
        if kind == "python":
            exec(compile(text, str(page), "exec"), names)
        else:
            for line in text.splitlines():
                run_line(line.strip())
    for value in names.values():
        if isinstance(value, Study):
            value.close()


def run_line(line):
    if line.startswith("cd "):
        os.chdir(line.removeprefix("cd "))
    elif line.startswith("qualcode "):
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output, result.exception)


def commands(group, prefix=""):
    from typer.main import get_command

    top = get_command(group)
    found = []
    for name, command in sorted(top.commands.items()):
        inner = getattr(command, "commands", None)
        found += [f"{name} {sub}" for sub in sorted(inner)] if inner else [name]
    return found


def test_every_command_is_documented():
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    missing = [name for name in commands(app) if f"`qualcode {name}" not in text]
    assert not missing


def test_every_error_code_is_documented():
    """No code in the source that the page lacks, and none that two places use for different errors."""
    listed = set(
        re.findall(r"QC-[A-Z]{2}\d\d", (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8"))
    )
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(re.findall(r"QC-[A-Z]{2}\d\d", path.read_text(encoding="utf-8")))
    assert used - {"QC-CB03"} == listed - {"QC-CB03"}  # CB03 is the docs' example of a code


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert not broken


@pytest.mark.parametrize("name", ["commands", "errors"])
def test_pages_made_from_the_source_are_up_to_date(name):
    made = runpy.run_path(str(ROOT / f"docs/{name}.py"))["page"]()
    assert made == (ROOT / f"docs/reference/{name}.md").read_text(encoding="utf-8")
