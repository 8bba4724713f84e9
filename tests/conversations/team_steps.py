"""What managers, reps and coach admins do with the page of a team, step by step."""

from typing import Any

from sqlalchemy import text

from bot.store import receipts as kept

ANA, BEN, CHI, DEV, EVA, FIN, GUS = "U0ANA", "U0BEN", "U0CHI", "U0DEV", "U0EVA", "U0FIN", "U0GUS"
NOOR, MGR, ADM = "U0NEW", "U0MGR", "U0ADM"
REPS = (ANA, BEN, CHI, DEV, EVA, FIN)
"""Those who joined the board."""
C = "C0EMEA"


def views(town: Any, user: str, title: str) -> list[dict[str, Any]]:
    """A person's open windows of a title."""
    return [
        view for view in town.state()["views"]
        if view["user"] == user and view["title"]["text"] == title
    ]  # fmt: skip


def window(town: Any, user: str, title: str) -> dict[str, Any]:
    return views(town, user, title)[-1]


def home(town: Any, user: str) -> dict[str, Any]:
    town.post("home", user=user)
    return dict(town.state()["homes"][user])


def press_home(town: Any, user: str, action: str) -> dict[str, Any]:
    view = home(town, user)
    answer = town.post("click", user=user, view_id=view["id"], action_id=action)
    assert answer["ok"], answer
    return dict(answer)


def click(town: Any, user: str, view: dict[str, Any], action: str, value: str) -> dict[str, Any]:
    answer = town.post("click", user=user, view_id=view["id"], action_id=action, value=value)
    assert answer["ok"], answer
    return dict(answer)


def submit(town: Any, user: str, view: dict[str, Any], **given: Any) -> dict[str, Any]:
    answer = town.post("submit", user=user, view_id=view["id"], values=given)
    assert answer["ok"], answer
    return dict(answer["reply"] or {})


def managers(town: Any, admin: str = ADM) -> dict[str, Any]:
    """The window of the board's managers, from the workspace's settings in App Home."""
    press_home(town, admin, "ssi_admin")
    click(town, admin, window(town, admin, "Workspace settings"), "ssi_managers", C)
    return window(town, admin, "Managers")


def name_manager(town: Any, user: str) -> None:
    submit(town, ADM, managers(town), whom=user)
    close(town, ADM)


def remove_manager(town: Any, user: str) -> None:
    click(town, ADM, managers(town), "ssi_manager_remove", f"{C} {user}")
    close(town, ADM)


def close(town: Any, user: str) -> None:
    """Close all windows of a person."""
    for view in town.state()["views"]:
        if view["user"] == user:
            town.post("close", user=user, view_id=view["id"])


def open_team(town: Any, user: str, channel: str = C) -> dict[str, Any]:
    return dict(town.ssi(user, "team", channel))


def ask(town: Any, manager: str, whom: str, item: str) -> dict[str, Any]:
    page = open_team(town, manager)
    town.press(manager, page, "ssi_team_ask", C, C)
    answer = submit(town, manager, window(town, manager, "Ask for something"), whom=whom, item=item)
    close(town, manager)
    return answer


def share(town: Any, user: str) -> dict[str, Any]:
    """The form of what a person shares, from App Home."""
    close(town, user)
    press_home(town, user, "ssi_sharing")
    return window(town, user, "What I share")


def grant(town: Any, user: str, item: str, reader: str = MGR) -> dict[str, Any]:
    answer = submit(town, user, share(town, user), reader=f"{C} {reader}", item=item)
    close(town, user)
    return answer


def let_be_counted(town: Any, *users: str) -> None:
    for user in users:
        submit(town, user, share(town, user), mode="sums")
        close(town, user)


def receipts(town: Any, owner: str) -> list[tuple[str, str]]:
    """Who looked at what, in no order: the sandbox's clock stands still."""
    with town.demo.parts.store.begin("T0DEMO", write=False) as db:
        return sorted((one.actor, one.item) for one in kept.of_owner(db, owner, 100))


def audited(town: Any) -> list[tuple[str, str, str, str]]:
    """Each line of the audit: action, actor, whom, result."""
    with town.demo.parts.store.begin("T0DEMO", write=False) as db:
        found = db.session.execute(text("SELECT action, actor, whom, result FROM audit"))
        return [tuple(row) for row in found]
