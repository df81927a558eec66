"""The study: a folder that holds everything, and the facade that joins store and stages."""

from qualcode.study.facade import Study
from qualcode.study.results import ImportedItem, ImportResult, RunResult, StepResult

__all__ = ["ImportResult", "ImportedItem", "RunResult", "StepResult", "Study"]
