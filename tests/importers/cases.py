"""One case for each layout: its files, read by the real reader, and what came of it.

`PYTHONPATH=.:tests python -m importers.cases` writes input and expected.json side by side into
tests/importers/golden. A name before `.zip/` is an archive, packed when it is read.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from importers import layouts as new
from importers import layouts_resaved as old

from bot.errors import Refused
from bot.importers import child
from bot.importers.values import Context, Import, Upload

TODAY = date(2026, 11, 20)
GOLDEN = Path(__file__).parent / "golden"
FULL = "Complete_LinkedInDataExport_11-19-2026.zip"
BASIC = "Basic_LinkedInDataExport_11-19-2026.zip"
NET = {"Connections.csv": new.NOTES + new.NAMES + "\n" + new.PEOPLE}
Files = dict[str, str | bytes]


def archive(files: Files, name: str = FULL, folder: str = "") -> Files:
    return {f"{name}/{folder}{path}": data for path, data in files.items()}


SHARES = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + new.POSTED
CASES: dict[str, Files] = {
    "connections_with_notes": NET,
    "connections_2018": {"Connections.csv": old.CONNECTIONS_2018},
    "connections_resaved": {"Connections.csv": old.CONNECTIONS_RESAVED},
    "connections_quoted_notes": {"Connections.csv": '\ufeff"Notes:"\n"x, y"\n\n' + new.NAMES + "\n" + new.PEOPLE},
    "connections_notes_on_one_line": {"Connections.csv": 'Notes:,"x, y"\n' + new.NAMES + "\n" + new.PEOPLE},
    "connections_sep_line": {"Connections.csv": "sep=;\r\n" + old.CONNECTIONS_SEMICOLON},
    "invitations_alone": {"Invitations.csv": new.ASKED + "\n" + new.SENT},
    "invitations_2018": {"Invitations.csv": old.INVITATIONS_2018, **NET},
    "invitations_urn": {"Invitations.csv": old.INVITATIONS_URN, **NET},
    "invitations_joined": {"Invitations.csv": new.ASKED + "\n" + new.SENT, **NET},
    "messages_2023": {"messages.csv": new.talk("", ""), "Profile.csv": new.PROFILE},
    "messages_2024": {"messages.csv": new.talk(",IS MESSAGE DRAFT,IS CONVERSATION DRAFT", ",No,No"), "Profile.csv": new.PROFILE},
    "messages_2025": {"messages.csv": new.talk(",ATTACHMENTS", ","), "Profile.csv": new.PROFILE},
    "messages_2026": {"messages.csv": new.talk(",ATTACHMENTS,IS MESSAGE DRAFT", ",,No"), "Profile.csv": new.PROFILE},
    "messages_2018": {"Messages.csv": old.MESSAGES_2018},
    "messages_without_owner": {"messages.csv": old.MESSAGES_OF_NOBODY, **NET},
    "shares": {"Shares.csv": SHARES},
    "shares_2024_capitals": {"Shares.csv": SHARES.replace("Url", "URL")},
    "shares_2018_utf16": {"Shares.csv": new.SHARES_2018.encode("utf-16")},
    "comments_backslashes": {"Comments.csv": new.COMMENTED, "Shares.csv": SHARES},
    "comments_unquoted": {"Comments.csv": new.UNQUOTED},
    "comments_resaved": {"Comments.csv": old.COMMENTS_RESAVED},
    "reactions": {"Reactions_7789716.csv": new.REACTED},
    "instant_reposts": {"InstantReposts.csv": "Date,Link\n2026-11-03 10:00:00,https://x.example/1\n"},
    "searches": {"SearchQueries.csv": new.SEARCHED},
    "searches_2018_utf16": {"Search Queries.csv": new.SEARCHED.replace(",", "\t").encode("utf-16")},
    "company_follows": {"Company Follows.csv": "Organization,Followed On\nAcme,Sat Sep 05 08:12:14 UTC 2026\n"},
    "endorsements": {"Endorsement_Received_Info.csv": new.ENDORSED},
    "endorsements_2021": {"Endorsement_Given_Info.csv": new.ENDORSED_2021},
    "recommendations_received": {"Recommendations_Received.csv": new.PRAISED},
    "recommendations_given": {"Recommendations_Given.csv": new.PRAISED.replace("VISIBLE", "").replace("HIDDEN", "")},
    "profile": archive({"Profile.csv": new.PROFILE, "Positions.csv": new.POSITIONS, "Skills.csv": new.SKILLS,
                        "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\nNowhere,2001,2005,,,\n",
                        "Rich_Media.csv": new.MEDIA, "Groups.csv": "Group Name,Group URL\nA,x\nB,y\n"}, BASIC),
    "profile_2018": {"Profile.csv": new.PROFILE_2018},
    "profile_empty_summary": archive({"Profile Summary.csv": "Profile Summary\n\n", **NET}, BASIC),
    "rich_media_2023": archive({"Rich Media.csv": "Type,Link\nPHOTO,x\nBACKGROUND,y\n", **NET}, BASIC),
    "articles": archive({"Articles/Articles/a.html": new.ARTICLE, "Articles/Articles/b.html": new.DRAFT, **NET}),
    "archive_complete": archive(new.COMPLETE),
    "archive_basic": archive(NET, BASIC),
    "archive_of_a_mac": archive({**{f"export/{name}": data for name, data in new.COMPLETE.items()},
                                 "__MACOSX/export/._Connections.csv": "junk", "export/.DS_Store": "junk"}, "again.zip"),
    "archive_with_parts": archive({"Reactions_1.csv": new.REACTED, "Reactions_2.csv": new.REACTED.replace("feed/update/2", "feed/update/3")}),
    "archive_with_twins": archive({**NET, "old/Connections.csv": NET["Connections.csv"] + "X,Y,,,Z,Q,01 Nov 2026\n", "Reactions.csv": new.REACTED}),
    "archive_with_equal_twins": archive({**NET, "old/Connections.csv": NET["Connections.csv"]}),
    "archive_with_jobs": archive({"Jobs/Connections.csv": NET["Connections.csv"] + "X,Y,,,Z,Q,01 Nov 2026\n", **NET}),
    "archive_2018": archive(
        {
            "Connections.csv": old.CONNECTIONS_2018,
            "Invitations.csv": old.INVITATIONS_2018,
            "Messages.csv": old.MESSAGES_2018,
            "Shares.csv": new.SHARES_2018.encode("utf-16"),
            "Search Queries.csv": new.SEARCHED.replace(",", "\t").encode("utf-16"),
            "Ad Targeting.csv": "secret",
            "Videos.csv": "x",
        }
    ),
    "archive_of_headers": archive({"Comments.csv": "Date,Link,Message\n", "Reactions.csv": "Date,Type,Link\n"}),
    "ssi_page_numbers_first": {"page.txt": new.SSI.format(four=new.BEFORE)},
    "ssi_page_numbers_last": {"page.txt": new.SSI.format(four=new.AFTER)},
    "ssi_page_decimal_commas": {"page.txt": new.SSI.format(four=new.BEFORE.replace(".", ","))},
    "ssi_page_three_tables": {"page.txt": old.THREE_TABLES},
    "ssi_page_other_language": {"page.txt": "Индекс\n32 из 100\n12,05\nмарка\n6,2\nлюди\n7,1\nидеи\n6,5\nсвязи\n"},
    "ssi_json": {"ssi.json": new.JSON},
    "ssi_json_wrapped": {"ssi.json": '{"object": "LinkedinRawData", "data": ' + new.JSON + "}"},
    "history": {"history.csv": old.HISTORY},
    "history_of_a_spreadsheet": {"history.csv": old.HISTORY_SEMICOLON},
    "history_of_totals": {"history.csv": "date;total;Network rank\n2026-10-01;65;12\n"},
}  # fmt: skip


def uploads(folder: Path) -> list[Upload]:
    """The files of a case; folders are packed."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            found.append(Upload(path.name, packed(path)))
        elif path.name != "expected.json":
            found.append(Upload(path.name, path.read_bytes()))
    return found


def packed(folder: Path) -> bytes:
    found = sorted(one for one in folder.rglob("*") if one.is_file())
    return packed_files({one.relative_to(folder).as_posix(): one.read_bytes() for one in found})


def packed_files(files: Mapping[str, str | bytes]) -> bytes:
    """A zip, written the day before the export's name says."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 11, 18, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return buffer.getvalue()


def told(made: Import) -> dict[str, Any]:
    """All that came of a bundle, to compare."""
    return {
        "as_of": made.as_of.isoformat() if made.as_of else None,
        "files": [[one.name, one.kind, one.rows_read, one.rows_skipped] for one in made.files],
        "ignored": sorted([one.name, one.reason] for one in made.ignored),
        "warnings": [[one.code, one.file, one.count] for one in made.warnings],
        "notes": list(made.notes),
        "sources": {
            one.source: {
                "from": one.first_seen.isoformat(),
                "in part": sorted(day.isoformat() for day in one.partial),
                **{fact: {day.isoformat(): n for day, n in sorted(days.items())}
                   for fact, days in sorted(one.amounts.items()) if days},
            }
            for one in made.batches
        },
        "levels": {one.fact: one.value for one in made.levels},
        "readings": [
            {"date": one.day.isoformat(), "pillars": one.pillars and list(one.pillars),
             "total": one.total, "ranks": [one.industry_rank, one.network_rank],
             "averages": [one.industry_average, one.network_average], "mismatch": one.mismatch}
            for one in made.readings
        ],
    }  # fmt: skip


def outcome(folder: Path) -> dict[str, Any]:
    try:
        return told(child.read(uploads(folder), Context(TODAY)))
    except Refused as refused:
        return {"refused": refused.code, "facts": dict(refused.facts)}


def write() -> None:
    for name, files in CASES.items():
        folder = GOLDEN / name
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        text = json.dumps(outcome(folder), indent=1, ensure_ascii=False)
        (folder / "expected.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    write()
