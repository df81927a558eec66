"""Zip archives that lie about their size, their names or their places."""

import io
import stat
import struct
import zipfile
import zlib

import pytest

from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.safe_io import Archive, ArchiveLimits


def made(*members, compression=zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def opened(data: bytes, **limits) -> Archive:
    return Archive(data, where="a.zip", limits=ArchiveLimits(**limits) if limits else None)


def test_members_are_read():
    archive = opened(made(("a.txt", "å"), ("folder/", ""), ("folder/b", b"\0" * 10)))
    assert archive.names == ["a.txt", "folder/b"]
    assert archive.read("a.txt") == "å".encode()
    assert "folder/b" in archive
    assert archive.size("folder/b") == 10


def test_a_missing_member_is_said_without_its_name():
    with pytest.raises(UnreadableFileError, match="QC-SF30"):
        opened(made(("a", "x"))).read("b")


def test_a_bomb_is_refused_by_its_ratio():
    with pytest.raises(UnsafeFileError, match="QC-SF35"):
        opened(made(("a", b"\0" * 10_000_000)))


def test_a_small_member_may_pack_well():
    """A page of blanks is no bomb."""
    assert len(opened(made(("a", b" " * 1_000_000))).read("a")) == 1_000_000


@pytest.mark.parametrize(
    ("limits", "code"),
    [({"members": 1}, "QC-SF31"), ({"total_size": 150}, "QC-SF32"), ({"member_size": 90}, "QC-SF32")],
)
def test_limits(limits, code):
    with pytest.raises(UnsafeFileError, match=code):
        opened(made(("a", b"x" * 100), ("b", b"y" * 100)), **limits)


def test_a_million_members_are_refused_before_they_are_listed():
    """Listing them would take zipfile many seconds and gigabytes."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 1_000_000
    data = b"PK\3\4" + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, len(listed), 4, 0)
    with pytest.raises(UnsafeFileError, match="QC-SF31"):
        opened(data)


@pytest.mark.parametrize(
    "name", ["../a", "a/../../b", "/etc/x", "\\\\server\\x", "C:/x", "a\\..\\b", "a\nb", "..", "a/.."]
)
def test_names_that_reach_out_are_refused(name):
    with pytest.raises(UnsafeFileError, match="QC-SF37"):
        opened(made((name, "x")))


def test_names_that_stand_twice_are_refused():
    """Two readers of one file could then see two different texts."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = made(("a", "x"), ("a", "y"))
    with pytest.raises(UnsafeFileError, match="QC-SF38"):
        opened(data)
    with pytest.raises(UnsafeFileError, match="QC-SF38"):
        opened(made(("\u00e5", "x"), ("a\u030a", "y")))


def test_links_are_refused():
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(UnsafeFileError, match="QC-SF36"):
        opened(made((info, "/etc/passwd")))


def test_encrypted_members_are_refused():
    data = bytearray(made(("a", "x")))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + place] |= 1
    with pytest.raises(UnsafeFileError, match="QC-SF33"):
        opened(bytes(data))


def test_unusual_packing_is_refused():
    with pytest.raises(UnsafeFileError, match="QC-SF34"):
        opened(made(("a", "x"), compression=zipfile.ZIP_LZMA))


def quoted(count: int, size: int) -> bytes:
    """Build a "quoted overlap": every member's data are the headers of all members behind it, and one kernel.

    Each header is quoted as a stored block of the packed data, so each member unpacks to the kernel and more.
    """
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(b"\0" * size) + kernel.flush()
    plain = b"\0" * size
    listed = b""
    places: list[tuple[bytes, int]] = []
    for number in reversed(range(count)):
        fixed = (20, 0, 8, 0, 0x21, zlib.crc32(plain), len(data), len(plain), 1)
        header = struct.pack("<4s5H3L2H", b"PK\3\4", *fixed, 0) + bytes([97 + number])
        places.append((struct.pack("<4s6H3L", b"PK\1\2", 20, *fixed[:-1]) + bytes([1, 0]), 97 + number))
        quote = struct.pack("<B2H", 0, len(header), len(header) ^ 0xFFFF)
        data, plain = quote + header + data, header + plain
    data = data[5:]  # the first header is not quoted
    place = 0
    for start, letter in reversed(places):
        listed += start + struct.pack("<4H2L", 0, 0, 0, 0, 0, place) + bytes([letter])
        place += 31 + 5
    return data + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), len(data), 0)


def test_members_that_quote_each_other_are_refused():
    """Python 3.11.7 reads these as separate members: a small file becomes a large one without a suspicious ratio."""
    alone = opened(quoted(1, 50_000))
    assert len(alone.read("a")) == 50_000
    data = quoted(20, 50_000)
    with pytest.raises(UnsafeFileError, match="QC-SF39"):
        opened(data)


def test_a_member_inside_another_is_refused():
    """The names differ, so only the places tell."""
    inner = made(("b", "y" * 50), compression=zipfile.ZIP_STORED)
    header_and_data = inner[: inner.index(b"PK\1\2")]
    outer = made(("a", header_and_data), compression=zipfile.ZIP_STORED)
    listed = outer.index(b"PK\1\2")
    end = outer.index(b"PK\5\6")
    inside = outer.index(header_and_data)
    entry = bytearray(inner[inner.index(b"PK\1\2") : inner.index(b"PK\5\6")])
    struct.pack_into("<L", entry, 42, inside)
    directory = outer[listed:end] + bytes(entry)
    data = (
        outer[:listed] + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, len(directory), listed, 0)
    )
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["a", "b"]
    with pytest.raises(UnsafeFileError, match="QC-SF39"):
        opened(data)


def test_headers_that_contradict_the_list_are_refused():
    data = bytearray(made(("a", "x")))
    data[data.index(b"PK\3\4") + 30] = ord("b")
    with pytest.raises(UnreadableFileError, match="QC-SF30"):
        opened(bytes(data))


def test_a_member_that_is_larger_than_it_says_is_refused():
    """The list says ten bytes, the packed data holds a million."""
    data = bytearray(made(("a", b"\0" * 1_000_000)))
    for signature, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", data, data.index(signature) + place, 10)
    with pytest.raises(UnreadableFileError, match="QC-SF30"):
        opened(bytes(data)).read("a")


@pytest.mark.parametrize("cut", [0, 4, 20, 60, -10, -1])
def test_archives_that_were_cut_off_are_refused(cut):
    data = made(("a", "x" * 100), ("b", "y" * 100))
    with pytest.raises(UnreadableFileError, match="QC-SF30"):
        opened(data[:cut])


def test_damaged_bytes_are_noticed_by_the_checksum():
    data = bytearray(made(("a", "x" * 100), compression=zipfile.ZIP_STORED))
    data[60] ^= 1
    with pytest.raises(UnreadableFileError, match="QC-SF30"):
        opened(bytes(data)).read("a")


def test_nothing_is_written_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    opened(made(("a", "x" * 100_000))).read("a")
    assert not list(tmp_path.iterdir())
