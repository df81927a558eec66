"""Where things lie in a study folder, how a study is found, and how a new one is made."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from qualcode.errors import StudyLayoutError
from qualcode.interchange import default_study_yaml
from qualcode.labels import Labels
from qualcode.model import StudyConfig, new_id
from qualcode.safe_io import PRIVATE_FILE, PRIVATE_FOLDER, make_private_folder, write_text

STUDY_FILE = "study.yaml"
PUBLIC_FILE = 0o644

CONSENSUS = "consensus"
"""The coder whose codings are counted where study.yaml names nobody."""

_WORDS = {
    "readme": {
        "da": "# {title}\n\nEn undersøgelse i qualcode. Kør `qualcode run` her i mappen.\n\n"
        "- `study.yaml` og `codebook.yaml`: indstillinger og kodetræ\n"
        "- `data/transcripts/`: udskrifterne, som de kom\n"
        "- `data/speakers.csv`, `data/interviews.csv`, `data/guide.csv`: talere, interview og interviewguide\n"
        "- `data/codings/`: kodninger som CSV-filer\n"
        "- `reports/`: det, der kan trykkes; `reports/team/` er kun til gruppen\n",
        "en": "# {title}\n\nA study in qualcode. Run `qualcode run` in this folder.\n\n"
        "- `study.yaml` and `codebook.yaml`: settings and code tree\n"
        "- `data/transcripts/`: the transcripts as they came\n"
        "- `data/speakers.csv`, `data/interviews.csv`, `data/guide.csv`: speakers, interviews, interview guide\n"
        "- `data/codings/`: codings as CSV files\n"
        "- `reports/`: what can be printed; `reports/team/` is for the team only\n",
    },
    "codebook": {
        "da": 'version: "1"\nlanguage: da\ntitle: {title}\ncodes:\n'
        "  - id: partner\n    name: Samarbejdspartnere\n    codable: false\n    children:\n"
        "      - id: skole\n        name: Skoler\n        definition: Skolen er part i det samarbejde, der tales om.\n"
        "  - id: fremmer\n    name: Det, der fremmer\n    codable: false\n    children:\n"
        "      - id: nem-adgang\n        name: Nem adgang\n        definition: Partneren er let at få fat i.\n"
        "  - id: barriere\n    name: Det, der hæmmer\n    codable: false\n    children:\n"
        "      - id: travlhed\n        name: Travlhed\n        definition: Der mangler tid til samarbejdet.\n",
        "en": 'version: "1"\nlanguage: en\ntitle: {title}\ncodes:\n'
        "  - id: partner\n    name: Partners\n    codable: false\n    children:\n"
        "      - id: skole\n        name: Schools\n        definition: The school is a party to the cooperation spoken of.\n"
        "  - id: fremmer\n    name: What helps\n    codable: false\n    children:\n"
        "      - id: nem-adgang\n        name: Easy access\n        definition: The partner is easy to reach.\n"
        "  - id: barriere\n    name: What hinders\n    codable: false\n    children:\n"
        "      - id: travlhed\n        name: Too busy\n        definition: There is no time for the cooperation.\n",
    },
}

_GITIGNORE = """data/transcripts/
data/codings/
data/factcheck/
data/clearance/
data/printed/
data/origin/
data/statements.csv
data/summaries.csv
data/private/
data/interviews.csv
data/speakers.csv
data/study.db*
frozen/
reports/team/
*.qdpx
.ipynb_checkpoints/
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """The fixed places of a study, from its root."""

    root: Path

    @property
    def study_yaml(self) -> Path:
        """Settings."""
        return self.root / STUDY_FILE

    @property
    def codebook(self) -> Path:
        """The code tree."""
        return self.root / "codebook.yaml"

    @property
    def data(self) -> Path:
        """All that is not printed."""
        return self.root / "data"

    @property
    def interviews(self) -> Path:
        """One row per interview."""
        return self.data / "interviews.csv"

    @property
    def speakers(self) -> Path:
        """One row per speaker in a document."""
        return self.data / "speakers.csv"

    @property
    def guide(self) -> Path:
        """The interview guide."""
        return self.data / "guide.csv"

    @property
    def transcripts(self) -> Path:
        """The transcripts as they came."""
        return self.data / "transcripts"

    @property
    def codings(self) -> Path:
        """Codings exchanged as CSV files."""
        return self.data / "codings"

    @property
    def store(self) -> Path:
        """The store."""
        return self.data / "study.db"

    @property
    def printed_numbers(self) -> Path:
        """The list of the numbers that have gone out."""
        return self.data / "printed" / "numbers.json"

    @property
    def reference_findings(self) -> Path:
        """Findings to compare with, where the study has some."""
        return self.data / "reference" / "findings.csv"

    @property
    def notebooks(self) -> Path:
        """The analysis."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """What is printed, in words."""
        return self.root / "reports"

    @property
    def team(self) -> Path:
        """Tables with numbers: for the team, not for others."""
        return self.reports / "team"

    def private(self, config: StudyConfig) -> Path:
        """Where plan and key lie: outside the study unless study.yaml names a folder."""
        if config.private:
            return (self.root / config.private).resolve()
        return user_data_path("qualcode", appauthor=False) / "private" / (config.study_id or "unnamed")


def find_study(start: Path | None = None) -> Layout:
    """Return the nearest study at or above a folder.

    Raises
    ------
    StudyLayoutError
        There is no study.yaml there or above.
    """
    here = (start or Path.cwd()).resolve()
    if not here.exists():  # a slip would else find the study around it, and change that one
        raise StudyLayoutError(
            "there is no such folder",
            code="QC-SY12",
            where=str(here),
            do="Check the name of the study's folder.",
        )
    if here.is_file() and here.name == STUDY_FILE:
        here = here.parent
    for folder in (here, *here.parents):
        if (folder / STUDY_FILE).is_file():
            return Layout(folder)
    raise StudyLayoutError(
        f"no {STUDY_FILE} here or in a folder above",
        code="QC-SY12",
        where=str(here),
        do="Go to a study's folder, name one with --study DIR, or make one with: qualcode init DIR",
    )


def create_study(target: Path, *, title: str, language: str) -> Layout:
    """Make the folders and first files of a new study.

    Raises
    ------
    StudyLayoutError
        The folder is there and not empty.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StudyLayoutError(
            "the folder is not empty", code="QC-SY02", where=str(target), do="Name a new or empty folder."
        )
    layout = Layout(target.resolve())
    for folder in (layout.root, layout.data, layout.transcripts, layout.codings):
        make_private_folder(folder)
    make_private_folder(layout.notebooks)
    make_private_folder(layout.reports)
    words = Labels(_WORDS, language)
    write_text(layout.codebook, starting_codebook(title, language), mode=PUBLIC_FILE)
    write_text(layout.interviews, "document,site,date,mode,notes\n")
    write_text(layout.speakers, "document,label,speaker_id,role,area,notes\n")
    write_text(layout.guide, "question,text,codes\n", mode=PUBLIC_FILE)
    ignore_private(layout)
    write_text(layout.root / "README.md", words("readme", title=title), mode=PUBLIC_FILE)
    # Last, so that a folder that was interrupted is not taken for a study.
    write_text(
        layout.study_yaml,
        default_study_yaml(title=title, language=language, study_id=new_id()),
        mode=PUBLIC_FILE,
    )
    return layout


def starting_codebook(title: str, language: str) -> str:
    """Return the text of the codebook.yaml that a new study begins with."""
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Labels(_WORDS, language)("codebook", title=quoted)


def ignore_private(layout: Layout) -> None:
    """Keep out of version control what can point to a person, and what only the team may see."""
    write_text(layout.root / ".gitignore", _GITIGNORE, mode=PUBLIC_FILE)


def protect(layout: Layout, config: StudyConfig) -> None:
    """Let only the owner read what can point to a person, also where somebody put it there with open permissions.

    Windows has its own rules, and what belongs to another account is left to it.
    """
    if os.name != "posix":
        return
    folders = [
        layout.data,
        layout.transcripts,
        layout.codings,
        layout.data / "factcheck",
        layout.data / "clearance",
        layout.printed_numbers.parent,
        layout.private(config),
    ]
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir() if file.is_file()]
    for path, mode in [
        *((f, PRIVATE_FOLDER) for f in folders if f.is_dir()),
        *((f, PRIVATE_FILE) for f in files),
    ]:
        if path != layout.guide and path.stat().st_mode & 0o077:
            with suppress(PermissionError):
                path.chmod(mode)
