"""Several coders: rounds, finished documents, settlements. Frozen: what the tables are today stands in ``tables.py``.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HOLDS = sa.text("to_rev IS NULL")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add three tables; the others stay as they are."""
    _temporal(
        "round",
        _number("number"),
        _text("title"),
        _text("opened_at"),
        _text("opened_by"),
        _check("round", "number_from_1", "number >= 1"),
    )
    _temporal(
        "finished",
        _number("document"),
        _text("version"),
        _text("coder"),
        _number("round"),
        _text("at"),
        _check("finished", "round_from_1", "round >= 1"),
        scope=["document", "coder"],
    )
    _temporal(
        "settlement",
        _number("document"),
        _text("version"),
        _number("start"),
        _number("stop"),
        _text("coder"),
        _text("outcome"),
        _text("sources"),
        _text("codings"),
        _text("memo"),
        _text("settled_by"),
        _number("round"),
        _text("settled_at"),
        _check("settlement", "span", "start >= 0 AND start < stop"),
        _check("settlement", "outcome", "outcome IN ('agreed', 'chosen', 'merged', 'new', 'none')"),
        _check("settlement", "round_from_1", "round >= 1"),
        scope=["document", "coder"],
    )


def _temporal(name: str, *columns: sa.schema.SchemaItem, scope: list[str] | None = None) -> None:
    op.create_table(
        name,
        sa.Column("seq", SEQ, nullable=False),
        _text("id"),
        *(column for column in columns if isinstance(column, sa.Column)),
        _number("from_rev"),
        _number("to_rev", nullable=True),
        sa.Column("checksum", sa.BigInteger(), nullable=False),
        *(column for column in columns if not isinstance(column, sa.Column)),
        _check(name, "ends_after_it_begins", "to_rev IS NULL OR to_rev > from_rev"),
        _refers(name, "from_rev", "action.rev"),
        _refers(name, "to_rev", "action.rev"),
        sa.PrimaryKeyConstraint("seq", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_from_rev", name, ["from_rev"])
    op.create_index(f"ix_{name}_to_rev", name, ["to_rev", *(scope or [])])
    op.create_index(f"ux_{name}_id", name, ["id"], unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
