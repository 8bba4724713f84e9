"""What goes into a reading child and what comes out: dates, facts and numbers.

There is no field in which another person's name, text, link or address could leave.
"""

from dataclasses import dataclass, field
from datetime import date

from scoring.activity import Batch, Level
from scoring.readings import Reading
from scoring.titles import IdealCustomer

KEPT_DAYS = 400
"""Days of most sources that leave the child: the score looks back 91, readings half a year, and an
archive may lie some months before it is given. What is older is nobody's business."""
READER = "2"
"""Version of the reading rules; a file read by older rules may be read again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. Sizes in bytes, times in seconds; the reasons are in docs/uploads.md."""

    upload: int = 50_000_000
    unpacked: int = 400_000_000
    member: int = 200_000_000
    ratio: int = 100
    ratio_from: int = 10_000_000
    members: int = 2000
    name: int = 255
    rows: int = 500_000
    columns: int = 64
    cell: int = 64_000
    line: int = 1_000_000
    paste: int = 20_000
    json: int = 256_000
    wall_s: float = 30.0
    memory: int = 512_000_000
    answer: int = 8_000_000
    part: int = 64_000_000
    sheets: int = 50
    sheet_rows: int = 20_000
    sheet_gap: int = 200
    facts: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given: its claimed name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Seat:
    """What makes a row of a usage report a member's: an address that they typed themselves, or a
    seat id that they confirmed. `kind` is "email" or "seat"; `value` is stripped and casefolded;
    `member` is their id in Slack."""

    member: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Context:
    """What reading needs to know. `today` is the uploader's day; without `credit` texts are not
    compared (for measuring only). `seats`: whose rows of a usage report may leave the child;
    `period`: first and last day of a report whose name has none."""

    today: date
    ideal: IdealCustomer = field(default_factory=IdealCustomer)
    limits: Limits = field(default_factory=Limits)
    credit: bool = True
    seats: tuple[Seat, ...] = ()
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """One table: its name as it stood in the bundle, its kind, rows and span of days."""

    name: str
    kind: str
    rows_read: int
    rows_skipped: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that was not opened, and why: private, unknown, or no signal."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was left out or guessed."""

    code: str
    file: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class SeatImport:
    """What usage reports say of one member: a batch and a reading for each period."""

    member: str
    batches: tuple[Batch, ...] = ()
    levels: tuple[Level, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of one kind of table that were left out for one reason: how many, and which were the
    first, as a spreadsheet numbers them."""

    kind: str
    reason: str
    count: int
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    """Of a table of readings: the column that holds what cannot be used, or the day of readings
    that contradict each other."""


@dataclass(frozen=True, slots=True)
class Import:
    """All that a bundle counted as. `ideal`: the version of the ideal customer by which fit was
    judged, or None for seniority alone. `seats`: what belongs to the member whose seat it is,
    whoever gave the report; everything else belongs to the uploader."""

    batches: tuple[Batch, ...] = ()
    levels: tuple[Level, ...] = ()
    readings: tuple[Reading, ...] = ()
    files: tuple[FileRead, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    warnings: tuple[Warned, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    left_out: tuple[LeftOut, ...] = ()
    ideal: str | None = None
    seats: tuple[SeatImport, ...] = ()
