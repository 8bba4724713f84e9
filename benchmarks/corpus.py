"""Good files of every kind, for the fuzzer to spoil: what the benchmarks make, and every layout
that the tests hold beside what is expected of it."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from benchmarks.archive import END, Size, make
from benchmarks.workbooks import fixed
from bot.importers import facts, pasted, reading
from bot.importers.values import Context, Seat, Upload
from tests.importers import workbooks

ROOT = Path(__file__).parent.parent
SAMPLES, GOLDEN = ROOT / "sandbox" / "samples", ROOT / "tests" / "importers" / "golden"
CONTEXT = Context(date(2026, 11, 20), seats=(Seat("U1", "email", "ana.costa@example.com"),))
SMALL = Size(messages=40, connections=30, comments=20, reactions=20, invitations=20, shares=10,
             words=12)  # fmt: skip
WRITTEN = (2026, 11, 18, 12, 0, 0)
ARCHIVE = "Complete_LinkedInDataExport_11-19-2026.zip"
Maker = Callable[[], bytes]


def _archive() -> bytes:
    return make(SMALL, seed=3, end=END, days=200)


def _member(name: str) -> Maker:
    def get() -> bytes:
        with zipfile.ZipFile(io.BytesIO(_archive())) as archive:
            return archive.read(name)

    return get


def _sample(name: str) -> Maker:
    return (SAMPLES / name).read_bytes


def _book(sheets: Mapping[str, workbooks.Rows]) -> Maker:
    return lambda: fixed(workbooks.book(sheets), END)


def _page_json() -> bytes:
    scores = [{"pillar": name, "score": 12.5} for name in pasted.PILLAR_KEYS]
    group = {"groupType": "INDUSTRY", "rank": 12, "score": {"overall": 29.5}}
    score = {"overall": 50.0, "subScores": scores}
    return json.dumps({"memberScore": score, "groupScore": [group]}).encode()


def _history() -> bytes:
    head = ("Date,Establish your professional brand,Find the right people,Engage with insights,"
            "Build relationships,Total\n")  # fmt: skip
    rows = (f"2026-{month:02d}-01,12.5,10,8.25,20,50.75\n" for month in range(1, 12))
    return (head + "".join(rows)).encode()


def _facts() -> bytes:
    """What `ssi-coach shred` prints of an archive, a workbook and a table with a row left out."""
    given = [
        Upload(ARCHIVE, _archive()),
        Upload("Content.xlsx", _book(workbooks.old_layout(31))()),
        Upload("history.csv", _history() + b"2026-11-15,99,1,1,1,\n"),
    ]
    return json.dumps(facts.of(reading.read(given, CONTEXT), CONTEXT.today)).encode()


def _both() -> bytes:
    """An archive in which a workbook lies, and a table that is one under the name of another."""
    return _zipped({
        "Reactions.csv": _member("Reactions.csv")(),
        "Connections.csv": _book({"A": workbooks.CONNECTIONS})(),
        "AggregateAnalytics_x.xlsx": _book(workbooks.new_layout(31))(),
    })  # fmt: skip


def _zipped(files: dict[str, bytes]) -> bytes:
    """The same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, WRITTEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return buffer.getvalue()


def _golden() -> Iterator[tuple[str, Maker]]:
    """Every layout once; folders are archives that were unpacked to be read in a diff."""
    for path in sorted(GOLDEN.glob("*/*")):
        if path.is_file() and path.name != "expected.json":
            yield path.name, path.read_bytes
        elif path.is_dir():
            yield path.name, _packer(path)
    report = min((GOLDEN.parent / "golden_reports").glob("*/*.csv"))
    yield report.name, report.read_bytes


def _packer(folder: Path) -> Maker:
    def pack() -> bytes:
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return _zipped({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})

    return pack


CORPUS: tuple[tuple[str, Maker], ...] = (
    (ARCHIVE, _archive),
    *((name, _member(name)) for name in ("Connections.csv", "Invitations.csv", "messages.csv",
                                         "Comments.csv", "Reactions.csv", "Shares.csv")),
    ("wide.csv", lambda: _member("Shares.csv")().decode().replace(",", "\t").encode("utf-16")),
    ("old.csv", lambda: _member("Connections.csv")().decode().replace(",", ";").encode("cp1252")),
    ("ssi-page.txt", _sample("ssi-page.txt")),
    ("ssi.json", _page_json),
    ("history.csv", _history),
    ("facts.json", _facts),
    ("Content_2026-09-20_2026-11-18_Noor.xlsx", _book(workbooks.old_layout(31))),
    ("AggregateAnalytics_Noor_2026-09-20_2026-11-18.xlsx", _book(workbooks.new_layout(31))),
    ("AggregateAnalytics_Noor.xlsx", _book(workbooks.localised(31))),
    ("Connections.xlsx", _book({"A": workbooks.CONNECTIONS})),
    ("history.xlsx", _book({"Readings": workbooks.HISTORY})),
    ("both.zip", _both),
    *_golden(),
)  # fmt: skip
"""Names, and what makes the good bytes."""
