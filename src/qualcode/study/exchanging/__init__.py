"""A study and other programs' projects: out with :func:`to_exchange`, in with :func:`from_exchange`.

What the formats have no place for travels as further fields (:mod:`~qualcode.study.exchanging.fields`), so that a study
comes back as it was. An import is planned as a whole, with everything that would be lost, before anything is written.
"""

from qualcode.study.exchanging.exporting import ExportResult, export_project
from qualcode.study.exchanging.importing import ProjectImport, import_project
from qualcode.study.exchanging.incoming import from_exchange
from qualcode.study.exchanging.outgoing import to_exchange
from qualcode.study.exchanging.planned import PlannedImport
from qualcode.study.exchanging.staying import Attributes

__all__ = [
    "Attributes",
    "ExportResult",
    "PlannedImport",
    "ProjectImport",
    "export_project",
    "from_exchange",
    "import_project",
    "to_exchange",
]
