"""People and their choices."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, update
from sqlmodel import col, select

from bot.store import bulk, tombstones, workspaces
from bot.store.engine import Db, new_id
from bot.store.tables import ConsentRow, MemberRow
from scoring.titles import IdealCustomer

_TABLE: Table = MemberRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a workspace. `digest`: unasked, asked, on or off; `weekday`: 0 is Monday;
    `minute`: of the local day, a quarter hour; `every`: weeks; `minutes`: a week, for plans;
    `outcome`: what they count each week (conversations, meetings, or nothing yet); `silent`:
    messages of the weekly note since they last did anything; `hidden`: numbers are shown only on
    request; `work_days`: a bit for each weekday, Monday is 1; `opens` and `closes`: minutes of the
    local day; `home`: they opened App Home before; `shares`: private, sums or open; `median`:
    counted in what the whole workspace moved by; `active_on`: the newest day on which they did
    anything, UTC."""

    team: str
    user: str
    name: str
    zone: str
    guest: bool
    deleted: bool
    digest: str
    weekday: int
    minute: int
    every: int
    next_digest_at: datetime | None
    minutes: int
    sales_navigator: bool | None
    ideal: IdealCustomer
    dm: str | None
    refreshed_at: datetime
    crm_sync: bool | None = None
    outcome: str = ""
    silent: int = 0
    hidden: bool = False
    work_days: int = 31
    opens: int = 480
    closes: int = 1080
    home: bool = False
    shares: str = "private"
    median: bool = True
    active_on: date | None = None


class Due(NamedTuple):
    """A member as the sweep sees one: a few fields as they come, since it sees thousands."""

    team: str
    user: str
    zone: str
    digest: str
    weekday: int
    minute: int
    every: int
    next_digest_at: datetime
    silent: int
    work_days: int
    opens: int
    closes: int


CHOICES = ("minutes", "sales_navigator", "crm_sync", "outcome", "hidden", "work_days", "opens",
           "closes", "shares", "median")  # fmt: skip
_DUE = ("team_id", "user_id", *Due._fields[2:])


def get(db: Db, user: str) -> Member | None:
    """The member, or None for someone who never came."""
    row = db.session.get(MemberRow, (db.team, user))
    return _value(row) if row else None


def required(db: Db, user: str) -> Member:
    """The member. Raises LookupError for someone who never came."""
    found = get(db, user)
    if found is None:
        raise LookupError("no such member")
    return found


def put(
    db: Db, user: str, *, name: str, zone: str, guest: bool, deleted: bool, now: datetime
) -> Member:
    """Insert a person, or refresh what Slack says of them; their choices stay."""
    row = db.session.get(MemberRow, (db.team, user))
    if row is None:
        tombstones.lift(db, user)  # their own first word: nobody is met without one
        usual = workspaces.policy(db)
        row = MemberRow(team_id=db.team, user_id=user, name=name, zone=zone, refreshed_at=now,
                        weekday=usual.weekday, minute=usual.minute)  # fmt: skip
    row.name, row.zone, row.guest, row.deleted = name, zone, guest, deleted
    row.refreshed_at = now
    db.session.add(row)
    db.session.flush()
    return _value(row)


def choose_digest(
    db: Db,
    user: str,
    *,
    state: str,
    next_at: datetime | None,
    how: str,
    now: datetime,
    weekday: int | None = None,
    minute: int | None = None,
    every: int | None = None,
) -> Member:
    """Keep a choice about the digest and, in a row of its own, when and how it was made; the same
    choice made again in the same way is no new one."""
    row = db.session.get_one(MemberRow, (db.team, user))
    row.digest, row.next_digest_at = state, next_at
    row.weekday = row.weekday if weekday is None else weekday
    row.minute = row.minute if minute is None else minute
    row.every = row.every if every is None else every
    db.session.add(row)
    what = f"digest {state}"
    if [one[:2] for one in consents(db, user)][-1:] != [(what, how)]:
        db.session.add(
            ConsentRow(team_id=db.team, id=new_id(), user_id=user, what=what, how=how, at=now)
        )
    db.session.flush()
    return _value(row)


def opened_home(db: Db, user: str) -> None:
    """They have App Home, which follows what they do from now on."""
    row = db.session.get_one(MemberRow, (db.team, user))
    row.home = True
    db.session.add(row)


def schedule(db: Db, user: str, next_at: datetime | None) -> Member:
    """Set when the next digest is due; the choice about it stays as it is."""
    row = db.session.get_one(MemberRow, (db.team, user))
    row.next_digest_at = next_at
    db.session.add(row)
    db.session.flush()
    return _value(row)


def heard(db: Db, user: str) -> Member | None:
    """The member did something: nothing is unanswered any more. The member as they stood before,
    locked, since a message of theirs may be marked as sent at the same moment."""
    row = db.session.get(
        MemberRow, (db.team, user), populate_existing=True, with_for_update=db.postgres
    )
    if row is None:
        return None
    before = _value(row)
    row.silent = 0
    db.session.add(row)
    db.session.flush()
    return before


def unanswered(db: Db, user: str) -> Member | None:
    """One message more since the member last did anything; counted by the database, since an act
    of theirs may come at the same moment."""
    db.session.flush()
    db.session.execute(
        update(MemberRow)
        .where(col(MemberRow.team_id) == db.team, col(MemberRow.user_id) == user)
        .values(silent=MemberRow.silent + 1)
        .execution_options(synchronize_session=False)
    )
    row = db.session.get(MemberRow, (db.team, user), populate_existing=True)
    return _value(row) if row else None


def save_settings(db: Db, user: str, chosen: Mapping[str, Any]) -> Member:
    """Keep choices by the name of their field, one of CHOICES."""
    row = db.session.get_one(MemberRow, (db.team, user))
    for name in CHOICES:
        if name in chosen:
            setattr(row, name, chosen[name])
    db.session.add(row)
    db.session.flush()
    return _value(row)


def consents(db: Db, user: str) -> tuple[tuple[str, str, datetime], ...]:
    """(what, how, when) of every choice about messages, oldest first."""
    found = db.session.exec(
        select(ConsentRow)
        .where(ConsentRow.team_id == db.team, ConsentRow.user_id == user)
        .order_by(col(ConsentRow.at))
    )
    return tuple((row.what, row.how, row.at) for row in found)


def save_ideal(db: Db, user: str, ideal: IdealCustomer) -> None:
    """Keep whom the rep wants to meet."""
    row = db.session.get_one(MemberRow, (db.team, user))
    lists = (ideal.titles, ideal.industries, ideal.companies)
    row.ideal = json.dumps(lists) if ideal.version else ""
    db.session.add(row)


def save_dm(db: Db, user: str, channel: str) -> None:
    """Keep the id of the DM, which the look-up after a crash needs."""
    row = db.session.get(MemberRow, (db.team, user))
    if row is not None and row.dm != channel:
        row.dm = channel
        db.session.add(row)


def named(db: Db, users: Sequence[str]) -> Mapping[str, Member]:
    """Members by id; those who never came are left out."""
    found = db.session.exec(
        select(MemberRow).where(MemberRow.team_id == db.team, col(MemberRow.user_id).in_(users))
    )
    return {row.user_id: _value(row) for row in found}


def due_across(db: Db, now: datetime, limit: int) -> list[Due]:
    """Members of any workspace whose digest is due, locked until the transaction ends."""
    query = (
        select(*(_TABLE.c[name] for name in _DUE))
        .where(_TABLE.c.next_digest_at <= now)
        .order_by(_TABLE.c.next_digest_at)
        .limit(limit)
    )
    if db.postgres:
        query = query.with_for_update(skip_locked=True)
    return [Due._make(row) for row in db.connection.execute(query)]


def advance_across(db: Db, rows: Sequence[tuple[str, str, datetime | None]]) -> None:
    """Set when each (team, user) is due next."""
    given = [(at, team, user) for team, user, at in rows]
    bulk.update(db, _TABLE, "next_digest_at", ("team_id", "user_id"), given)


def _value(row: MemberRow) -> Member:
    lists = json.loads(row.ideal) if row.ideal else ((), (), ())
    return Member(
        team=row.team_id,
        user=row.user_id,
        name=row.name,
        zone=row.zone,
        guest=row.guest,
        deleted=row.deleted,
        digest=row.digest,
        weekday=row.weekday,
        minute=row.minute,
        every=row.every,
        next_digest_at=row.next_digest_at,
        minutes=row.minutes,
        sales_navigator=row.sales_navigator,
        ideal=IdealCustomer(*(tuple(one) for one in lists)),
        dm=row.dm,
        refreshed_at=row.refreshed_at,
        crm_sync=row.crm_sync,
        outcome=row.outcome,
        silent=row.silent,
        hidden=row.hidden,
        work_days=row.work_days,
        opens=row.opens,
        closes=row.closes,
        home=row.home,
        shares=row.shares,
        median=row.median,
        active_on=row.active_on,
    )
