"""Write docs/reference/commands.md from the program itself: ``python docs/commands.py``."""

from pathlib import Path

from typer.main import get_command

from qualcode.cli.app import app

HEAD = """# Commands

Made from the program by `python docs/commands.py`; a test fails when it is out of date.

A command works on the study at or above the working folder, or on the one that `--study DIR` names. `-o FILE` picks the format by the
file's ending; without it the result is printed. `--json` prints the machine's form. Exit status: 0 done, 1 the study is not in order,
2 wrong use, 3 refused to protect somebody.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for name, command in sorted(get_command(app).commands.items()):
        inner = getattr(command, "commands", {})
        for sub, leaf in sorted(inner.items()) if inner else [("", command)]:
            parts.append(section(f"{name} {sub}".strip(), leaf))
    return "\n".join(parts)


def section(name, command) -> str:
    """Return one command: usage, what it does, its options."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    words = " ".join(p.metavar or p.name.upper() for p in arguments)
    lines = [f"## `qualcode {name}{' ' + words if words else ''}`", "", command.help or "", ""]
    for option in options:
        flags = ", ".join(f"`{flag}`" for flag in option.opts)
        value = f" {option.metavar}" if option.metavar else ""
        lines.append(f"- {flags}{value}: {option.help or option.name.replace('_', ' ')}")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("reference").joinpath("commands.md").write_text(page(), encoding="utf-8")
