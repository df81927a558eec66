"""The first schema. Frozen: what the tables are today stands in ``tables.py``.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

HOLDS = sa.text("to_rev IS NULL")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _make_log()
    _make_content()
    _make_texts()
    _make_codings()


def _make_log() -> None:
    op.create_table(
        "meta",
        _text("key"),
        _text("value"),
        _checksum(),
        _primary("meta", "key"),
    )
    op.create_table(
        "action",
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        _text("at"),
        _text("actor"),
        _text("session"),
        _text("kind"),
        _text("counts"),
        _number("undoes", nullable=True),
        _checksum(),
        _refers("action", "undoes", "action.rev"),
        _primary("action", "rev"),
    )
    op.create_table(
        "touch",
        _text("thing"),
        _number("rev"),
        _refers("touch", "rev", "action.rev"),
        _primary("touch", "thing", "rev"),
    )
    op.create_index("ix_touch_rev", "touch", ["rev"])


def _make_content() -> None:
    op.create_table("content", _text("sha256"), _text("body"), _primary("content", "sha256"))
    op.create_table(
        "code",
        _number("key"),
        _text("id"),
        _text("uuid"),
        _checksum(),
        _primary("code", "key"),
        sa.UniqueConstraint("id", name=op.f("uq_code_id")),
    )


def _make_texts() -> None:
    _temporal(
        "document",
        _number("key"),
        _text("name"),
        _text("name_key"),
        _text("format"),
        _text("source_sha256"),
        _text("encoding"),
        _text("imported_at"),
    )
    _only_one_holds("document", "name_key")
    _only_one_holds("document", "source_sha256")
    _temporal(
        "version",
        _number("document"),
        _number("number"),
        _text("kind"),
        _text("text_sha256"),
        _text("turns_sha256"),
        _number("length"),
        _number("turns"),
        _number("made_from", nullable=True),
        _text("offsets_sha256", nullable=True),
        _refers("version", "text_sha256", "content.sha256"),
        _refers("version", "turns_sha256", "content.sha256"),
        _refers("version", "offsets_sha256", "content.sha256"),
        _check("version", "number_from_1", "number >= 1"),
        _check("version", "sizes", "length >= 0 AND turns >= 0"),
        _check("version", "kind", "kind IN ('imported', 'pseudonymised')"),
        scope=["document"],
    )
    _temporal(
        "segmentation",
        _number("document"),
        _text("name"),
        _text("unit"),
        _text("version"),
        _text("method"),
        _text("spans_sha256"),
        _refers("segmentation", "spans_sha256", "content.sha256"),
        _check("segmentation", "unit", "unit IN ('turn', 'sentence', 'paragraph')"),
        scope=["document", "name"],
    )


def _make_codings() -> None:
    _temporal(
        "codebook",
        _number("number"),
        _text("body_sha256"),
        _text("source_sha256"),
        _text("stored_at"),
        _refers("codebook", "body_sha256", "content.sha256"),
        _check("codebook", "number_from_1", "number >= 1"),
    )
    _temporal("coder", _text("kind"), _check("coder", "kind", "kind IN ('human', 'model')"))
    _temporal(
        "coding",
        _number("document"),
        _text("version"),
        _number("start"),
        _number("stop"),
        _number("code"),
        _text("coder"),
        _text("stance"),
        _text("memo"),
        _number("round"),
        _number("withdrawn"),
        _text("created_at"),
        _refers("coding", "code", "code.key"),
        _check("coding", "span", "start >= 0 AND start < stop"),
        _check("coding", "stance", "stance IN ('experience', 'wish', 'counterexample')"),
        _check("coding", "round_from_1", "round >= 1"),
        _check("coding", "withdrawn_or_not", "withdrawn IN (0, 1)"),
        scope=["document", "coder"],
    )
    _temporal(
        "memo",
        _text("target_kind"),
        _text("target"),
        _text("text"),
        _text("author"),
        _text("created_at"),
        _check("memo", "target_kind", "target_kind IN ('study', 'document', 'code', 'coding')"),
    )


def _temporal(name: str, *columns: sa.schema.SchemaItem, scope: list[str] | None = None) -> None:
    op.create_table(
        name,
        sa.Column("seq", SEQ, nullable=False),
        _text("id"),
        *(column for column in columns if isinstance(column, sa.Column)),
        _number("from_rev"),
        _number("to_rev", nullable=True),
        _checksum(),
        *(column for column in columns if not isinstance(column, sa.Column)),
        _check(name, "ends_after_it_begins", "to_rev IS NULL OR to_rev > from_rev"),
        _refers(name, "from_rev", "action.rev"),
        _refers(name, "to_rev", "action.rev"),
        _primary(name, "seq"),
    )
    op.create_index(f"ix_{name}_from_rev", name, ["from_rev"])
    op.create_index(f"ix_{name}_to_rev", name, ["to_rev", *(scope or [])])
    _only_one_holds(name, "id")


def _only_one_holds(name: str, column: str) -> None:
    op.create_index(
        f"ux_{name}_{column}", name, [column], unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _checksum() -> sa.Column[int]:
    return sa.Column("checksum", sa.BigInteger(), nullable=False)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
