"""Options that many commands share, and how a command opens its study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from qualcode.study import Study

StudyOption = Annotated[
    Path | None,
    typer.Option("--study", metavar="DIR", help="The study; by default the nearest study.yaml upwards."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the machine's form of the result.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending picks the format."),
]
AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="VERSION",
        help="As it was while this version of the codebook held: its codes, codings and texts. For the team.",
    ),
]


@contextmanager
def opened(study: Path | None) -> Iterator[Study]:
    """Open the study that a command works on, and close it afterwards."""
    from qualcode.study import Study

    with Study.open(study) as found:
        yield found
