"""Files made to harm or gone wrong: a plain refusal, nothing on the disk, no word of theirs in the message."""

import re
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UserError
from qualcode.interchange.exchange import problems_of
from qualcode.interchange.refi import read_qdc, read_qdpx, write_qdpx
from unit.interchange.refi.samples import archive, coded_file, g, project, qde

SECRET = "HEMMELIGMARKOER7Q"
GOOD = qde("", codes=f'<Code guid="{g(1)}" name="{SECRET}" isCodable="true"/>')
HEAD, BODY = GOOD.split("?>", 1)
BOMB = "<!DOCTYPE a [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9)) + "]>"


def linked(data):
    """Turn the first member of an archive into a symbolic link."""
    at = data.rindex(b"PK\x01\x02") + 38
    return data[:at] + struct.pack("<L", 0o120777 << 16) + data[at + 4 :]


def deep(levels):
    code = f'<Code guid="{{}}" name="{SECRET}" isCodable="true">'
    return "".join(code.format(g("deep", n)) for n in range(levels)) + "</Code>" * levels


FILES = {
    "dtd": archive({"project.qde": f"{HEAD}?><!DOCTYPE Project>{BODY}"}),
    "entities": archive({"project.qde": f"{HEAD}?>{BOMB}{BODY.replace(SECRET, '&e9;')}"}),
    "external entity": archive(
        {
            "project.qde": f'{HEAD}?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>{BODY.replace(SECRET, "&x;")}'
        }
    ),
    "depth": archive({"project.qde": qde("", codes=deep(300))}),
    "broken xml": archive({"project.qde": GOOD[:-5]}),
    "empty xml": archive({"project.qde": ""}),
    "html": archive({"project.qde": f"<html>{SECRET}</html>"}),
    "codebook in project": archive({"project.qde": f"<CodeBook><Codes/>{SECRET}</CodeBook>"}),
    "no project": archive({"sources/a.txt": SECRET}),
    "two projects": archive({"a.qde": GOOD, "b.qde": GOOD}),
    "zip-slip": archive({"project.qde": GOOD, "../../a.txt": SECRET}),
    "absolute": archive({"project.qde": GOOD, "/etc/a.txt": SECRET}),
    "drive": archive({"project.qde": GOOD, "C:\\a.txt": SECRET}),
    "bomb": archive({"project.qde": GOOD, "sources/a.txt": b"\0" * 50_000_000}),
    "link": archive({"project.qde": GOOD}, mutate=linked),
    "truncated": archive({"project.qde": GOOD * 50})[:-30],
    "half": archive({"project.qde": GOOD})[:100],
    "no archive": b"Hej " + SECRET.encode(),
    "bare xml": GOOD.encode(),
    "empty": b"",
    "capitals": archive(
        {
            "project.qde": qde(
                f'<Sources><TextSource guid="{g(2)}" plainTextPath="internal://a.txt"/></Sources>'
            ),
            "sources/a.txt": "a",
            "Sources/A.TXT": "b",
        }
    ),
    "zeros": archive(
        {
            "project.qde": qde(
                f'<Sources><TextSource guid="{g(2)}" plainTextPath="internal://a.txt"/></Sources>'
            ),
            "sources/a.txt": SECRET.encode() + b"\0\0\0\1",
        }
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_project_is_refused(tmp_path, name):
    path = tmp_path / "a.qdpx"
    path.write_bytes(FILES[name])
    with pytest.raises(UserError) as caught:
        read_qdpx(path)
    assert caught.value.code.startswith(("QC-SF", "QC-RQ"))
    assert SECRET not in str(caught.value)
    assert "a.qdpx" in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["a.qdpx"]


def test_the_plain_files_beside_them_are_read(tmp_path):
    """What the hostile files were made of is in order: they are refused for what was done to them."""
    (tmp_path / "a.qdpx").write_bytes(archive({"project.qde": GOOD}))
    assert read_qdpx(tmp_path / "a.qdpx")[0].codes[0].name == SECRET
    (tmp_path / "b.qdpx").write_bytes(archive({"project.qde": qde("", codes=deep(150))}))
    assert len(read_qdpx(tmp_path / "b.qdpx")[0].codes) == 150


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.qdc", archive({"project.qde": GOOD})),
        ("a.qdc", GOOD.encode()),
        ("a.xml", f'<CodeBook><Codes><Code guid="{g(1)}" name="a"/></Codes></CodeBook>'.encode()),
        ("a.qdc", f"<!DOCTYPE a><CodeBook>{SECRET}</CodeBook>".encode()),
        ("a.qdc", b""),
        ("a.qdc", f'<CodeBook><Codes><Code guid="{g(1)}" name="{SECRET}"/><Code guid="{g(1)}" name="b"/></Codes></CodeBook>'.encode()),
    ],
)  # fmt: skip
def test_a_hostile_codebook_is_refused(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_qdc(tmp_path / name)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("Boolean", "maybe"), ("Integer", "1_0"), ("Integer", "9" * 5_000), ("Float", "NaN"), ("Float", "1e999999999"),
        ("Date", "2026-02-30"), ("DateTime", "i går"), ("Integer", "١٢"), ("Weight", "1"),
    ],
)  # fmt: skip
def test_values_of_a_wrong_type_are_refused(tmp_path, kind, value):
    rest = (
        f'<Variables><Variable guid="{g("v")}" name="a" typeOfVariable="{kind}"/></Variables><Cases><Case guid="{g("x")}">'
        f'<VariableValue><VariableRef targetGUID="{g("v")}"/><{kind}Value>{value}</{kind}Value></VariableValue></Case></Cases>'
    )
    (tmp_path / "a.qdpx").write_bytes(archive({"project.qde": qde("", rest=rest)}))
    with pytest.raises(UserError) as caught:
        read_qdpx(tmp_path / "a.qdpx")
    assert caught.value.code == "QC-RQ10"


@pytest.mark.parametrize("cut", [1, 7, 50, 300])
def test_every_truncation_is_noticed(tmp_path, cut):
    write_qdpx(project(), tmp_path / "a.qdpx")
    data = (tmp_path / "a.qdpx").read_bytes()
    (tmp_path / "a.qdpx").write_bytes(data[:-cut])
    with pytest.raises(UserError):
        read_qdpx(tmp_path / "a.qdpx")


def test_every_changed_byte_is_noticed_or_harmless(tmp_path):
    """The archive's checksums see changes of what it holds; those of its own bookkeeping fail or change nothing."""
    path = tmp_path / "a.qdpx"
    write_qdpx(project(), path)
    data = path.read_bytes()
    before = read_qdpx(path)[0]
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        try:
            found = read_qdpx(path)[0]
        except UserError:
            continue
        assert found.codings == before.codings
        assert found.selections == before.selections
        assert all(s.text in (None, t.text) for s, t in zip(found.sources, before.sources, strict=True))


def test_nothing_of_a_project_shows_in_its_repr(tmp_path):
    (tmp_path / "a.qdpx").write_bytes(coded_file(f"Vi gik {SECRET} hjem.\n", [(0, 6)], names=True))
    found, losses = read_qdpx(tmp_path / "a.qdpx")
    assert SECRET not in repr(found) + repr(found.sources) + repr(found.selections) + repr(losses)
    assert "Vi gik" not in repr(found.selections)


def test_an_archive_of_other_names_is_a_zip_like_any_other(tmp_path):
    """The link test above stands on the place of a field in the format: it is still there."""
    (tmp_path / "a.zip").write_bytes(FILES["link"])
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.infolist()[0].external_attr >> 16 == 0o120777


ODD = [
    "",
    "x",
    "-1",
    "1e3",
    "١٢",
    g("nobody"),
    g("c", 1),
    "{" + g("c", 1) + "}",
    "true",
    "99999999999999999999",
    "2026-13-40",
]


@given(data=st.data())
def test_any_attribute_may_be_missing_or_odd(tmp_path_factory, data):
    """Whatever stands in an attribute, or does not: the file is read or refused, and nothing else happens."""
    path = tmp_path_factory.mktemp("refi") / "a.qdpx"
    write_qdpx(project(), path)
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name).decode() for name in opened.namelist()}
    xml = members["project.qde"]
    attributes = [found.span() for found in re.finditer(r' \w+="[^"]*"', xml)]
    elements = [found.span() for found in re.finditer(r"<(\w+)[^>]*/>|<(\w+)[^>/]*>[^<]*</\2>", xml)]
    start, end = data.draw(st.sampled_from(attributes[1:] + elements))
    odd = data.draw(st.sampled_from([None, *ODD]))
    piece = xml[start:end]
    if odd is None:
        changed = ""
    elif piece.startswith(" "):
        changed = f'{piece.partition("=")[0]}="{odd}"'
    else:
        changed = re.sub(r">[^<]*<", f">{odd}<", piece) if "</" in piece else piece * 2
    origin = data.draw(st.sampled_from(["qualcode", "Testværktøj"]))
    xml = (xml[:start] + changed + xml[end:]).replace('origin="qualcode"', f'origin="{origin}"')
    path.write_bytes(archive({**members, "project.qde": xml}))
    try:
        found, _ = read_qdpx(path)
    except UserError:
        return
    assert problems_of(found) == []


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (0, 10**30), (8, 2), (500, 600)])
def test_passages_outside_their_text_are_said_to_be_that(tmp_path, start, end):
    """No way of counting helps, so none is asked for."""
    passage = f'<PlainTextSelection guid="{g(2)}" startPosition="{start}" endPosition="{end}"/>'
    source = f'<TextSource guid="{g(1)}" name="a" plainTextPath="internal://a.txt">{passage}</TextSource>'
    members = {"project.qde": qde(f"<Sources>{source}</Sources>"), "sources/a.txt": "Vi gik hjem.\n"}
    (tmp_path / "a.qdpx").write_bytes(archive(members))
    with pytest.raises(UserError) as caught:
        read_qdpx(tmp_path / "a.qdpx")
    assert caught.value.code == "QC-RQ22"
    assert "--dialect" not in str(caught.value)
