"""Reading a frozen study that may come from anybody: nothing in it is believed before its checksum fits."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.interchange import read_guide, read_table
from qualcode.interchange.codebook_yaml import parse_codebook
from qualcode.interchange.study_yaml import parse_study_config
from qualcode.model import Codebook, GuideItem, StudyConfig
from qualcode.safe_io import Archive, ArchiveLimits, decode_text, load_json, read_limited
from qualcode.study.replication import parts as named
from qualcode.study.replication.archive import FORMAT, MANIFEST

_MB = 1024 * 1024
_LIMITS = ArchiveLimits(members=300, member_size=260 * _MB, total_size=400 * _MB)
_FILE_LIMIT = 300 * _MB

_ALLOWED = re.compile(
    r"codebook\.yaml|study\.yaml|guide\.csv|model\.qcm|evaluation\.json|portrait\.json|findings\.csv|verdicts\.json"
    r"|notebooks/[\w.-]{1,80}\.ipynb|matrices/[\w.-]{1,80}\.csv|texts/(?:segments|codings)\.csv"
)
_NEEDED = (named.CODEBOOK, named.SETTINGS, named.GUIDE, named.FINDINGS)


@dataclass(frozen=True)
class Frozen:
    """A frozen study, checked.

    Parameters
    ----------
    about : mapping
        The manifest: name, title, for whom, versions, what was counted.
    parts : mapping of str to bytes
    sha256 : str
        Of the file.
    """

    about: Mapping[str, Any] = field(repr=False)
    parts: Mapping[str, bytes] = field(repr=False)
    sha256: str

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.about.get("name", ""))

    @property
    def for_print(self) -> bool:
        """Whether it holds words only."""
        return self.about.get("for") == "print"

    @property
    def sites(self) -> int:
        """At how many sites it was made; 0 where it does not say."""
        found = self.basis.get("sites")
        return found if isinstance(found, int) and found > 0 else 0

    @cached_property
    def codebook(self) -> Codebook:
        """The code tree that was frozen."""
        return parse_codebook(self._text(named.CODEBOOK), named.CODEBOOK)

    @cached_property
    def config(self) -> StudyConfig:
        """The settings that go along."""
        return parse_study_config(self._text(named.SETTINGS), named.SETTINGS)

    @cached_property
    def guide(self) -> list[GuideItem]:
        """The interview guide."""
        return list(self._as_file(named.GUIDE, read_guide))

    @cached_property
    def findings(self) -> list[dict[str, str]]:
        """Rows of the findings: partner, code, area, quantifier, and for the team numbers of sites and speakers."""
        columns = ("partner", "code", "area", "quantifier", *(() if self.for_print else ("sites",)))
        return [dict(row) for row in self._as_file(named.FINDINGS, partial(read_table, required=columns))]

    @property
    def basis(self) -> Mapping[str, Any]:
        """What the findings were counted from: ``sites``, ``codebook_version``, ``segmentation``, …."""
        found = self.about.get("basis")
        return found if isinstance(found, dict) else {}

    def _text(self, name: str) -> str:
        return decode_text(self.parts[name], where=name).text

    def _as_file(self, name: str, read: Any) -> Any:  # noqa: ANN401  # what the reader returns
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(self.parts[name])
            return read(file)


def read_frozen(path: Path) -> Frozen:
    """Read a frozen study.

    Raises
    ------
    UnreadableFileError
        It is none (QC-FZ06), of a later format (QC-FZ07), or a part is missing or is not what the manifest says (QC-FZ08).
    UnsafeFileError
        It could harm: paths that reach outside, bombs, links (QC-SF30 and following), or parts of other names (QC-FZ09).
    """
    return parse_frozen(read_limited(path, _FILE_LIMIT), where=path.name)


def parse_frozen(data: bytes, *, where: str) -> Frozen:
    """Read a frozen study from its bytes; see :func:`read_frozen`."""
    archive = Archive(data, where=where, limits=_LIMITS)
    if MANIFEST not in archive:
        _refuse("this is no frozen study", "QC-FZ06", where)
    about = _manifest(archive, where)
    stated = about["parts"]
    strange = [name for name in archive.names if name != MANIFEST and not _ALLOWED.fullmatch(name)]
    if strange:
        raise UnsafeFileError(
            f"{len(strange)} parts have names that no frozen study has",
            code="QC-FZ09",
            where=where,
            do="Nothing was read. Ask whoever made it to freeze the study again.",
        )
    if set(stated) != set(archive.names) - {MANIFEST} or any(name not in stated for name in _NEEDED):
        _refuse("parts are missing, or are not in its manifest", "QC-FZ08", where)
    parts = {name: archive.read(name) for name in archive.names if name != MANIFEST}
    wrong = [name for name, part in parts.items() if sha256(part).hexdigest() != stated[name]]
    if wrong:
        _refuse(f"{', '.join(wrong[:5])}: not what the manifest says", "QC-FZ08", where)
    found = Frozen(about, parts, sha256(data).hexdigest())
    _ = found.codebook, found.config, found.guide, found.findings  # refused now, not half-way
    return found


def _manifest(archive: Archive, where: str) -> dict[str, Any]:
    if archive.size(MANIFEST) > _MB:
        _refuse("its manifest is too long", "QC-FZ06", where)
    try:
        about = load_json(archive.read(MANIFEST).decode(), where=f"{where}: {MANIFEST}")
    except UnicodeDecodeError:
        _refuse("its manifest is no text", "QC-FZ06", where)
    if not isinstance(about, dict) or not isinstance(about.get("parts"), dict):
        _refuse("this is no frozen study", "QC-FZ06", where)
    if about.get("format") != FORMAT:
        raise UnreadableFileError(
            "this frozen study has another format",
            code="QC-FZ07",
            where=where,
            allowed=f"Format {FORMAT} is read",
            do="Use the version of qualcode that froze it, or a later one.",
        )
    return about


def _refuse(found: str, code: str, where: str) -> NoReturn:
    raise UnreadableFileError(
        found,
        code=code,
        where=where,
        do="Nothing was read. Copy it again, or ask whoever made it to freeze the study again.",
    )
