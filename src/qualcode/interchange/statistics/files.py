"""Tables for statistics as files: CSV or Parquet, each with the codebook of its columns beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import InterchangeError, MissingExtraError
from qualcode.interchange.csv_files import write_csv
from qualcode.interchange.statistics.columns import CODEBOOK_COLUMNS, StatisticsTable
from qualcode.safe_io import PRIVATE_FILE, replacing

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".csv", ".parquet")


def write_statistics(path: Path, table: StatisticsTable, *, mode: int = PRIVATE_FILE) -> tuple[Path, Path]:
    """Write a table and, beside it, the codebook of its columns; return both paths.

    Parameters
    ----------
    path : Path
        Ends in ``.csv`` or ``.parquet``; the codebook is ``NAME.columns.csv`` or ``NAME.columns.parquet``.
    table : StatisticsTable
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    InterchangeError
        QC-SX04: another ending.
    MissingExtraError
        Parquet needs ``pyarrow``: ``python -m pip install 'qualcode[parquet]'``.

    Examples
    --------
    >>> import tempfile
    >>> from qualcode.interchange.statistics import Column
    >>> table = StatisticsTable("wide", (Column("document", "Name of the document"),), (("a",),))
    >>> data, columns = write_statistics(Path(tempfile.mkdtemp()) / "study.csv", table)
    >>> data.name, columns.name
    ('study.csv', 'study.columns.csv')
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InterchangeError(
            "no table for statistics is written to a file with this ending",
            code="QC-SX04",
            where=path.name,
            allowed="Endings: .csv, .parquet",
        )
    beside = path.with_name(f"{path.stem}.columns{path.suffix}")
    if ending == ".csv":
        write_csv(path, [column.name for column in table.columns], table.rows, mode=mode)
        write_csv(beside, CODEBOOK_COLUMNS, table.codebook, mode=mode)
    else:
        _need_pyarrow()
        _write_parquet(path, table.to_frame(), mode)
        _write_parquet(beside, table.codebook_frame(), mode)
    return path, beside


def _need_pyarrow() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise MissingExtraError("pyarrow", "parquet")


def _write_parquet(path: Path, frame: pd.DataFrame, mode: int) -> None:
    with replacing(path, mode=mode) as temporary:
        frame.to_parquet(temporary, engine="pyarrow", index=False)
