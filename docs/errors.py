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


def places(tree):
    """Yield code, error class, what was found and what to do, wherever the source names a code."""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            texts = [named.get(arg.id, arg) if isinstance(arg, ast.Name) else arg for arg in node.args]
            keywords = {
                k.arg: named.get(k.value.id, k.value) if isinstance(k.value, ast.Name) else k.value
                for k in node.keywords
            }
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            kinds = [name, *(arg.id for arg in node.args if isinstance(arg, ast.Name))]
            kind = next((kind for kind in kinds if kind.endswith("Error") or kind == "StepNeeded"), "")
            yield from row(kind, [words(text) for text in [*texts, keywords.get("code")]], keywords)
        elif isinstance(node, ast.Tuple):
            yield from row("", [words(element) for element in node.elts], {})


def row(kind, texts, keywords):
    """Yield one row for each code among some texts; the others say what was found and what to do."""
    others = [text for text in texts if text and not CODE.fullmatch(text)]
    for code in filter(CODE.fullmatch, texts):
        found = words(keywords.get("what")) or (others[0] if others else "")
        yield (
            code,
            kind,
            found,
            words(keywords.get("do")) or (others[1] if len(others) > 1 and not kind else ""),
        )


def page() -> str:
    """Return the page."""
    found = defaultdict(list)
    for path in sorted((ROOT / "src").rglob("*.py")):
        for code, *columns in places(ast.parse(path.read_text(encoding="utf-8"))):
            found[code].append(columns)
    found["QC-EX01"] = [
        (
            "MissingExtraError",
            "an optional package is not installed",
            "Run the pip command that the message names.",
        )
    ]
    lines = []
    for code in sorted(found):
        columns = [
            " / ".join(dict.fromkeys(filter(None, column))) for column in zip(*found[code], strict=True)
        ]
        lines.append(
            f"| {code} | " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in columns) + " |"
        )
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/reference/errors.md").write_text(page(), encoding="utf-8")
