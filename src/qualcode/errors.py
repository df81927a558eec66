"""Every error that qualcode raises on purpose.

::

    QualcodeError
    ├── UserError                     shown without a traceback; has an exit status and a short code
    │   ├── StudyLayoutError          the study folder or study.yaml is not in order
    │   ├── CodebookError             codebook.yaml cannot be used
    │   ├── DocumentImportError       a transcript cannot be read or stored
    │   ├── UnsafeFileError           a file that may harm: bomb, DTD, link, path outside the archive
    │   ├── UnreadableFileError       a file that cannot be read or written: missing, damaged, not text, disk full
    │   ├── PseudonymisationError     the plan or the key does not fit the text
    │   ├── SegmentationError         a text cannot be cut as asked
    │   ├── CodingError               a coding does not fit the text or the codebook
    │   ├── ReliabilityError          agreement cannot be computed
    │   ├── MatrixError               a matrix or a comparison cannot be made
    │   ├── InterchangeError          a file to exchange cannot be read or written
    │   ├── ReportError               a report cannot be made
    │   ├── StoreError                the store refuses
    │   │   ├── StaleStudyError       somebody changed what this write builds on
    │   │   ├── StoreBusyError        somebody else is writing; the wait ran out
    │   │   └── StoreDamagedError     a checksum does not fit
    │   ├── StepNeeded                a person must do something first
    │   ├── UsageError                the call itself is wrong (exit status 2)
    │   └── PrivacyError              refused to protect somebody (exit status 3)
    └── MissingExtraError             an optional package is not installed

A message has four parts: where, what was found, what is allowed, what to do next. It names ids,
positions and counts, and never holds interview text, a participant's name or a line of the key file.
The short code (``QC-CB03``) lets a researcher ask for help without pasting data; the codes are listed in
``docs/reference/errors.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file or a call.

    Parameters
    ----------
    where : str
        File, line, column, row, document or id; empty if there is no place to name.
    found : str
        What is wrong. Never interview text.
    allowed : str
        What would be right.
    do : str
        What to do next.
    """

    where: str
    found: str
    allowed: str = ""
    do: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.found}" if self.where else self.found
        return " ".join(_sentence(part) for part in (head, self.allowed, self.do) if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", ":")) else text + "."


class QualcodeError(Exception):
    """Root of all errors that qualcode raises on purpose."""


class UserError(QualcodeError):
    """An error that a researcher can act on; shown without a traceback.

    Parameters
    ----------
    found : str
        What is wrong.
    code : str
        Short code such as ``"QC-CB03"``.
    where, allowed, do : str
        The other three parts of the message.
    problems : iterable of Problem
        All problems of a file at once; then ``found`` is the heading.
    """

    exit_status = 1

    def __init__(
        self,
        found: str,
        *,
        code: str,
        where: str = "",
        allowed: str = "",
        do: str = "",
        problems: Iterable[Problem] = (),
    ) -> None:
        self.code = code
        self.problem = Problem(where, found, allowed, do)
        self.problems = tuple(problems)
        super().__init__(found)

    def __str__(self) -> str:
        lines = [f"{type(self).__name__} [{self.code}]: {self.problem}"]
        lines += [f"  {problem}" for problem in self.problems]
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows instead of a traceback: IPython asks for it by this name."""
        return str(self).splitlines()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.problem, self.problems)


def _rebuild(kind: type[UserError], code: str, problem: Problem, problems: tuple[Problem, ...]) -> UserError:
    return kind(
        problem.found,
        code=code,
        where=problem.where,
        allowed=problem.allowed,
        do=problem.do,
        problems=problems,
    )


class StudyLayoutError(UserError, ValueError):
    """The study folder or study.yaml is not in order."""


class CodebookError(UserError, ValueError):
    """codebook.yaml cannot be used as it is."""


class DocumentImportError(UserError, ValueError):
    """A transcript cannot be read or stored; nothing of it was kept."""


class UnsafeFileError(UserError, ValueError):
    """A file could harm the machine or reach outside itself, and was not opened further."""


class UnreadableFileError(UserError, ValueError):
    """A file cannot be read as what it says it is, or cannot be written; nothing was changed."""


class PseudonymisationError(UserError, ValueError):
    """The plan of pseudonyms or the key does not fit the text."""


class SegmentationError(UserError, ValueError):
    """A text cannot be cut as asked."""


class CodingError(UserError, ValueError):
    """A coding does not fit the text or the codebook."""


class ReliabilityError(UserError, ValueError):
    """Agreement cannot be computed from these codings."""


class MatrixError(UserError, ValueError):
    """A matrix, a list of findings or a comparison cannot be made."""


class InterchangeError(UserError, ValueError):
    """A file to exchange cannot be read or written; nothing of it was kept."""


class ReportError(UserError, ValueError):
    """A report, figure or table cannot be made."""


class StoreError(UserError):
    """The store refuses; nothing was changed."""


class StaleStudyError(StoreError):
    """Somebody changed what this write builds on since it was loaded."""


class StoreBusyError(StoreError):
    """Somebody else is writing, and the wait ran out."""


class StoreDamagedError(StoreError):
    """What was read is not what was written."""


class StepNeeded(UserError):
    """A person has to do something before the next step can run; what is done is kept."""


class UsageError(UserError, ValueError):
    """The call itself is wrong."""

    exit_status = 2


class PrivacyError(UserError):
    """Refused to protect somebody."""

    exit_status = 3


class MissingExtraError(QualcodeError, ImportError):
    """An optional package is not installed; the message names the pip command."""

    exit_status = 1

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"MissingExtraError [QC-EX01]: {package} is not installed. "
            f"Install it with: python -m pip install 'qualcode[{extra}]'"
        )
