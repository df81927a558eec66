"""Files that people and programs edit and exchange: codebook.yaml, study.yaml, CSV and Excel tables.

Reading is strict and says everything that is wrong at once; writing is whole or not at all, readable by the owner
only, and gives the same bytes for the same content. Cells that a spreadsheet would run are made harmless and come
back as they were.
"""

from qualcode.interchange.clearance_csv import CLEARANCE_COLUMNS, read_clearances
from qualcode.interchange.codebook_diff import CodebookDiff, FieldChange, diff_codebooks
from qualcode.interchange.codebook_show import codebook_tree
from qualcode.interchange.codebook_yaml import parse_codebook, read_codebook, write_codebook
from qualcode.interchange.codings_csv import (
    SEGMENT_COLUMNS,
    SPAN_COLUMNS,
    KnownDocument,
    Resolver,
    read_codings,
    write_codings,
)
from qualcode.interchange.corpus_csv import (
    INTERVIEW_COLUMNS,
    SPEAKER_COLUMNS,
    document_name,
    read_guide,
    read_interviews,
    read_speakers,
)
from qualcode.interchange.csv_files import write_csv
from qualcode.interchange.decisions_csv import read_decisions
from qualcode.interchange.guarding import guard, unguard
from qualcode.interchange.study_yaml import default_study_yaml, parse_study_config, read_study_config
from qualcode.interchange.tables import Noted, Row, Table, read_table
from qualcode.interchange.xlsx_writer import write_xlsx

__all__ = [
    "CLEARANCE_COLUMNS",
    "INTERVIEW_COLUMNS",
    "SEGMENT_COLUMNS",
    "SPAN_COLUMNS",
    "SPEAKER_COLUMNS",
    "CodebookDiff",
    "FieldChange",
    "KnownDocument",
    "Noted",
    "Resolver",
    "Row",
    "Table",
    "codebook_tree",
    "default_study_yaml",
    "diff_codebooks",
    "document_name",
    "guard",
    "parse_codebook",
    "parse_study_config",
    "read_clearances",
    "read_codebook",
    "read_codings",
    "read_decisions",
    "read_guide",
    "read_interviews",
    "read_speakers",
    "read_study_config",
    "read_table",
    "unguard",
    "write_codebook",
    "write_codings",
    "write_csv",
    "write_xlsx",
]
