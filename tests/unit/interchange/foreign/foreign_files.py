"""Other programs' files, made here: their tables as the programs make them, made-up Danish in them."""

import sqlite3
import zipfile
from contextlib import closing

TEXT = "Interviewer: Hvad hæmmer samarbejdet?\nP1: Vi mangler tid 😀 og ledelsen følger ikke op.\nP2: Økonomien æder alt."
FIRST = "Vi mangler tid 😀 og ledelsen følger ikke op."
SECOND = "Økonomien æder alt."


def database(path, schema, **tables):
    """Write a database: statements, then rows by table."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in schema:
            connection.execute(statement)
        for table, rows in tables.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)
        connection.commit()
    return path


def units(text, place, coding):
    """Return a place in UTF-16 units or UTF-8 bytes."""
    return len(text[:place].encode(coding)) // (2 if coding == "utf-16-le" else 1)


QUALCODER = (
    "CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer,"
    " bookmarkpos integer, codername text)",
    "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,"
    " date text, av_text_id integer, unique(name))",
    "CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,"
    " supercatid integer, unique(name))",
    "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,"
    " color text, unique(name))",
    "CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer,"
    " pos1 integer, owner text, date text, memo text, avid integer, important integer,"
    " unique(cid,fid,pos0,pos1,owner))",
    "CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text,"
    " owner text, date text, unique(fid,pos0,pos1,owner))",
    "CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name))",
    "CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text)",
    "CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer,"
    " owner text, date text, memo text)",
    "CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text,"
    " valuetype text)",
    "CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer,"
    " date text, owner text, unique(name,attr_type,id))",
    "CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, cid integer)",
    "CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, cid integer)",
    # What a newer version has beside the tables; never used here.
    "CREATE VIEW code_text_visible AS SELECT * FROM code_text",
)


def coded(
    number, words, *, text=TEXT, cid=1, fid=1, owner="Anna", memo="", coding=None, shift=0, important=None
):
    """Return a row of code_text for words of a text."""
    start = text.index(words)
    end = start + len(words)
    if coding:
        start, end = units(text, start, coding), units(text, end, coding)
    return (
        number,
        cid,
        fid,
        words,
        start + shift,
        end + shift,
        owner,
        "2026-02-01 10:00:00",
        memo,
        None,
        important,
    )


def qualcoder_rows(**changed):
    """Return rows of a small QualCoder project by table."""
    day = "2026-02-01 10:00:00"
    rows = {
        "project": [("v9", day, "Om samarbejde", "QualCoder 3.6", 0, 0, "Anna")],
        "source": [
            (1, "gruppe1.txt", TEXT, None, "Første gruppe", "Anna", day, None),
            (2, "billede.png", None, "/images/billede.png", "", "Anna", day, None),
            (3, "optagelse.mp3", None, "/audio/optagelse.mp3", "", "Anna", day, 4),
            (4, "optagelse.mp3.txt", "Tak for i dag.", None, "", "Bo", day, None),
        ],
        "code_cat": [
            (1, "Barrierer", "Anna", day, "Hvad der hæmmer", None),
            (2, "Ressourcer", "Anna", day, "", 1),
        ],
        "code_name": [
            (1, "Tid", "Mangel på tid", 2, "Anna", day, "#FF0000"),
            (2, "Tillid", "", None, "Bo", day, "rød"),
        ],
        "code_text": [
            coded(1, FIRST, memo="Central", important=1),
            coded(2, FIRST, cid=2),
            coded(3, SECOND, owner="Bo"),
        ],
        "annotation": [(1, 1, 0, 11, "Hvem er det?", "Bo", day)],
        "journal": [(1, "Dagbog", "En god samtale.", day, "Anna")],
        "cases": [(1, "K1", "Kommune", "Anna", day), (2, "P1", "", "Anna", day)],
        "case_text": [(1, 1, 1, 0, len(TEXT), "Anna", day, ""), (2, 2, 1, 38, 86, "Anna", day, "")],
        "attribute_type": [
            ("anciennitet", day, "Anna", "Hele år", "case", "numeric"),
            ("rolle", day, "Anna", "", "case", "character"),
        ],
        "attribute": [
            (1, "anciennitet", "case", "12,5", 2, day, "Anna"),
            (2, "rolle", "case", "rådgiver", 2, day, "Anna"),
            (3, "rolle", "case", "", 1, day, "Anna"),
            (4, "rolle", "file", "udskrift", 1, day, "Anna"),
        ],
        "code_image": [(1, 2, 5, 1)],
        "code_av": [(1, 3, 5, 1), (2, 3, 9, 1)],
    }
    return rows | changed


def qualcoder(folder, **changed):
    """Write a QualCoder project and return its folder."""
    project = folder / "dansk.qda"
    project.mkdir()
    database(project / "data.qda", QUALCODER, **qualcoder_rows(**changed))
    return project


TAGUETTE = (
    "CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, created DATETIME NOT NULL)",
    "CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, hashed_password VARCHAR(192))",
    "CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,"
    " filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, contents TEXT NOT NULL)",
    "CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL)",
    "CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY, document_id INTEGER NOT NULL,"
    " start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
    "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,"
    " PRIMARY KEY (highlight_id, tag_id))",
    "CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL,"
    " project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL)",
)

HTML = "<p>Interviewer: Hvad h&aelig;mmer?</p><p>P1: Vi <b>mangler</b> tid 😀 og ro.<br>Altså.</p>\n<p>P2: Økonomien.</p>"
RAW = "Interviewer: Hvad hæmmer?P1: Vi mangler tid 😀 og ro.Altså.\nP2: Økonomien."


def taguette_rows(**changed):
    """Return rows of a small Taguette project by table."""
    day = "2026-02-01 10:00:00.123456"

    def offsets(words):
        start = RAW.index(words)
        return units(RAW, start, "utf-8"), units(RAW, start + len(words), "utf-8")

    over = RAW[RAW.index("hæmmer?") : RAW.index("mangler")]  # over the border of two paragraphs
    rows = {
        "projects": [(1, "Kommune A", "Prøve", day)],
        "users": [("anna", "hemmeligt")],
        "documents": [(1, "gruppe1", "Første", "g.html", day, 1, HTML)],
        "tags": [
            (1, 1, "Barrierer.Tid", "mangel på tid"),
            (2, 1, "f.eks. tid", ""),
            (3, 1, "Barrierer", "hvad der hæmmer"),
        ],
        "highlights": [
            (1, 1, *offsets("mangler tid 😀 og"), "<p><b>mangler</b> tid 😀 og</p>"),
            (2, 1, *offsets("Økonomien"), "<p>Økonomien</p>"),
            (3, 1, *offsets(over), "<p>hæmmer?</p><p>P1: Vi </p>"),
        ],
        "highlight_tags": [(1, 1), (1, 2), (2, 3)],
        "commands": [(1, day, "anna", 1, 1, '{"type": "highlight_add", "highlight_id": 1, "tags": [1]}')],
    }
    return rows | changed


def taguette(path, **changed):
    """Write a Taguette database."""
    return database(path, TAGUETTE, **taguette_rows(**changed))


REQUAL = (
    "CREATE TABLE projects (project_id INTEGER PRIMARY KEY AUTOINCREMENT, project_name TEXT, project_description TEXT,"
    " created_at TEXT)",
    "CREATE TABLE requal_version (project_id INTEGER, version TEXT)",
    "CREATE TABLE users (user_id INTEGER PRIMARY KEY, user_login TEXT UNIQUE, user_name TEXT)",
    "CREATE TABLE documents (doc_id INTEGER PRIMARY KEY, project_id INTEGER, user_id INTEGER, doc_name TEXT,"
    " doc_description TEXT, doc_text TEXT, created_at TEXT)",
    "CREATE TABLE codes (project_id INTEGER, code_id INTEGER PRIMARY KEY, user_id INTEGER, code_name TEXT,"
    " code_description TEXT, code_color TEXT)",
    "CREATE TABLE categories (project_id INTEGER, category_id INTEGER PRIMARY KEY, user_id INTEGER,"
    " category_name TEXT, category_description TEXT)",
    "CREATE TABLE categories_codes_map (project_id INTEGER, category_id INTEGER, code_id INTEGER)",
    "CREATE TABLE cases (project_id INTEGER, case_id INTEGER PRIMARY KEY, case_name TEXT, case_description TEXT)",
    "CREATE TABLE cases_documents_map (project_id INTEGER, case_id INTEGER, doc_id INTEGER)",
    "CREATE TABLE segments (project_id INTEGER, user_id INTEGER, doc_id INTEGER, code_id INTEGER,"
    " segment_id INTEGER PRIMARY KEY, segment_start INTEGER, segment_end INTEGER, segment_text TEXT)",
    "CREATE TABLE memos (project_id INTEGER, memo_id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT)",
    "CREATE TABLE memos_segments_map (memo_id INTEGER, segment_id INTEGER)",
    "CREATE TABLE memos_codes_map (memo_id INTEGER, code_id INTEGER)",
    "CREATE TABLE attributes (attribute_id INTEGER PRIMARY KEY, attribute_name TEXT, attribute_object TEXT)",
    "CREATE TABLE attribute_values (attribute_value_id INTEGER PRIMARY KEY, attribute_id INTEGER, value TEXT)",
    "CREATE TABLE attributes_documents_map (doc_id INTEGER, attribute_id INTEGER, attribute_value_id INTEGER,"
    " project_id INTEGER)",
    "CREATE TABLE attributes_users_map (user_id INTEGER, attribute_id INTEGER, attribute_value_id INTEGER,"
    " project_id INTEGER)",
)


def requal_rows(**changed):
    """Return rows of a small requal project by table."""

    def segment(number, words, code, user=1):
        start = TEXT.index(words) + 1
        return (1, user, 1, code, number, start, start + len(words) - 1, words)

    rows = {
        "projects": [(1, "prøve", "", "2026-02-01 10:00:00")],
        "requal_version": [(1, "1.1.0")],
        "users": [(1, "anna", "Anna"), (2, None, "Bo")],
        "documents": [(1, 1, 1, "gruppe1", "", TEXT, "2026-02-01 10:00:00")],
        "codes": [(1, 1, 1, "Tid", "Mangel på tid", "rgb(255, 0, 16)"), (1, 2, 1, "Tillid", "", None)],
        "categories": [(1, 1, 1, "Barrierer", ""), (1, 2, 1, "Ressourcer", "")],
        "categories_codes_map": [(1, 1, 1), (1, 1, 2), (1, 2, 2)],
        "cases": [(1, 1, "K1", "Kommune")],
        "cases_documents_map": [(1, 1, 1)],
        "segments": [segment(1, FIRST, 1), segment(2, SECOND, 2, user=2)],
        "memos": [(1, 1, 1, "Central"), (1, 2, 2, "Fri note")],
        "memos_segments_map": [(1, 1)],
        "attributes": [(1, "form", "document"), (2, "køn", "user")],
        "attribute_values": [(1, 1, "gruppe"), (2, 2, "k")],
        "attributes_documents_map": [(1, 1, 1, 1)],
        "attributes_users_map": [(1, 2, 2, 1)],
    }
    return rows | changed


def requal(path, **changed):
    """Write a requal database."""
    return database(path, REQUAL, **requal_rows(**changed))


RQDA = (
    "create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer)",
    "create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer,"
    " color text)",
    "create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text)",
    "create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text,"
    " status integer)",
    "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,"
    " owner text, date text, memo text)",
    "create table coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,"
    " owner text, date text, memo text)",
    "create table project (databaseversion text, date text, dateM text, memo text, about text)",
    "create table cases (name text, memo text, owner text, date text, dateM text, id integer, status integer)",
    "create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text,"
    " date text, memo text)",
    "create table attributes (name text, status integer, date text, dateM text, owner text, memo text, class text)",
    "create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer)",
    "create table filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text,"
    " status integer)",
    "create table treefile (fid integer, catid integer, date text, dateM text, memo text, status integer, owner text)",
    "create table journal (name text, journal text, date text, dateM text, owner text, status integer)",
    "create table annotation (fid integer, position integer, annotation text, owner text, date text, dateM text,"
    " status integer)",
    "create table imageCoding (cid integer, iid integer, x1 integer)",
)


def rqda_rows(**changed):
    """Return rows of a small RQDA project by table."""
    day = "Mon Feb  2 10:00:00 2026"

    def row(words, cid, *, owner="rg", status=1, memo=None):
        start = TEXT.index(words)
        return (cid, 1, words, float(start), float(start + len(words)), status, owner, day, memo)

    rows = {
        "source": [
            ("gruppe1", 1, TEXT, "", "rg", day, None, 1),
            ("slettet", 2, "Væk.", "", "rg", day, None, 0),
        ],
        "freecode": [
            ("Tid", "Mangel på tid", "rg", day, None, 1, 1, "antiquewhite"),
            ("Tillid", None, "rg", day, None, 2, 1, None),
            ("Slettet", None, "rg", day, None, 3, 0, None),
        ],
        "treecode": [(1, 1, day, None, None, 1, "rg")],
        "codecat": [("Barrierer", None, 1, "rg", day, None, "Hæmmer", 1)],
        "coding": [
            row(FIRST, 1, memo="Central"),
            row(SECOND, 2),
            row("mangler tid", 2, status=-1),
            row("P2", 3),
        ],
        "coding2": [row(SECOND, 1, owner="bo")],
        "project": [("0.2.2", day, None, "Om samarbejde", "")],
        "cases": [("K1", "Kommune", "rg", day, None, 1, 1)],
        "caselinkage": [(1, 1, 0.0, float(len(TEXT)), 1, "rg", day, None)],
        "attributes": [("alder", 1, day, None, "rg", None, "numeric")],
        "caseAttr": [("alder", "omkring 40", 1, day, None, "rg", None)],
        "filecat": [("grupper", None, 1, "rg", day, None, "", 1)],
        "treefile": [(1, 1, day, None, None, 1, "rg")],
        "journal": [("Dagbog", "En god samtale.", day, None, "rg", 1)],
        "annotation": [(1, 41, "Hvem er det?", "rg", day, None, 1)],
        "imageCoding": [(1, 1, 5)],
    }
    return rows | changed


def rqda(path, **changed):
    """Write an RQDA database."""
    return database(path, RQDA, **rqda_rows(**changed))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def word(path, body, comments=(), replies=()):
    """Write a Word document; a comment is (number, author, paragraphs), a reply (its number, that of its head)."""
    made = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-02-01T10:00:00Z">'
        + "".join(
            f'<w:p w14:paraId="{number:04}{i:04}"><w:r><w:t>{text}</w:t></w:r></w:p>'
            for i, text in enumerate(paragraphs)
        )
        + "</w:comment>"
        for number, author, paragraphs in comments
    )
    last = {number: f"{number:04}{len(paragraphs) - 1:04}" for number, _, paragraphs in comments}
    threads = "".join(
        f'<w15:commentEx w15:paraId="{last[number]}"'
        + (f' w15:paraIdParent="{last[dict(replies)[number]]}"' if number in dict(replies) else "")
        + ' w15:done="0"/>'
        for number, _, _ in comments
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        if comments:
            archive.writestr(
                "word/comments.xml", f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{made}</w:comments>'
            )
            archive.writestr(
                "word/commentsExtended.xml", f'<w15:commentsEx xmlns:w15="{W15}">{threads}</w15:commentsEx>'
            )
    return path


def run(text):
    """Return a run of Word text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def commented(number, inside):
    """Return what a comment stands on, with its marks."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def passages(project):
    """Return (words, code's path, coder) of every coding, in order."""
    codes = {code.guid: code for code in project.codes}
    users = {user.guid: user.name for user in project.users}
    texts = {source.guid: source.text for source in project.sources}
    spans = {one.guid: (one.source, one.start, one.end) for one in project.selections}

    def path(guid):
        code = codes[guid]
        return f"{path(code.parent)} > {code.name}" if code.parent else code.name

    found = []
    for coding in project.codings:
        source, start, end = spans[coding.selection]
        assert coding.source == source
        found.append((texts[source][start:end], path(coding.code), users.get(coding.user, "")))
    return found
