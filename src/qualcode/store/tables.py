"""The tables.

State is kept as **temporal rows**. Each has the ``id`` of its object, its values, the revision that began it
(``from_rev``) and the one that ended it (``to_rev``; null while it holds), and a checksum over id and values. A row
is written once; the only thing that ever changes in it is ``to_rev``, once. So every earlier state can be read, and
an action is undone by ending what it began and beginning again what it ended.

Two rules let damage show (SQLite has no checksums of its own): a column that SQL filters on stands in an index, so
that ``integrity_check`` compares two copies of it; everything else is filtered in Python, after the row's checksum.

Long bodies (texts, turns, spans, codebooks) stand once in ``content`` under their SHA-256; rows name them.

``meta``, ``content`` and the columns ``rev`` and ``session`` of ``action`` keep their form in every later schema:
they are read in files of an older one, too, before the migration. A migration that touches rows of state verifies
their checksums first and writes new ones.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

BOOKKEEPING = ("seq", "from_rev", "to_rev", "checksum")


def _temporal(name: str, *columns: Column[object] | CheckConstraint, scope: tuple[str, ...] = ()) -> Table:
    """Make a table of temporal rows; ``scope`` names the columns that SQL filters on."""
    table = Table(
        name,
        metadata,
        Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
        Column("id", Text, nullable=False),
        *columns,
        Column("from_rev", Integer, ForeignKey("action.rev"), nullable=False),
        Column("to_rev", Integer, ForeignKey("action.rev")),
        Column("checksum", BigInteger, nullable=False),
        CheckConstraint("to_rev IS NULL OR to_rev > from_rev", name="ends_after_it_begins"),
    )
    _only_one_holds(table, "id")
    Index(f"ix_{name}_from_rev", table.c.from_rev)
    Index(f"ix_{name}_to_rev", table.c.to_rev, *(table.c[column] for column in scope))
    return table


def _only_one_holds(table: Table, column: str) -> None:
    holds = table.c.to_rev.is_(None)
    Index(
        f"ux_{table.name}_{column}",
        table.c[column],
        unique=True,
        sqlite_where=holds,
        postgresql_where=holds,
    )


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("checksum", BigInteger, nullable=False),
)

action = Table(
    "action",
    metadata,
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("session", Text, nullable=False),  # which opened store wrote it; see actions.Write.depends_on
    Column("kind", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("action.rev")),
    Column("checksum", BigInteger, nullable=False),
)

touch = Table(
    "touch",
    metadata,
    Column("thing", Text, primary_key=True),
    Column("rev", Integer, ForeignKey("action.rev"), primary_key=True),
    Index("ix_touch_rev", "rev"),
)

content = Table(
    "content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

# What a dotted id of a code is called outside (REFI-QDA wants a GUID). It outlives every codebook.
code = Table(
    "code",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("uuid", Text, nullable=False),
    Column("checksum", BigInteger, nullable=False),
)

# ``key`` is a small number for the document, so that 100,000 codings need not each hold a UUID.
document = _temporal(
    "document",
    Column("key", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("source_sha256", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("imported_at", Text, nullable=False),
)
_only_one_holds(document, "name_key")
_only_one_holds(document, "source_sha256")

version = _temporal(
    "version",
    Column("document", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("turns_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("length", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("made_from", Integer),
    Column("offsets_sha256", Text, ForeignKey("content.sha256")),
    CheckConstraint("number >= 1", name="number_from_1"),
    CheckConstraint("length >= 0 AND turns >= 0", name="sizes"),
    CheckConstraint("kind IN ('imported', 'pseudonymised')", name="kind"),
    scope=("document",),
)

segmentation = _temporal(
    "segmentation",
    Column("document", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("spans_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    CheckConstraint("unit IN ('turn', 'sentence', 'paragraph')", name="unit"),
    scope=("document", "name"),
)

codebook = _temporal(
    "codebook",
    Column("number", Integer, nullable=False),
    Column("body_sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("source_sha256", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
    CheckConstraint("number >= 1", name="number_from_1"),
)

coder = _temporal(
    "coder",
    Column("kind", Text, nullable=False),
    CheckConstraint("kind IN ('human', 'model')", name="kind"),
)

coding = _temporal(
    "coding",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("code", Integer, ForeignKey("code.key"), nullable=False),
    Column("coder", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("memo", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),  # 0 or 1: a Boolean would be converted 100,000 times
    Column("created_at", Text, nullable=False),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    CheckConstraint("stance IN ('experience', 'wish', 'counterexample')", name="stance"),
    CheckConstraint("round >= 1", name="round_from_1"),
    CheckConstraint("withdrawn IN (0, 1)", name="withdrawn_or_not"),
    scope=("document", "coder"),
)

# A person's answer to a suggestion; ``became`` and ``coding`` are what it led to, ``code`` is what was suggested.
decision = _temporal(
    "decision",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("segment", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("code", Integer, ForeignKey("code.key"), nullable=False),
    Column("score", Double, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("suggested", Integer, nullable=False),  # 0 or 1, as ``withdrawn``
    Column("model", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("became", Integer, ForeignKey("code.key")),
    Column("codebook_version", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("coding", Text, nullable=False),
    Column(
        "made", Integer, nullable=False
    ),  # 1: the coding holds because of decisions, not by the coder's own hand
    CheckConstraint("segment >= 1", name="segment_from_1"),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    CheckConstraint("score >= 0 AND score <= 1", name="score"),
    CheckConstraint("rank >= 1", name="rank_from_1"),
    CheckConstraint("suggested IN (0, 1)", name="suggested_or_not"),
    CheckConstraint("answer IN ('accept', 'accept_as', 'reject', 'later')", name="answer"),
    CheckConstraint("(answer IN ('accept', 'accept_as')) = (became IS NOT NULL)", name="became"),
    CheckConstraint("round >= 1", name="round_from_1"),
    CheckConstraint("made IN (0, 1)", name="made_or_found"),
    scope=("document", "coder"),
)

memo = _temporal(
    "memo",
    Column("target_kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    CheckConstraint("target_kind IN ('study', 'document', 'code', 'coding')", name="target_kind"),
)

# A cycle of coding; its id is its number, so that two copies of a study mean the same round by it. Round 1 needs no row.
round_ = _temporal(
    "round",
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    CheckConstraint("number >= 1", name="number_from_1"),
)

# A coder has read a document to its end in a round; the id is made of the document's own id, coder and round.
finished = _temporal(
    "finished",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("at", Text, nullable=False),
    CheckConstraint("round >= 1", name="round_from_1"),
    scope=("document", "coder"),
)

# How a difference was settled; ``coder`` is the one under whose name the settled codings stand. ``sources`` and
# ``codings`` are ids of codings as a JSON list: they are read with their row, and nothing searches for them.
settlement = _temporal(
    "settlement",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("coder", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("codings", Text, nullable=False),
    Column("memo", Text, nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("settled_at", Text, nullable=False),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    CheckConstraint("outcome IN ('agreed', 'chosen', 'merged', 'new', 'none')", name="outcome"),
    CheckConstraint("round >= 1", name="round_from_1"),
    scope=("document", "coder"),
)

# Words chosen for print. ``pieces`` are places as a JSON list, ``codings`` ids and ``codes`` full ids, as in
# ``settlement``. Whether the interviewed agreed is not here: it is read from their replies.
quote = _temporal(
    "quote",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("pieces", Text, nullable=False),
    Column("codings", Text, nullable=False),
    Column("codes", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    scope=("document",),
)

# What an interviewed person answered; ``item`` is the id of a quote or the anchor of a statement.
reply = _temporal(
    "reply",
    Column("document", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("answered_at", Text, nullable=False),
    Column("comment", Text, nullable=False),
    CheckConstraint("answer IN ('approved', 'changed', 'withdrawn')", name="answer"),
    scope=("document",),
)

# A person's tick; ``item`` is what may leave, or may not.
clearance = _temporal(
    "clearance",
    Column("item", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("cleared_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("cleared_at", Text, nullable=False),
    CheckConstraint("decision IN ('print', 'hold', 'override')", name="decision"),
    CheckConstraint("decision != 'override' OR reason != ''", name="override_has_a_reason"),
)
_only_one_holds(clearance, "item")

# A passage to be read again after a change of the codebook; ``coder`` is whose codings it is about (nobody: anybody's),
# ``codings`` are their ids as in ``settlement``, ``code`` is what they are coded with, or the new code that may fit.
reread = _temporal(
    "reread",
    Column("document", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("code", Integer, ForeignKey("code.key"), nullable=False),
    Column("coder", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("codings", Text, nullable=False),
    Column("codebook_version", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("done_at", Text, nullable=False),
    CheckConstraint("start >= 0 AND start < stop", name="span"),
    CheckConstraint("reason IN ('split', 'redefined', 'new')", name="reason"),
    CheckConstraint("(done_by = '') = (done_at = '')", name="done_by_somebody"),
    scope=("document", "coder"),
)

TEMPORAL = (
    document,
    version,
    segmentation,
    codebook,
    coder,
    coding,
    memo,
    decision,
    round_,
    finished,
    settlement,
    quote,
    reply,
    clearance,
    reread,
)
