"""Decisions on suggestions. Frozen: what the tables are today stands in ``tables.py``.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HOLDS = sa.text("to_rev IS NULL")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add a table; the others stay as they are."""
    op.create_table(
        "decision",
        sa.Column("seq", SEQ, nullable=False),
        _text("id"),
        _number("document"),
        _text("version"),
        _number("segment"),
        _number("start"),
        _number("stop"),
        _number("code"),
        sa.Column("score", sa.Double(), nullable=False),
        _number("rank"),
        _number("suggested"),
        _text("model"),
        _text("answer"),
        _text("coder"),
        _number("became", nullable=True),
        _text("codebook_version"),
        _number("round"),
        _text("decided_at"),
        _text("coding"),
        _number("made"),
        _number("from_rev"),
        _number("to_rev", nullable=True),
        sa.Column("checksum", sa.BigInteger(), nullable=False),
        _refers("code", "code.key"),
        _refers("became", "code.key"),
        _check("segment_from_1", "segment >= 1"),
        _check("span", "start >= 0 AND start < stop"),
        _check("score", "score >= 0 AND score <= 1"),
        _check("rank_from_1", "rank >= 1"),
        _check("suggested_or_not", "suggested IN (0, 1)"),
        _check("answer", "answer IN ('accept', 'accept_as', 'reject', 'later')"),
        _check("became", "(answer IN ('accept', 'accept_as')) = (became IS NOT NULL)"),
        _check("round_from_1", "round >= 1"),
        _check("made_or_found", "made IN (0, 1)"),
        _check("ends_after_it_begins", "to_rev IS NULL OR to_rev > from_rev"),
        _refers("from_rev", "action.rev"),
        _refers("to_rev", "action.rev"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_from_rev", "decision", ["from_rev"])
    op.create_index("ix_decision_to_rev", "decision", ["to_rev", "document", "coder"])
    op.create_index(
        "ux_decision_id", "decision", ["id"], unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_decision_{column}"))


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_decision_{name}"))
