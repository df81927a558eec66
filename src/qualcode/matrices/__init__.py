"""Matrices of codes, findings and comparisons: counts of segments, persons and sites that lead back to the text.

Numbers are for the team. What is printed for others carries words, and passes the study's disclosure gate.
"""

from qualcode.matrices.anchors import cell_anchor
from qualcode.matrices.code_attribute import ATTRIBUTES, code_attribute
from qualcode.matrices.code_document import code_document
from qualcode.matrices.code_pairs import MEASURES, PAIR_COLUMNS, CodePairs, code_pairs
from qualcode.matrices.code_table import CodeTable
from qualcode.matrices.compare import COMPARISON_COLUMNS, Comparison, Match, compare
from qualcode.matrices.counting import ALL, BOTH, Basis, Count
from qualcode.matrices.few import in_few_words
from qualcode.matrices.figure_style import Chart
from qualcode.matrices.figures import plot_matrix, save_figure
from qualcode.matrices.findings import FINDING_COLUMNS, Finding, Findings, findings
from qualcode.matrices.framework import FRAMEWORK_COLUMNS, FrameworkMatrix, Summary, framework
from qualcode.matrices.plot_areas import area_shares
from qualcode.matrices.plot_barriers import code_spread
from qualcode.matrices.plot_cooccurrence import CooccurrenceChart
from qualcode.matrices.plot_guide import guide_coverage
from qualcode.matrices.reference import Own, Reference
from qualcode.matrices.theme import MATRIX_COLUMNS, Cell, ThemeMatrix, theme_matrix

__all__ = [
    "ALL",
    "ATTRIBUTES",
    "BOTH",
    "COMPARISON_COLUMNS",
    "FINDING_COLUMNS",
    "FRAMEWORK_COLUMNS",
    "MATRIX_COLUMNS",
    "MEASURES",
    "PAIR_COLUMNS",
    "Basis",
    "Cell",
    "Chart",
    "CodePairs",
    "CodeTable",
    "Comparison",
    "CooccurrenceChart",
    "Count",
    "Finding",
    "Findings",
    "FrameworkMatrix",
    "Match",
    "Own",
    "Reference",
    "Summary",
    "ThemeMatrix",
    "area_shares",
    "cell_anchor",
    "code_attribute",
    "code_document",
    "code_pairs",
    "code_spread",
    "compare",
    "findings",
    "framework",
    "guide_coverage",
    "in_few_words",
    "plot_matrix",
    "save_figure",
    "theme_matrix",
]
