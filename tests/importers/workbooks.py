"""Invented workbooks: LinkedIn's analytics in each layout, tables that were saved again, and parts
that no honest program writes. Every link, title and name in them holds CANARY."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import openpyxl

CANARY = "zqcanary"
Rows = Iterable[Sequence[object]]
END = date(2026, 11, 18)
SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006"
INLINE = re.compile(rb't="inlineStr"><is>(<t.*?</t>)</is>', re.DOTALL)


def book(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook as openpyxl writes it, sheets in their order."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return shared(saved(made))


def shared(data: bytes) -> bytes:
    """The same with its strings in a part of their own, as Excel and LinkedIn write them."""
    texts: dict[bytes, int] = {}

    def place(found: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v>' % texts.setdefault(found[1], len(texts))

    with zipfile.ZipFile(io.BytesIO(data)) as made:
        sheets = {name: made.read(name) for name in made.namelist() if "/sheet" in name}
    parts: dict[str, bytes | None] = {
        name: INLINE.sub(place, content) for name, content in sheets.items()
    }
    strings = b"".join(b"<si>%s</si>" % text for text in texts)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s/main">%s</sst>' % (SPACE, strings)
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    parts[types] = part(data, types).replace(b"</Types>", (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'))  # fmt: skip
    parts[relations] = part(data, relations).replace(b"</Relationships>", (
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'))  # fmt: skip
    return changed(data, parts)


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same workbook with parts replaced or added (None: left out)."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = parts.get(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name] or b"")
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return made.read(name)


def us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def br(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def days(count: int, end: date = END) -> list[date]:
    return [end - timedelta(days=ago) for ago in range(count - 1, -1, -1)]


def link(number: int, *, new: bool = True) -> str:
    id_ = 7200000000000000000 + number
    if new:
        return f"https://www.linkedin.com/posts/{CANARY}-person_{CANARY}-share-{id_}-ab1C"
    return f"https://www.linkedin.com/feed/update/urn:li:activity:{id_}?{CANARY}"


def old_layout(count: int = 60) -> dict[str, list[tuple[object, ...]]]:
    """To early 2026: numbers are numbers, DISCOVERY has three columns."""
    span = days(count)
    period = f"{us(span[0])} - {us(span[-1])}"
    return {
        "DISCOVERY": [
            ("Overall Performance", "Value", "Time Period"),
            ("Impressions", 6000, period), ("Unique views", 4000, period),
            ("Engagements", 300, period),
        ],
        "ENGAGEMENT": [
            ("Date", "Impressions", "Engagements"),
            *((us(day), 100 + at, at % 7) for at, day in enumerate(span)),
        ],
        "TOP POSTS": [
            ("Maximum of 50 posts available to include in this list",), (),
            ("Post URL", "Post publish date", "Engagements", None,
             "Post URL", "Post publish date", "Impressions"),
            (link(1, new=False), us(span[-5]), 40, None, link(1, new=False), us(span[-5]), 900),
            (link(2, new=False), us(span[-9]), 20, None, link(3, new=False), us(span[-20]), 300),
            (link(4, new=False), us(span[-30]), 10, None, link(2, new=False), us(span[-9]), 200),
        ],
        "FOLLOWERS": [
            (f"Total followers on {us(span[-1])}:", 1234), (), ("Date", "New followers"),
            *((us(day), at % 3) for at, day in enumerate(span)),
        ],
        "DEMOGRAPHICS": [
            ("Top Demographics", "Value", "Percentage"), ("Job titles", f"Founder {CANARY}", 0.139),
        ],
    }  # fmt: skip


def new_layout(count: int = 60) -> dict[str, list[tuple[object, ...]]]:
    """2026: every cell is text."""
    old = old_layout(count)
    span = days(count)
    made: dict[str, list[tuple[object, ...]]] = {
        title: [tuple(None if cell is None else _text(cell) for cell in row) for row in rows]
        for title, rows in old.items()
    }
    made["DISCOVERY"] = [
        ("Overall Performance", f"{us(span[0])} - {us(span[-1])}"),
        ("Impressions", "6,000"), ("Members reached", "4,000"),
    ]  # fmt: skip
    made["TOP POSTS"][2] = tuple(
        name.replace("publish date", "Publish Date") if name else None
        for name in map(_maybe, made["TOP POSTS"][2])
    )
    made["DEMOGRAPHICS"] = [("Top Demographics", "Value", "Percentage"),
                            ("Job title", f"Founder {CANARY}", "< 1%")]  # fmt: skip
    return made


def _maybe(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _text(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def localised(count: int = 60) -> dict[str, list[tuple[object, ...]]]:
    """pt-BR: other titles and headers, day before month, points part the thousands."""
    new, span = new_layout(count), days(count)
    titles = dict(zip(new, ("Descoberta", "Engajamento", "Publicações mais em alta", "Seguidores",
                            "Dados demográficos do público"), strict=True))  # fmt: skip
    made = {titles[name]: [_turned(row) for row in rows] for name, rows in new.items()}
    made["Descoberta"] = [
        ("Desempenho geral", f"{br(span[0])} - {br(span[-1])}"), ("Impressões", "6.000"),
        ("Usuários alcançados", "4.000"),
    ]  # fmt: skip
    made["Engajamento"][0] = ("Data", "Impressões", "Engajamentos")
    made["Publicações mais em alta"][2] = (
        "URL da publicação", "Data de publicação", "Engajamentos", None,
        "URL da publicação", "Data de publicação", "Impressões")  # fmt: skip
    made["Seguidores"][0] = (f"Total de seguidores em {br(span[-1])}:", "1.234")
    made["Seguidores"][2] = ("Data", "Novos seguidores")
    made["Dados demográficos do conteúdo"] = [("Cargo", CANARY, "menos de 1%")]
    return made


def _turned(row: Sequence[object]) -> tuple[object, ...]:
    made: list[object] = []
    for cell in row:
        text = str(cell or "")
        if text.count("/") == 2 and not text.startswith("http") and len(text) <= 10:
            month, day, year = text.split("/")
            made.append(f"{int(day):02}/{int(month):02}/{year}")
        else:
            made.append(text.replace(",", ".") if cell is not None else None)
    return tuple(made)


def single_post() -> dict[str, list[tuple[object, ...]]]:
    labels = ("Post URL", "Post Date", "Post Publish Time", "Impressions", "Members reached",
              "Profile viewers from this post", "Followers gained from this post",
              "Social engagements", "Reactions", "Comments", "Reposts", "Saves")  # fmt: skip
    values = (link(1), "11/3/2026", "9:00 AM", "1,200", "800", "14", "3", "40", "30", "8", "1", "1")
    return {"PERFORMANCE": [*zip(labels, values, strict=True), (),
                            ("Category", "Value", "%"), ("Job title", CANARY, "7%")]}  # fmt: skip


CONNECTIONS: list[tuple[object, ...]] = [
    ("Notes:",), ("When exporting your connection data, addresses may be missing.",), (),
    ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
    *((f"{CANARY}{at}", "Elmsworth", f"https://www.linkedin.com/in/{CANARY}{at}", None,
       "Tarn Optics", "VP Sales" if at % 2 else "Analyst", date(2026, 11, 1 + at))
      for at in range(9)),
    (None, None, None, None, None, None, "27 Oct 2026"),
]  # fmt: skip

PILLARS = ("Establish your professional brand", "Find the right people", "Engage with insights",
           "Build relationships")  # fmt: skip
HISTORY: list[tuple[object, ...]] = [
    ("Total", "Date", *PILLARS, "Industry rank"),
    (64.8, date(2026, 11, 1), 18.2, 12.5, 20, 14.1, 12),
    (None, date(2026, 10, 1), "17,5", "12", "19,5", "14", None),
]


def daily(
    *rows: tuple[object, ...], span: str | None = None
) -> dict[str, list[tuple[object, ...]]]:
    """Only the sheet of engagement, and the period where it is given."""
    found: dict[str, list[tuple[object, ...]]] = {
        "ENGAGEMENT": [("Date", "Impressions", "Engagements"), *rows]
    }
    return {"DISCOVERY": [("Overall Performance", span)], **found} if span else found
