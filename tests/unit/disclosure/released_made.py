"""Quotes and statements for the tests."""

from qualcode.disclosure import ReleasedQuote, ReleasedStatement
from qualcode.model import Quote, Span, quote_id


def quote(
    number, text="Vi ringer bare.", *, document="a", speaker="p1", area="boern", site="k1", status="approved",
    beside=None, section="",
):  # fmt: skip
    """Return a quote; its number makes it another one."""
    pieces = (Span(number * 100, number * 100 + len(text)),)
    id_ = quote_id(document, "5f5f5f5f5f5f", pieces)
    made = Quote(id_, document, "5f5f5f5f5f5f", pieces, (), (), speaker, area, text, status)
    return ReleasedQuote(made, site, beside, section)


def statement(
    number, text="Flere kommuner ringer bare.", *, sites="k1 k2 k3", single_site=False, documents=""
):
    """Return a statement of the report."""
    return ReleasedStatement(
        f"f_{number}", text, frozenset(sites.split()), frozenset(), single_site, frozenset(documents.split())
    )
