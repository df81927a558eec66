"""An edited report beside the data that it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.reporting import verify
from qualcode.study import privacy
from qualcode.study.clearing import scan_lists
from qualcode.study.printing import current_report

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study

COLUMNS = ("kind", "heading", "anchor", "expected", "found")


def verify_report(study: Study, path: Path) -> pd.DataFrame:
    """Say what in an edited Word report no longer agrees with the data; no rows where all does."""
    import pandas as pd

    found = verify(path, current_report(study), names=_site_names(study), lists=scan_lists(study))
    rows = [tuple(getattr(one, name) for name in COLUMNS) for one in found]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _site_names(study: Study) -> list[str]:
    """Return what the plan of pseudonyms replaced as names of municipalities: none of them may stand in print."""
    plan = privacy.read(study, study.plan_path)
    if plan is None:
        return []
    return sorted(
        {row.found for row in plan.rows if row.label == "MUNICIPALITY" and row.decision == "replace"}
    )
