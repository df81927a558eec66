"""The command line: the same words as the Python API, one module per group of commands."""

from qualcode.cli.app import main

__all__ = ["main"]
