"""Matrices of codes, findings and comparisons: counts of segments, persons and sites that lead back to the text.

Numbers are for the team. What is printed for others carries words, and passes the study's disclosure gate.
"""

from qualcode.matrices.compare import COMPARISON_COLUMNS, Comparison, Match, compare
from qualcode.matrices.counting import ALL, BOTH, Basis, Count
from qualcode.matrices.figures import plot_matrix, save_figure
from qualcode.matrices.findings import FINDING_COLUMNS, Finding, Findings, findings
from qualcode.matrices.reference import Own, Reference
from qualcode.matrices.theme import MATRIX_COLUMNS, Cell, ThemeMatrix, theme_matrix

__all__ = [
    "ALL",
    "BOTH",
    "COMPARISON_COLUMNS",
    "FINDING_COLUMNS",
    "MATRIX_COLUMNS",
    "Basis",
    "Cell",
    "Comparison",
    "Count",
    "Finding",
    "Findings",
    "Match",
    "Own",
    "Reference",
    "ThemeMatrix",
    "compare",
    "findings",
    "plot_matrix",
    "save_figure",
    "theme_matrix",
]
