"""Writes nine invented monthly usage reports and what they must count as, side by side.

`python tests/importers/golden/sales_navigator/build.py`. Everybody in them is made up. The order
of the columns drifts as it has been seen to: three of the nine months differ.
"""

import calendar
import csv
import json
import random
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLAIN = [
    "Seat ID",
    "Name",
    "Invited Email Address",
    "Date Invited",
    "Date Activated",
    "Coach Level",
    "Category",
    "Current Seat Type",
    "Days Active",
    "Searches Performed",
    "Profile Views",
    "Leads Saved",
    "Total Leads Saved",
    "Accounts Saved",
    "Total Accounts Saved",
    "Total Lists Created",
    "InMails Sent",
    "InMails Acceptance Rate",
    "Messages Sent",
    "Smart Links Created",
    "Smart Link Views",
    "Total Connections",
    "Connection Requests Accepted",
    "SSI - Overall Score",
    "SSI - Establish your professional brand",
    "SSI - Find the right people",
    "SSI - Engage with insights",
    "SSI - Build relationships",
]
SSI = PLAIN[-4:]


def header(month: int) -> list[str]:
    names = list(PLAIN)
    if month == 3:
        names.insert(names.index("Current Seat Type") + 1, "Date Removed")
    if month == 6:
        names.remove("Connection Requests Accepted")
        names.insert(names.index("Messages Sent"), "Connection Requests Accepted")
    if month == 8:
        names.insert(names.index("Category"), "Sales License Current Status")
        names.remove("SSI - Overall Score")
        names.append("SSI - Overall Score")
    return names


def seat(lot: random.Random, number: int, email: str) -> dict[str, Any]:
    four = [lot.randrange(0, 25_000_000) / 1_000_000 for _ in SSI]
    sent = lot.choice([0, lot.randrange(1, 40)])
    return {
        "Seat ID": 7_100_000 + number, "Name": f"CANARY-NAME-{number}",
        "Invited Email Address": email, "Date Invited": "1/7/2024", "Date Activated": "1/9/2024",
        "Coach Level": "Proficient", "Category": "CANARY-REGION  ", "Current Seat Type": "Team",
        "Days Active": lot.randrange(0, 23), "Searches Performed": lot.randrange(0, 90),
        "Profile Views": lot.randrange(0, 200), "Leads Saved": lot.randrange(0, 30),
        "Total Leads Saved": lot.randrange(200, 900), "Accounts Saved": lot.randrange(0, 9),
        "Total Accounts Saved": lot.randrange(20, 90), "Total Lists Created": 3,
        "InMails Sent": sent, "InMails Acceptance Rate": round(lot.random() * 100, 2) if sent else "",
        "Messages Sent": lot.randrange(0, 50), "Smart Links Created": 0, "Smart Link Views": 0,
        "Total Connections": lot.randrange(500, 3000), "Connection Requests Accepted": 4,
        "SSI - Overall Score": round(sum(four)), **dict(zip(SSI, four, strict=True)),
        "Date Removed": "", "Sales License Current Status": "Active",
    }  # fmt: skip


def counted(row: dict[str, Any], month: int) -> dict[str, Any]:
    """By hand, not by the importer: totals in thousandths, the index in hundredths."""
    facts = {
        "sn.days_active": "Days Active", "sn.searches": "Searches Performed",
        "sn.profile_views": "Profile Views", "sn.leads_saved": "Leads Saved",
        "sn.accounts_saved": "Accounts Saved",
    }  # fmt: skip
    totals = {fact: 1000 * row[column] for fact, column in facts.items()}
    if row["InMails Sent"]:
        accepted = row["InMails Sent"] * row["InMails Acceptance Rate"] / 100
        totals |= {"sn.inmails_sent": 1000 * row["InMails Sent"],
                   "sn.inmails_accepted": 1000 * int(accepted + 0.5)}  # fmt: skip
    last = calendar.monthrange(2025, month)[1]
    return {
        "first": f"2025-{month:02}-01", "last": f"2025-{month:02}-{last}",
        "totals": {fact: total for fact, total in sorted(totals.items()) if total},
        "network": row["Total Connections"],
        "pillars": [int(row[name] * 100 + 0.5) for name in SSI],
        "total": 100 * row["SSI - Overall Score"],
    }  # fmt: skip


def main() -> None:
    lot, expected = random.Random(20250101), dict[str, Any]()
    for month in range(1, 10):
        ana, ben = seat(lot, 1, " Ana.Costa@Example.com "), seat(lot, 2, "")
        others = [seat(lot, n, f"canary-{n}@other.example") for n in range(3, 9)]
        waiting = {"Seat ID": 7_100_099, "Name": "CANARY-WAITING", "Date Invited": "1/7/2024",
                   "Invited Email Address": "canary-waiting@other.example"}  # fmt: skip
        rows = [ana, ben, *others, waiting]
        lot.shuffle(rows)
        last = calendar.monthrange(2025, month)[1]
        span = f"2025-{month:02}-01_to_2025-{month:02}-{last}"
        name = f"Sales_Navigator_Usage_Reporting_{span}.csv"
        with (HERE / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, header(month), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        expected[name] = {"U1": counted(ana, month), "U2": counted(ben, month), "strange": 7}
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
