"""Check REFI-QDA files against a schema of one's own choice, such as the one on the working group's page.

python benchmarks/refi_valid.py SCHEMA.xsd FILE...       .qdpx, .qdc or .qde
"""

import sys
import zipfile
from pathlib import Path

from lxml import etree


def xml_of(path):
    """Return the XML of a file."""
    if path.suffix.lower() != ".qdpx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(name for name in archive.namelist() if name.lower().endswith(".qde")))


def main():
    """Print one line a file."""
    schema = etree.XMLSchema(etree.parse(sys.argv[1]))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    bad = 0
    for name in map(Path, sys.argv[2:]):
        valid = schema.validate(etree.fromstring(xml_of(name), parser))
        bad += not valid
        print(f"{name.name}: {'valid' if valid else 'NOT VALID'}")
        for entry in list(schema.error_log)[:5]:
            print(f"  line {entry.line}: {entry.type_name}")
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
