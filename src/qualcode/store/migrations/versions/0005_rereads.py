"""Work-lists of passages to read again. Frozen: what the tables are today stands in ``tables.py``.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HOLDS = sa.text("to_rev IS NULL")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add one table; the others stay as they are."""
    _temporal(
        "reread",
        _number("document"),
        _text("version"),
        _number("start"),
        _number("stop"),
        _number("code"),
        _text("coder"),
        _text("reason"),
        _text("codings"),
        _text("codebook_version"),
        _text("added_at"),
        _text("done_by"),
        _text("done_at"),
        _check("reread", "span", "start >= 0 AND start < stop"),
        _check("reread", "reason", "reason IN ('split', 'redefined', 'new')"),
        _check("reread", "done_by_somebody", "(done_by = '') = (done_at = '')"),
        _refers("reread", "code", "code.key"),
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
    _only_one_holds(name, "id")


def _only_one_holds(name: str, column: str) -> None:
    op.create_index(
        f"ux_{name}_{column}", name, [column], unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
