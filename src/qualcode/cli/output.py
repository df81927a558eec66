"""How results reach the reader: a table on the terminal, a file by its ending, or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import typer

from qualcode.errors import UsageError
from qualcode.interchange import write_csv, write_xlsx
from qualcode.safe_io import write_text

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".csv", ".xlsx", ".json", ".md")
FIGURES = (".png", ".svg", ".pdf")
_MAX_CELL = 60


def say(line: str = "") -> None:
    """Print one line for people."""
    typer.echo(line)


def say_json(value: object) -> None:
    """Print the machine's form of a result."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return a frame's rows with plain Python values; missing values become None."""
    import pandas as pd

    def plain(value: object) -> object:
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        if value is None or value is pd.NA or value != value:  # NaN is not equal to itself
            return None
        return value.item() if hasattr(value, "item") else value

    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def emit(frame: pd.DataFrame, output: Path | None, *, as_json: bool, title: str = "") -> None:
    """Write a table to a file by its ending, or print it."""
    rows = records(frame)
    columns = [str(column) for column in frame.columns]
    if output is not None:
        write_table(output, columns, rows, title=title)
        if not as_json:
            say(str(output))
    if as_json:
        say_json(rows)
    elif output is None:
        print_table(columns, rows)


def write_table(
    output: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]], *, title: str = ""
) -> None:
    """Write rows to a .csv, .xlsx, .json or .md file, whole or not at all."""
    require_ending(output)
    ending = output.suffix.lower()
    if ending == ".csv":
        write_csv(output, columns, rows)
    elif ending == ".xlsx":
        write_xlsx(output, {title or "qualcode": (columns, rows)})
    elif ending == ".json":
        write_text(output, json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n")
    else:
        write_text(output, markdown(columns, rows))


def is_figure(output: Path | None) -> TypeGuard[Path]:
    """Say whether a file's ending asks for a figure."""
    return output is not None and output.suffix.lower() in FIGURES


def require_ending(output: Path, endings: Sequence[str] = ENDINGS) -> None:
    """Refuse a file that nothing can be written to: before long work or a change, not after it."""
    ending = output.suffix.lower()
    if ending not in endings:
        raise UsageError(
            f"no table is written to a file ending in {ending or 'nothing'!r}",
            code="QC-US01",
            where=str(output),
            allowed=f"Endings: {', '.join(endings)}",
        )


def markdown(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""

    def cell(value: object) -> str:
        return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")

    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(cell(row.get(column)) for column in columns)} |" for row in rows]
    return "\n".join(lines) + "\n"


def print_table(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows in columns; long cells are cut on the terminal only, with an ellipsis."""

    def cell(value: object) -> str:
        text = "" if value is None else " ".join(str(value).split())
        return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"

    grid = [[cell(row.get(column)) for column in columns] for row in rows]
    widths = [
        max([len(column), *(len(line[place]) for line in grid)]) for place, column in enumerate(columns)
    ]
    for line in [list(columns), ["─" * width for width in widths], *grid]:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is, to a person who watches: the work says how much of how much is done."""
    from tqdm import tqdm

    with tqdm(disable=not is_terminal(), desc=name) as bar:

        def progress(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield progress


def is_terminal() -> bool:
    """Say whether a person watches: progress bars are for people, not for pipes."""
    return sys.stderr.isatty()
