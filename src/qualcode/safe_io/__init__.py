"""Reading and writing files so that nothing harmful gets in and nothing half-done is left.

Reading has limits (size, members of an archive, depth of XML and JSON) and never guesses an encoding silently;
writing goes to a temporary file in the same folder, is flushed to the disk and then renamed, with permissions
that let only the owner read. Nothing is ever unpacked to the disk.
"""

from qualcode.safe_io.archives import Archive, ArchiveLimits
from qualcode.safe_io.decoding import Decoded, control_in, decode_text
from qualcode.safe_io.json import load_json
from qualcode.safe_io.oserrors import plain_os_errors
from qualcode.safe_io.reading import FILE_LIMIT, long_csv_cells, read_limited
from qualcode.safe_io.writing import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    make_private_folder,
    remove_leftovers,
    replacing,
    write_bytes,
    write_text,
)
from qualcode.safe_io.xml import Walker, parse_xml, walk_xml

__all__ = [
    "FILE_LIMIT",
    "PRIVATE_FILE",
    "PRIVATE_FOLDER",
    "Archive",
    "ArchiveLimits",
    "Decoded",
    "Walker",
    "control_in",
    "decode_text",
    "load_json",
    "long_csv_cells",
    "make_private_folder",
    "parse_xml",
    "plain_os_errors",
    "read_limited",
    "remove_leftovers",
    "replacing",
    "walk_xml",
    "write_bytes",
    "write_text",
]
