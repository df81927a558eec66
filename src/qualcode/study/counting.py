"""What is counted: one snapshot of codings and segments, for as many matrices as are wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.model import Codebook, CodingSet, GuideItem, Segment, StudyConfig

if TYPE_CHECKING:
    from qualcode.matrices import Findings, ThemeMatrix
    from qualcode.study.facade import Study


@dataclass(frozen=True, slots=True)
class Counting:
    """The chosen codings and all segments of a study, read once."""

    config: StudyConfig
    codebook: Codebook
    codings: CodingSet = field(repr=False)
    segments: tuple[Segment, ...] = field(repr=False)
    guide: tuple[GuideItem, ...] = field(repr=False)
    sites: int

    @classmethod
    def of(cls, study: Study, *, as_of: str = "") -> Counting:
        """Read what a study counts, or counted while a version of the codebook held: its codes, codings and texts.

        study.yaml and the tables of interviews and speakers have no history: those of today say who spoke where.
        """
        if as_of:
            segments = tuple(study.segments(as_of=as_of))
            return cls(
                study.config,
                study.codebook_at(as_of),
                study.coding_set(as_of=as_of),
                segments,
                tuple(study.guide),
                len(study.config.sites or {one.site for one in segments if one.site}),
            )
        return cls(
            study.config,
            study.codebook,
            study.coding_set(),
            tuple(study.segments()),
            tuple(study.guide),
            len(study.site_ids),
        )

    def settings(self) -> dict[str, Any]:
        """Return what every count is made with."""
        config = self.config
        return {
            "areas": config.areas,
            "both_areas": config.both_areas,
            "sites_total": self.sites,
            "language": config.language,
            "words": config.quantifiers,
            "segmentation": config.segmentation,
        }

    def matrix(self, rows: str, columns: str, *, name: str = "", title: str = "") -> ThemeMatrix:
        """Count two branches against each other."""
        from qualcode.matrices import theme_matrix

        return theme_matrix(
            self.codings,
            self.segments,
            self.codebook,
            rows=rows,
            columns=columns,
            guide=self.guide,
            name=name,
            title=title,
            **self.settings(),
        )

    def matrices(self) -> list[ThemeMatrix]:
        """Count the matrices that study.yaml names."""
        return [
            self.matrix(spec.rows, spec.columns, name=spec.name, title=spec.title)
            for spec in self.config.matrices
        ]

    def findings(self) -> Findings:
        """List who says what of which partner, by area."""
        from qualcode.matrices import findings

        return findings(
            self.codings,
            self.segments,
            self.codebook,
            partner_branch=self.config.partner_branch,
            **self.settings(),
        )
