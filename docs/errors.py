"""Write docs/reference/errors.md from the source: ``python docs/errors.py``."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"QC-[A-Z]{2}\d\d")
HEAD = """# Errors

Made from the source by `python docs/errors.py`; a test fails when it is out of date.

A message says where, what was found, what is allowed and what to do, and never holds interview text or a person's name. The code lets
you ask for help without showing data. `…` stands for a number, a position, a file or an id.

| code | error | what was found | what to do |
|---|---|---|---|
"""


def words(node) -> str:
    """Return the fixed words of a string in the source, with … for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "…" for v in node.values)
    if isinstance(node, ast.IfExp):
        return " / ".join(filter(None, dict.fromkeys((words(node.body), words(node.orelse)))))
    return ""


def calls(tree):
    """Yield every call that names a code, with the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [*node.args, *(k.value for k in node.keywords if k.arg == "code")]
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value):
                    yield value.value, node


def row(node) -> tuple[str, str, str]:
    """Return error class, what was found and what to do of one call."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    texts = [words(arg) for arg in node.args if not CODE.fullmatch(words(arg) or "-")]
    named = {keyword.arg: words(keyword.value) for keyword in node.keywords}
    found = named.get("what") or next((text for text in texts if text), "")
    kind = name if name.endswith("Error") or name == "StepNeeded" else ""
    if not kind:
        kind = next((a.id for a in node.args if isinstance(a, ast.Name) and a.id.endswith("Error")), "")
    return kind, found, named.get("do", "")


def page() -> str:
    """Return the page."""
    found = defaultdict(list)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for code, node in calls(ast.parse(path.read_text(encoding="utf-8"))):
            found[code].append(row(node))
    found["QC-EX01"] = [("MissingExtraError", "an optional package is not installed", "Run the pip command that the message names.")]
    lines = []
    for code in sorted(found):
        columns = [" / ".join(dict.fromkeys(filter(None, column))) for column in zip(*found[code], strict=True)]
        lines.append(f"| {code} | " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in columns) + " |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/reference/errors.md").write_text(page(), encoding="utf-8")
