"""Buttons of privacy: choices, the audit, and being forgotten."""

from collections.abc import Callable

from bot import logs
from bot.blocks import forget as forget_screens
from bot.blocks import ids
from bot.errors import NotAllowed
from bot.listeners import admins
from bot.listeners.asking import Request
from bot.listeners.commands import export
from bot.listeners.commands import privacy as page
from bot.listeners.commands.word import Answer
from bot.services import auditing, erasing, privacy

MODES = {ids.SHARES_PRIVATE: "private", ids.SHARES_SUMS: "sums", ids.SHARES_OPEN: "open"}


def shares(mode: str) -> Callable[[Request], Answer]:
    """Choose what one's numbers may be used for."""

    def run(request: Request) -> Answer:
        made = privacy.choose_shares(request.store, request.team, request.user, mode, request.now)
        return page.drawn(request, made)

    return run


def median(counted: bool) -> Callable[[Request], Answer]:
    """Be counted in the workspace's median, or not."""

    def run(request: Request) -> Answer:
        made = privacy.choose_median(request.store, request.team, request.user, counted)
        return page.drawn(request, made)

    return run


def audit(request: Request) -> Answer:
    """The audit as a file. Raises NotAllowed for anybody but a coach admin, asked anew."""
    if not admins.is_one(request):
        raise NotAllowed("audit_not_yours")
    return export.promised(request, auditing.KIND)


def forget(request: Request) -> Answer:
    """Erase everything of the acting person; their App Home, where they had one, follows."""
    made = erasing.forget(request.store, request.team, request.user, request.now)
    logs.event("forgotten", team=request.team, count=sum(made.rows.values()))
    return forget_screens.receipt(made, request.member.zone, request.command)
