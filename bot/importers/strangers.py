"""Tables that are handed in by mistake, known by their columns: each gets its own answer."""

from bot.errors import Refused
from bot.importers.kinds import columns

PRIVATE_HEADERS: tuple[frozenset[str], ...] = tuple(
    columns(header)
    for header in (
        "Email Address,Confirmed,Primary,Updated On",
        "Extension,Number,Type",
        "FirstName,LastName,Emails,PhoneNumbers",
        "Source,FirstName,LastName,Emails,PhoneNumbers",
        "Login Date,IP Address,User Agent,Login Type",
        "Challenge Date,IP Address,User Agent,Country,Challenge Type",
        "Registered At,Registration Ip",
        "Transaction Made At,Payment Method Type,Invoice Number",
        "Category,Type of inference,Inference",
        "ALERT_PARAMETERS,QUERY_CONTEXT",
        "Application Date,Contact Email",
        "Ad clicked Date,Ad Title/Id",
        "Action,Date,Ad Title/Id,Page/App",
        "private identity asset name,private identity asset raw text",
        "First name,Middle name,Last name,Verification type",
        "Number,Extension,Is_WhatsApp_Number",
    )
)
"""A private file under another name is known by its first line, and closed."""

NO_SIGNAL_HEADERS: tuple[frozenset[str], ...] = tuple(
    columns(header)
    for header in (
        "Date,Link,OptionText",
        "savedItem,CreatedTime",
        "Date,Status,FullName",
        "HashTag,CreatedTime,LastModifiedTime,State",
        "Event Name,Event Time,Status,External Url",
        "Content Title,Content Description,Content Type",
        "Name,Url,Authority,Started On,Finished On",
        "Name,Proficiency",
        "Title,Description,Issued On",
        "Name,Description,Position,Started On,Finished On",
        "Title,Description,Url,Started On,Finished On",
        "Name,Published On,Description,Publisher,Url",
        "Company Name,Role,Cause,Started On",
        "Supported Cause",
        "member posts about hashtags",
    )
)
"""Files of the archive in which nothing is counted."""

OTHER_REPORTS: tuple[tuple[frozenset[str], str], ...] = (
    (columns("Seat id,Projects created"), "recruiter_report"),
    (columns("Seat id,Profiles saved to project"), "recruiter_report"),
    (columns("Seat holder name,Profiles viewed,InMails declined"), "recruiter_report"),
    (columns("activityId,activityType"), "snap_export"),
)
"""Reports of LinkedIn's for sales and hiring that are not the usage report, and what they are."""

PERSON = frozenset(("full name", "lead name", "name", "lead", "contact name"))
FIRST_AND_LAST = columns("First Name,Last Name")
TITLE = frozenset(("title", "job title", "current title", "position", "current position",
                   "headline", "lead title"))  # fmt: skip
COMPANY = frozenset(("company", "company name", "current company", "account", "account name",
                     "current account"))  # fmt: skip
LINK = frozenset(("linkedin url", "linkedin profile", "linkedin profile url", "profile url",
                  "person linkedin url", "sales navigator url", "sales navigator profile url",
                  "lead url", "lead link", "linkedin sales navigator url"))  # fmt: skip


def refuse(header: frozenset[str]) -> None:
    """Say what a table is that no importer reads. Raises Refused where it is known."""
    if any(one <= header for one in NO_SIGNAL_HEADERS):
        raise Refused("nothing_for_us")
    if _leads(header):
        raise Refused("lead_list")


def refuse_reports(header: frozenset[str]) -> None:
    """Say which report it is that shares columns with the usage report. Raises Refused."""
    for one, code in OTHER_REPORTS:
        if one <= header:
            raise Refused(code)


def refuse_private(header: frozenset[str]) -> None:
    """Close a private file that has another name. Raises Refused."""
    if any(private <= header for private in PRIVATE_HEADERS):
        raise Refused("private_file")


def _leads(header: frozenset[str]) -> bool:
    """People with a title, a company and a link, in whatever words the list was made with."""
    person = bool(header & PERSON) or header >= FIRST_AND_LAST
    marked = bool(header & LINK) or any(name.startswith("lead ") for name in header)
    return person and marked and bool(header & TITLE) and bool(header & COMPANY)
