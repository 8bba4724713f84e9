"""Every table that is read, by its columns; and the names of those that are never opened."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.importers import history, messages, network, reputation, sales_navigator, writing
from bot.importers.bundle import Bundle
from bot.importers.tables import Table, fold

Read = Callable[[Table, Bundle], None]


@dataclass(frozen=True, slots=True)
class Importer:
    """A table: its name without ending, the columns that make it known, and how it is read.

    `also`: columns that are read where they are there. `exact`: a header with other columns than
    those is another kind. `bare`: may be known by its header alone. `same`: the columns by which a
    row is met again in another part of the file, the day first; the first set that is there.
    """

    kind: str
    stem: str
    columns: frozenset[str]
    read: Read
    exact: bool = False
    bare: bool = True
    also: frozenset[str] = frozenset()
    same: tuple[tuple[str, ...], ...] = ()

    def claims(self, header: frozenset[str]) -> bool:
        """Whether a table with these columns is of this kind."""
        return self.columns <= header and (not self.exact or header <= self.columns | self.also)


def columns(text: str) -> frozenset[str]:
    """Column names between commas, folded."""
    return frozenset(fold(name) for name in text.split(","))


_RECOMMENDATION = columns("First Name,Last Name,Company,Job Title,Text,Creation Date,Status")
_TALK = columns(
    "Conversation ID,Conversation Title,From,Sender Profile URL,To,Recipient Profile URLs,"
    "Date,Content"
)
_BESIDE = frozenset(history.BESIDE)
_HISTORY = frozenset((*history.LABELS, "total", *_BESIDE))
_PHOTO = ("date/time", "media description")

IMPORTERS: tuple[Importer, ...] = (
    *(Importer("ssi_history", "ssi history", frozenset(("date", label)), history.readings,
               also=_HISTORY) for label in history.LABELS),
    Importer("ssi_history", "ssi history", columns("Date,Total"), history.readings, exact=True,
             also=_BESIDE),
    Importer(
        "profile", "profile", columns("First Name,Last Name,Headline,Summary"),
        reputation.profile, also=columns("Industry,Geo Location"),
    ),
    Importer("profile_summary", "profile summary", columns("Profile Summary"),
             reputation.summary, exact=True),
    Importer(
        "positions", "positions", columns("Company Name,Title,Description,Finished On"),
        reputation.positions,
    ),
    Importer("skills", "skills", columns("Name"), reputation.skills, exact=True, bare=False),
    Importer("education", "education", columns("School Name,Start Date,End Date"),
             reputation.education),
    Importer("rich_media", "rich media", frozenset(_PHOTO), reputation.media),
    Importer("rich_media", "rich media", columns("Type,Link"), reputation.media, exact=True,
             bare=False),
    Importer("groups", "groups", columns("Group Name,Group URL"), reputation.groups),
    Importer(
        "connections", "connections",
        columns("First Name,Last Name,Company,Position,Connected On"), network.connections,
        also=frozenset(("url",)),
        same=(("connected on", "url"),
              ("connected on", "first name", "last name", "company", "position")),
    ),
    Importer("invitations", "invitations", columns("From,To,Sent At,Direction"),
             network.invitations,
             also=columns("Message,inviterProfileUrl,inviteeProfileUrl"),
             same=(("sent at", "direction", "from", "to", "inviterprofileurl",
                    "inviteeprofileurl"), ("sent at", "direction", "from", "to"))),
    Importer("messages", "messages", _TALK, messages.messages, bare=False,
             also=columns("Folder,Is Message Draft"),
             same=(("date", "conversation id", "from", "content"),)),
    Importer("messages", "messages", columns("From,To,Date,Subject,Content,Direction,Folder"),
             messages.plain_messages, bare=False,
             same=(("date", "from", "to", "content"),)),
    Importer("shares", "shares", columns("Date,ShareLink,ShareCommentary"), writing.shares,
             also=columns("SharedUrl,MediaUrl"),
             same=(("date", "sharelink", "sharecommentary"),)),
    Importer("shares", "shares", columns("Date,Share Link,Share Commentary"), writing.shares,
             also=columns("Shared URL,Media URL"),
             same=(("date", "share link", "share commentary"),)),
    Importer("comments", "comments", columns("Date,Link,Message"), writing.comments,
             same=(("date", "link", "message"),)),
    Importer("comments", "comments", columns("Date,Link,Comment"), writing.comments,
             same=(("date", "link", "comment"),)),
    Importer("reactions", "reactions", columns("Date,Type,Link"), writing.reactions),
    Importer("instant_reposts", "instantreposts", columns("Date,Link"), writing.reposts,
             exact=True, same=(("date", "link"),)),
    Importer("searches", "searchqueries", columns("Time,Search Query"), writing.searches,
             same=(("time", "search query"),)),
    Importer("searches", "search queries", columns("Time,Search Query"), writing.searches,
             same=(("time", "search query"),)),
    Importer("company_follows", "company follows", columns("Organization,Followed On"),
             writing.follows, same=(("followed on", "organization"),)),
    Importer(
        "endorsements_received", "endorsement received info",
        columns("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name"),
        reputation.endorsements_received,
        also=columns("Endorser Public Url,Endorsement Status"),
    ),
    Importer(
        "endorsements_given", "endorsement given info",
        columns("Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name"),
        reputation.endorsements_given,
        also=columns("Endorsee Public Url,Endorsement Status"),
    ),
    Importer("recommendations_received", "recommendations received", _RECOMMENDATION,
             reputation.recommendations_received, bare=False),
    Importer("recommendations_given", "recommendations given", _RECOMMENDATION,
             reputation.recommendations_given, bare=False),
    *(
        Importer("sales_navigator", "sales navigator usage reporting",
                 frozenset(("seat id", known)), sales_navigator.usage,
                 also=sales_navigator.COLUMNS - {known})
        for known in (*sales_navigator.SCORES, "searches performed")
    ),
)  # fmt: skip
"""Read in this order: who the owner is comes before what they wrote to whom."""

ASSISTANT_STEMS = frozenset(
    ("guide messages", "coach messages", "learning coach messages",
     "learning role play messages", "learningcoachmessages")
)  # fmt: skip
"""Talks with LinkedIn's assistants. They have the columns of messages and are never opened."""

PRIVATE_STEMS = ASSISTANT_STEMS | frozenset(
    fold(name)
    for name in (
        "email addresses", "phonenumbers", "whatsapp phone numbers", "importedcontacts",
        "contacts", "logins", "security challenges", "registration", "receipts", "receipts v2",
        "ads clicked", "ad targeting", "lan ads engagement", "inferences about you",
        "private identity asset", "savedjobalerts", "verifications", "calendar",
        "account status history", "job applications", "saved jobs", "job seeker preferences",
    )
)  # fmt: skip
"""Never opened, whatever they hold."""

PRIVATE_FOLDERS = ("jobs", "verifications")

NO_SIGNAL_STEMS = frozenset(
    ("votes", "saved items", "member follows", "hashtag follows", "events", "learning",
     "certifications", "languages", "courses", "honors", "organizations", "projects",
     "publications", "volunteering", "causes you care about", "member hashtags")
)  # fmt: skip

WORKBOOKS = re.compile(r"(content \d|aggregateanalytics |singlepostanalytics )")
"""Names of LinkedIn's own workbooks, folded: inside an archive they may be opened."""

_PERIOD = r"(?: \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d)?"
_SUFFIX = re.compile(_PERIOD + r"(?: \d+)?(?: \(\d+\))?$", re.ASCII)


def named(path: str) -> tuple[str, str]:
    """A file's name without folder and ending, folded, and its period, member id or part number
    apart."""
    name = path.rsplit("/", 1)[-1]
    base = fold(name.rsplit(".", 1)[0].replace("_", " "))
    suffix = _SUFFIX.search(base)
    cut = suffix.start() if suffix else len(base)
    return base[:cut], base[cut:]


def stem(path: str) -> str:
    """A file's name without folder, ending, period, member id or part number, folded."""
    return named(path)[0]


def readable() -> tuple[str, ...]:
    """The kinds, each once, in the order in which they are read."""
    return tuple(dict.fromkeys(importer.kind for importer in IMPORTERS))
