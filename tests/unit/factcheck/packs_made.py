"""Made-up quotes and sentences of three interviews, and hands that fill in a pack as Word would."""

import copy
import io
import zipfile

import docx

from qualcode.factcheck import Said, Sentence, make_packs
from qualcode.model import FactReply, Quote, Span, quote_id
from qualcode.reporting.pack_docx import pack_docx_bytes

AREAS = {"boern": "Rådgiver på børneområdet", "voksen": "Rådgiver på voksenområdet"}


def quote(document, start, text, *, status="waiting", area="boern"):
    """Return a quote that stands at a place of an interview."""
    pieces = (Span(start, start + len(text)),)
    return Quote(
        quote_id(document, "v1", pieces), document, "v1", pieces, (), (), "p1", area, text, status=status
    )


BARE = quote("a", 100, "Vi ringer bare, og så svarer de.")
PLAN = quote("a", 20, "Skemaet ligger i skuffen hos [person].", area="voksen")
OTHER = quote("b", 40, "Hos os skriver vi altid en lang mail først.")
QUOTES = [BARE, PLAN, OTHER]

COMMON = Sentence("f_common", "Flere kommuner peger på nem adgang.", "Skoler – Nem adgang")
ONE = Sentence(
    "f_one",
    "En enkelt kommune oplever travlhed som en barriere.",
    "Politiet – Travlhed",
    (frozenset({"a"}),),
    (Said("a", Span(60, 90), "Der er så travlt, at ingen tager telefonen."),),
)
BOTH = Sentence(
    "f_both",
    "Et par kommuner oplever ventetid (en enkelt på hvert område).",
    "Politiet – Ventetid",
    (frozenset({"a"}), frozenset({"b"})),
    (Said("a", Span(5, 9), "Vi venter i ugevis."), Said("b", Span(5, 9), "Her går der måneder.")),
)
SENTENCES = [COMMON, ONE, BOTH]
SUPPORTS = {BARE.id: "f_common", PLAN.id: "f_both"}


def packs(quotes=QUOTES, sentences=SENTENCES, replies=(), supports=SUPPORTS):
    """Return the packs of the study."""
    return make_packs(
        quotes, sentences, study="study", attribute=AREAS.__getitem__, supports=supports, replies=replies
    )


def pack_of(document, **options):
    """Return the pack of one interview."""
    return next(pack for pack in packs(**options).packs if pack.document == document)


def codes(made=None):
    """Return the interviews by the codes of their packs."""
    return {pack.code: pack.document for pack in (made or packs()).packs}


def reply(item, answer="approved", text="", document="a", at="2026-03-12"):
    """Return a reply."""
    return FactReply("r", item, document, answer, text, "R1", at)


class Filled:
    """A pack as a Word file that somebody fills in."""

    def __init__(self, pack, language="da"):
        self.document = docx.Document(io.BytesIO(pack_docx_bytes(pack, title="Rapporten", language=language)))
        self.once, table = self.document.tables
        self.rows = [row for row in table.rows if len(row._tr.tc_lst) > 1][1:]

    def signed(self, by="R1", at="12-03-2026"):
        """Fill in who and when, once for all."""
        for row, text in zip(self.once.rows, (by, at), strict=True):
            row.cells[1].text = text
        return self

    def option(self, number, answer):
        """Return the run of one of the three answers of an item, counted from 1."""
        place = ("approved", "changed", "withdrawn").index(answer)
        return self.rows[number - 1].cells[3].paragraphs[place].runs[0]

    def tick(self, number, answer):
        """Put a cross into a box."""
        run = self.option(number, answer)
        run.text = run.text.replace("☐", "☒")
        return self

    def write(self, number, column, text):
        """Write into a cell of an item's row."""
        self.rows[number - 1].cells[
            ("no", "about", "words", "answer", "wording", "comment", "by", "at").index(column)
        ].text = text
        return self

    def saved(self, path, **parts):
        """Save the file, with other parts put in; return its path."""
        made = io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                target.writestr(name, source.read(name))
            for name, text in parts.items():
                target.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
        return path


def tracked(paragraph, new, *, old_run=None):
    """Change the words of a paragraph with tracked changes: the old run deleted, a new one inserted."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    run = (old_run or paragraph.runs[0])._r
    gone = parse_xml(f'<w:del {nsdecls("w")} w:id="900" w:author="x" w:date="2026-03-12T10:00:00Z"/>')
    run.addprevious(gone)
    kept = copy.deepcopy(run)
    for text in kept.findall(qn("w:t")):
        text.tag = qn("w:delText")
    gone.append(kept)
    run.getparent().remove(run)
    gone.addnext(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="901" w:author="x" w:date="2026-03-12T10:00:00Z"><w:r><w:t>{new}</w:t></w:r></w:ins>'
        )
    )
