"""The buttons and forms of teams, by id."""

from bot.blocks import ids
from bot.listeners import admin, grants, packs, team

ACTIONS = (
    (ids.TEAM_OPEN, team.opened),
    (ids.TEAM_MORE, team.more),
    (ids.TEAM_REP, team.rep),
    (ids.TEAM_ASK, team.ask),
    (ids.TEAM_KIT, team.kit),
    (ids.TEAM_CSV, team.as_file),
    (ids.SHARING_OPEN, grants.form),
    (ids.GRANT_YES, grants.yes),
    (ids.GRANT_NO, grants.no),
    (ids.GRANT_END, grants.end),
    (ids.SEE_AS_MANAGER, grants.see),
    (ids.PACK_OPEN, packs.form),
    (ids.MANAGERS_OPEN, admin.managers),
    (ids.MANAGER_REMOVE, admin.remove),
    (ids.ADMIN_OPEN, admin.form),
    (ids.FIRST_STEPS, admin.steps),
)
VIEWS = (
    (ids.TEAM_ASK_VIEW, team.submit_ask),
    (ids.SHARING_VIEW, grants.submit),
    (ids.PACK_VIEW, packs.submit),
    (ids.MANAGERS_VIEW, admin.submit_manager),
    (ids.ADMIN_VIEW, admin.submit),
)
