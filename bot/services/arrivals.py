"""What Slack tells us unasked: an event, a person who changed, an app that was removed."""

from datetime import datetime

from bot.services import digest, erasing, first_steps, ifthen, people
from bot.services.people import Profile
from bot.store import audit, seen, workspaces
from bot.store.engine import Store

DEFAULT_ZONE = "UTC"
"""Of a workspace whose zone nobody told us."""


def was_seen(store: Store, team: str, event: str) -> bool:
    """Whether an event was carried out before. What an event does may be repeated safely, so the
    mark is set afterwards: a crash in between repeats it, and never loses it."""
    with store.begin(team, write=False) as db:
        return seen.known(db, event)


def mark(store: Store, team: str, event: str, now: datetime) -> None:
    """Remember that an event was carried out."""
    with store.begin(team) as db:
        seen.first_time(db, event, now)


def changed(store: Store, team: str, user: str, profile: Profile, now: datetime) -> None:
    """A person's name or zone changed, or their account was deactivated, and then they are
    forgotten. Nobody is met this way who never came to us."""
    before = people.stored(store, team, user)
    if before is None:
        return
    if profile.deleted:
        erasing.forget(store, team, user, now, "deactivated")
        return
    after = people.meet(store, team, user, profile, now)
    if after.zone != before.zone:
        digest.moved(store, team, user, before.zone, now)
        with store.begin(team) as db:
            ifthen.rezone(db, user, now)


def installed(
    store: Store,
    team: str,
    name: str,
    bot_user: str,
    now: datetime,
    *,
    operator: str = "",
    command: str = "",
) -> None:
    """The app is in the workspace (again): messages go there from now on. The first time the
    `operator`, if there is one to be told, is promised the first steps with `command`."""
    with store.begin(team) as db:
        known = workspaces.get(db)
        zone = known.zone if known else DEFAULT_ZONE
        if workspaces.put(db, name, bot_user, zone, now) and operator:
            first_steps.welcome(db, operator, command, now)


def gone(store: Store, team: str, now: datetime) -> None:
    """The app was removed from the workspace: nothing is sent there any more."""
    with store.begin(team) as db:
        workspaces.uninstall(db, now)
        audit.write(db, now, actor="slack", action="uninstalled", whom=team, result="ok")
