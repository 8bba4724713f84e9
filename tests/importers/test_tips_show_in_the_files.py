"""Each tip's "done when", done in a rep's archive, is read there by the importers and counts."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase

import pytest

from bot.importers import reading
from bot.importers.values import Context, Upload
from scoring.activity import Activity, merge
from scoring.measures import take
from scoring.tips import TIPS
from scoring.tips.tip import Tip, Trace

TODAY = date(2026, 11, 20)
SAMPLE = Path(__file__).parents[2] / "sandbox/samples/Complete_LinkedInDataExport_11-19-2026.zip"
ME = "https://www.linkedin.com/in/noor-haddad-demo"
DAYS = [date(2026, 11, 18) - timedelta(days=2 * n) for n in range(9)]
"""Days on which things are done, newest first."""
LONG_AGO = date(2026, 10, 5)
"""A day on which sixty first messages and invitations went unanswered."""
Files = dict[str, str]

POOR = {
    "Profile.csv": "First Name,Last Name,Headline,Summary,Industry,Geo Location\n"
    "Noor,Haddad,Sales,,Software,Berlin\n",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Northwind,Account Executive,,Berlin,Jan 2023,\n",
    "Skills.csv": "Name\nPipeline\n",
    "Groups.csv": "Group Name,Group URL\nOld ones,https://www.linkedin.com/groups/1\n",
    "Rich_Media.csv": "Date/Time,Media Description,Media Link\n",
    "Company Follows.csv": "Organization,Followed On\n",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status\n",
    "Articles/Articles/old.html": '<p class="published">Published on 2026-01-20 06:12</p>',
}
"""A profile that lacks what tips ask for, and files of which the sample has none."""


def sample() -> Files:
    with zipfile.ZipFile(SAMPLE) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    files = {**found, **POOR}
    for who in range(60):
        talk(files, 100 + who, (True, LONG_AGO))
        refused(files, who)
    return files


def refused(files: Files, who: int) -> None:
    """An invitation that nobody took."""
    sent = f'"{LONG_AGO.month}/{LONG_AGO.day}/{LONG_AGO:%y}, 9:00 AM"'
    them = f"https://www.linkedin.com/in/no-answer-{who}"
    files["Invitations.csv"] += f"Noor Haddad,No Answer{who},{sent},,OUTGOING,{ME},{them}\n"


def read(files: Files) -> Activity:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 19, 12, 0, 0)), text)
    made = reading.read([Upload(SAMPLE.name, buffer.getvalue())], Context(TODAY))
    return merge(made.batches, made.levels)


def words(count: int, about: int) -> str:
    """So many words that no other text has."""
    letter = ascii_lowercase[about % 26]
    return " ".join(
        f"{letter}{ascii_lowercase[at % 26]}{'o' * (1 + at // 26)}m" for at in range(count)
    )


def link(at: int) -> str:
    return f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{7_300_000_000_000_000_000 + at * 10**12}"


def posts(files: Files, count: int) -> None:
    for at in range(count):
        files["Shares.csv"] += f"{DAYS[at]} 08:00:00,{link(at)},{words(24, at)},,,MEMBER_NETWORK\n"


def shares(files: Files, count: int) -> None:
    for at in range(count):
        row = f"{DAYS[at]} 09:00:00,{link(40 + at)},{words(16, at)},https://example.com/{at},,X\n"
        files["Shares.csv"] += row


def comments(files: Files, count: int) -> None:
    for at in range(count):
        files["Comments.csv"] += f"{DAYS[at]} 10:00:00,{link(80 + at)},{words(13, at)}\n"


def reactions(files: Files, count: int) -> None:
    for at in range(count):
        files["Reactions.csv"] += f"{DAYS[at % 9]} 11:00:00,LIKE,{link(200 + at)}\n"


def searches(files: Files, count: int) -> None:
    for at in range(count):
        stamp = f"{DAYS[at]:%Y/%m/%d} 12:00:00 UTC"
        files["SearchQueries.csv"] += f"{stamp},{words(2, at)}\n"


def follows(files: Files, count: int) -> None:
    for at in range(count):
        on = f"{DAYS[at % 9]:%a %b %d} 08:12:14 UTC {DAYS[at % 9].year}"
        files["Company Follows.csv"] += f"Target {at},{on}\n"


def connections(files: Files, count: int) -> None:
    for at in range(max(1, count)):
        files["Connections.csv"] += (
            f"New,Face{at},https://www.linkedin.com/in/new-face-{at},,Tarn,Chief Executive Officer,"
            f"{DAYS[at % 9]:%d %b %Y}\n"
        )


def invitations(files: Files, count: int) -> None:
    """Asked with a reason, and accepted the next day."""
    for at in range(count):
        sent = DAYS[at] - timedelta(days=1)
        files["Invitations.csv"] += (
            f'Noor Haddad,New Face{at},"{sent.month}/{sent.day}/{sent:%y}, 9:00 AM",'
            f"{words(6, at)},OUTGOING,{ME},https://www.linkedin.com/in/new-face-{at}\n"
        )
    connections(files, count)


def talk(files: Files, who: int, *turns: tuple[bool, date]) -> None:
    them = f"https://www.linkedin.com/in/new-talk-{who}"
    for at, (mine, day) in enumerate(turns):
        names = ("Noor Haddad", ME, f"Talk{who}", them)
        said = names if mine else (*names[2:], *names[:2])
        files["messages.csv"] += (
            f"new-{who},,{','.join(said)},{day} 10:0{at}:00 UTC,,{words(12 + who % 40, 3 * who + at)},INBOX,,No\n"
        )


def starts(files: Files, count: int) -> None:
    for who in range(count):
        talk(files, who, (True, DAYS[who]))


def answers(files: Files, count: int) -> None:
    for who in range(count):
        talk(files, who, (True, DAYS[who]), (False, DAYS[who]))


def threads(files: Files, count: int) -> None:
    for who in range(count):
        talk(files, who, *[(turn % 2 == 0, DAYS[who]) for turn in range(4)])


def replies(files: Files, count: int) -> None:
    for who in range(count):
        talk(files, who, (False, DAYS[who]), (True, DAYS[who]))


def recommended(files: Files, count: float) -> None:
    """One at least: no file holds half a recommendation."""
    on = f'"{DAYS[0]:%m/%d/%y}, 09:15 AM"'
    for _ in range(max(1, count)):
        files["Recommendations_Received.csv"] += f"A,B,Tarn,Buyer,{words(20, 1)},{on},VISIBLE\n"


def recommending(files: Files, count: int) -> None:
    on = f'"{DAYS[0]:%m/%d/%y}, 09:15 AM"'
    for _ in range(count):
        files["Recommendations_Given.csv"] += f"A,B,Tarn,Buyer,{words(20, 1)},{on},\n"


def endorsed(files: Files, count: int) -> None:
    for at in range(count):
        files["Endorsement_Received_Info.csv"] += (
            f"{DAYS[at]:%Y/%m/%d} 12:00:00 UTC,Selling,A,B,www.linkedin.com/in/a-b-{at},ACCEPTED\n"
        )


def articles(files: Files, count: int) -> None:
    for at in range(count):
        files[f"Articles/Articles/new-{at}.html"] = (
            f'<p class="published">Published on {DAYS[at]} 06:12</p>'
        )


def days(files: Files, count: int) -> None:
    """Something on days on which nothing was done."""
    known = read(files).amounts["active.day"]
    idle = [day for day in (date(2026, 11, 18) - timedelta(days=n) for n in range(30))
            if day not in known]  # fmt: skip
    for at, day in enumerate(idle[:count]):
        files["Reactions.csv"] += f"{day} 11:00:00,LIKE,{link(300 + at)}\n"


def groups(files: Files, count: int) -> None:
    for at in range(count):
        files["Groups.csv"] += f"Buyers {at},https://www.linkedin.com/groups/{at + 2}\n"


def steady(files: Files, _: int) -> None:
    """A comment and a share in each of four weeks."""
    for week in range(4):
        day = DAYS[0] - timedelta(weeks=week)
        files["Comments.csv"] += f"{day} 10:00:00,{link(400 + week)},{words(13, week)}\n"
        said = f"{words(16, 9 + week)},https://example.com/{week},,X"
        files["Shares.csv"] += f"{day} 09:00:00,{link(440 + week)},{said}\n"


def headline(files: Files, _: float) -> None:
    said = "I help plants halve their downtime; ask Tarn and Vexley"
    files["Profile.csv"] = files["Profile.csv"].replace("Haddad,Sales,", f"Haddad,{said},")


def summary(files: Files, _: float) -> None:
    files["Profile.csv"] = files["Profile.csv"].replace("Sales,,", f"Sales,{words(90, 1)},")


def positions(files: Files, _: float) -> None:
    files["Positions.csv"] = (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        f"Northwind,Account Executive,{words(40, 1)},Berlin,Jan 2023,\n"
        f"Quillon,Sales Associate,{words(40, 2)},Berlin,Jan 2019,Dec 2022\n"
    )


def skills(files: Files, _: float) -> None:
    files["Skills.csv"] += "".join(f"Skill {letter}\n" for letter in ascii_lowercase[:10])


def photo(files: Files, _: float) -> None:
    files["Rich_Media.csv"] += (
        '"August 11, 2026 at 6:55 AM (GMT)",'
        '"You uploaded a profile photo on August 11, 2026 at 6:55 AM (GMT)",-\n'
    )


DEEDS: dict[str, Callable[[Files, int], None]] = {
    "posts.credit": posts, "shares.credit": shares, "comments.credit": comments,
    "comments.actions": steady, "reactions": reactions, "searches": searches,
    "company.follows": follows, "connections.fit": connections, "network.size": connections,
    "network.senior": connections, "active.day": days, "invites.accepted": invitations,
    "starts.credit": starts, "starts.answered": answers, "deep.threads": threads,
    "inbound.answered": replies, "recommendations.received": recommended,
    "recommendations.given": recommending, "endorsements.received": endorsed,
    "articles": articles, "groups.count": groups, "profile.headline": headline,
    "profile.summary": summary, "profile.positions": positions, "profile.skills": skills,
    "profile.photo": photo,
}  # fmt: skip
"""What the rep does, by the fact that a tip names."""
SHOWN = [tip for tip in TIPS if tip.shows.kind in (Trace.OWN, Trace.YIELD)]
ARCHIVED = [tip for tip in SHOWN if not tip.shows.fact.startswith(("creator.", "sn."))]


@pytest.mark.parametrize("tip", ARCHIVED, ids=lambda tip: tip.id)
def test_doing_what_a_tip_asks_is_read_in_the_archive_and_raises_its_signal(tip: Tip) -> None:
    files = sample()
    before = take(read(files), TODAY)[tip.signal].u
    DEEDS[tip.shows.fact](
        files, tip.shows.amount if tip.shows.amount < 1 else round(tip.shows.amount)
    )
    after = take(read(files), TODAY)[tip.signal].u
    assert before < 1
    assert after > before


def test_every_fact_that_an_archive_shows_has_a_deed() -> None:
    assert {tip.shows.fact for tip in ARCHIVED} == DEEDS.keys()
