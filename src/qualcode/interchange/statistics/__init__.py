"""Out to R and pandas: segments × codes as 0 and 1, documents × codes as counts, one row a coding.

Each table comes with a codebook of its columns: name, meaning, type, allowed values. The words of the interview are in
none of them unless asked for; ids of speakers and sites are, so that the files are for the team.

Names of columns are plain ASCII letters, digits and ``_``, because that is what R (``read.csv`` makes ``.`` of any other
sign, so that ``a-b`` and ``a.b`` become one), ``pandas.DataFrame.query``, Stata and SPSS take without quotes. A code's
column is ``code_`` and its id, with ``__`` where the id has a dot: ``code_partner__ekstern__politi``. The id itself stands in
the codebook of the columns, in the column ``code``; two ids that would get one name are told apart by a number.
"""

from qualcode.interchange.statistics.columns import (
    CODEBOOK_COLUMNS,
    Column,
    StatisticsTable,
    column_names,
)
from qualcode.interchange.statistics.files import write_statistics
from qualcode.interchange.statistics.tables import document_table, long_table, wide_table

__all__ = [
    "CODEBOOK_COLUMNS",
    "Column",
    "StatisticsTable",
    "column_names",
    "document_table",
    "long_table",
    "wide_table",
    "write_statistics",
]
