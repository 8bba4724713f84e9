"""Who may do what: every word, button and form, and every role. docs/architecture.md, Roles.

A handler without a row fails a test, and so does a row without a handler.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.blocks import ids
from bot.blocks.card import ABOUT
from bot.blocks.checklist import ANSWER_IDS


class Role(StrEnum):
    """In what relation a person stands to Ana, whose things they try to touch, and to the board
    that Mia keeps and that Ana joined."""

    SELF = "self"
    OTHER = "other"
    KEEPER = "keeper"
    MANAGER = "manager"
    FORMER = "former manager"
    ADMIN = "coach admin"
    GUEST = "guest"
    STRANGER = "stranger"
    ELSEWHERE = "other workspace"


class May(StrEnum):
    """What comes of it. YES: it is done. OWN: it concerns one's own things alone, whatever id is
    handed in: nothing of Ana's is changed or shown. NO: a refusal, and nothing is changed."""

    YES = "yes"
    OWN = "own"
    NO = "no"


OUTSIDE = {Role.STRANGER: May.NO, Role.ELSEWHERE: May.NO}
INSIDE = (Role.OTHER, Role.KEEPER, Role.MANAGER, Role.FORMER, Role.ADMIN, Role.GUEST)


def _rule(inside: May, **more: May) -> dict[Role, May]:
    made = dict.fromkeys(INSIDE, inside) | {Role.SELF: May.YES} | OUTSIDE
    return made | {Role(role.replace("_", " ")): may for role, may in more.items()}


OWN = _rule(May.OWN)
"""One's own data."""
FORGETTING = _rule(May.OWN)
"""Oneself alone; of whoever is forgotten a mark stays, also in what Ana shares with them."""
OPEN = _rule(May.YES)
"""The same for everybody: help, what a pillar is."""
BOARD = _rule(May.OWN)
"""A board of the channel, as a member of the workspace."""
OWNER = _rule(May.NO)
"""Something that only its owner decides."""
JOINED = _rule(May.NO, other=May.OWN)
"""Who takes part in the board."""
TEAM = _rule(May.OWN, manager=May.YES)
"""The page of a team, in its channel."""
THEIR_TEAM = _rule(May.NO, other=May.OWN, keeper=May.OWN, manager=May.YES)
"""The same by a button that may be anywhere: who belongs to it."""
MANAGER = _rule(May.NO, self=May.NO, manager=May.YES)
"""A manager of the board, named by a coach admin, and nobody else."""
LEADS = _rule(May.NO, self=May.NO, manager=May.YES, keeper=May.YES)
"""Keeper or manager."""
SET_UP = _rule(May.NO, self=May.NO, keeper=May.YES)
"""A board's keeper, and nobody else."""
ADMIN = _rule(May.NO, self=May.NO, coach_admin=May.YES)
"""A coach admin, and nobody else."""


@dataclass(frozen=True, slots=True)
class Act:
    """One handler. `value`: what the button hands in, by the name of something in the world;
    `opener`: how the form is come by: the word, or the button and what it hands in; `by`: who may
    open it; `fields`: what is typed into it."""

    id: str
    rule: dict[Role, May]
    value: str = ""
    opener: tuple[str, str] = ("", "")
    by: Role = Role.SELF
    fields: tuple[tuple[str, str], ...] = ()


WORDS: tuple[Act, ...] = (
    *(
        Act(word, OWN)
        for word in (
            "", "log 18 12 20 14", "upload", "plan", "pause", "pause 2w", "digest",
            "digest thursday 08:15", "why", "checklist", "tips", "trend", "goal", "goal 70 by 2027-03-01",
            "outcome", "outcome 4", "coach", "icp", "settings", "privacy", "export", "forget",
            "forget me",
        )
    ),
    Act("help", OPEN),
    Act("nonsense", OPEN),
    Act("board", BOARD),
    Act("join", BOARD),
    Act("team", TEAM),
    Act("leave", BOARD),
)  # fmt: skip
"""What may be typed after the command, in the board's channel."""

BUTTONS: tuple[Act, ...] = (
    *(
        Act(id, OWN, value)
        for id, value in (
            (ids.LOG_OPEN, ""), (ids.LOG_UNDO, "reading"), (ids.LOG_CONFIRM, "numbers"),
            (ids.UPLOAD_OPEN, ""), (ids.UPLOAD_DETAILS, "upload"), (ids.UPLOAD_UNDO, "upload"),
            (ids.UPLOAD_RETRY, "upload"), (ids.ARCHIVE_REMIND, "small"), (ids.SEAT_OPEN, "upload"),
            (ids.SEAT_YES, "question"), (ids.SEAT_NO, "question"), (ids.SEAT_FORGET, ""),
            (ids.SEAT_TAKE_BACK, "upload"), (ids.SEAT_AGAIN, "upload"), (ids.PERIOD_OPEN, "upload"),
            (ids.CARD_OPEN, ""), (ids.WHY_OPEN, ""), (ids.SHOW_ONCE, "card"), (ids.PLAN_OPEN, ""),
            (ids.TIP_DONE, "tip"), (ids.TIP_LATER, "tip"), (ids.TIP_SKIPPED, "tip"),
            (ids.TIP_NOT_FOR_ME, "tip"), (ids.TIP_BACK, "tip"), (ids.TIP_UNDO, "tip"),
            (ids.TIPS_OPEN, ""), (ids.GOAL_OPEN, ""), (ids.GOAL_CHANGE, ""), (ids.GOAL_DROP, ""), (ids.COACH_OPEN, ""), (ids.OUTCOME_OPEN, ""),
            (ids.PAUSE_OPEN, ""), (ids.QUARTER_KEEP, ""),
            (ids.QUARTER_CHANGE, "tip"), (ids.IFTHEN_TAKE, "tip"), (ids.IFTHEN_OPEN, "tip"),
            (ids.IFTHEN_CHANGE, "plan"), (ids.IFTHEN_OTHER, "plan"), (ids.IFTHEN_DONE, "plan"),
            (ids.IFTHEN_NOT_NOW, "plan"), (ids.IFTHEN_SILENCE, "plan"), (ids.IFTHEN_STOP, "plan"),
            (ids.IFTHEN_KEEP_ON, "plan"), (ids.IFTHEN_UNDO, "plan"), (ids.DIGEST_YES, ""),
            (ids.DIGEST_NO, ""), (ids.DIGEST_CHANGE, ""), (ids.DIGEST_STOP, ""), (ids.GO_ON, ""),
            (ids.PAUSE_ONE_WEEK, ""), (ids.PAUSE_TWO_WEEKS, ""), (ids.PAUSE_DAY, ""),
            (ids.PAUSE_OFF, ""), (ids.PAUSE_UNDO, "leave"), (ids.SETTINGS_OPEN, ""),
            (ids.ICP_OPEN, ""), (ids.CHECK_START, ""), (ids.CHECK_LIST, ""), (ids.CHECK_OPEN, "check"),
            (ids.TREND_OPEN, ""), (ids.READINGS_OPEN, ""), (ids.READING_EDIT, "reading"),
            (ids.READING_DELETE, "reading"), (ids.WHATIF_OPEN, ""),
            (ids.PRIVACY_OPEN, ""), (ids.SHARES_PRIVATE, ""), (ids.SHARES_SUMS, ""),
            (ids.SHARES_OPEN, ""), (ids.MEDIAN_IN, ""), (ids.MEDIAN_OUT, ""), (ids.EXPORT_OPEN, ""),
            (ids.FORGET_OPEN, ""), (ids.SHARING_OPEN, ""), (ids.PACK_OPEN, ""),
            (ids.SEE_AS_MANAGER, "reader"),
            (ids.OUTCOME_CONVERSATIONS, "4"), (ids.OUTCOME_MEETINGS, "4"), (ids.OUTCOME_UNDO, "4"),
        )
    ),
    *(Act(id, OWN, "check") for id in ANSWER_IDS.values()),
    *(Act(id, OPEN) for id in ABOUT.values()),
    Act(ids.HELP_MORE, OPEN),
    Act(ids.HELP_OPEN, OPEN),
    Act(ids.SSI_LINK, OPEN),
    Act(ids.BOARD_JOIN, BOARD, "channel"),
    Act(ids.BOARD_LINE, BOARD, "channel"),
    Act(ids.BOARD_LEAVE, BOARD, "channel"),
    Act(ids.BOARD_SETUP, SET_UP, "channel"),
    Act(ids.BOARD_INVITE, SET_UP, "channel"),
    Act(ids.BOARD_PREVIEW, SET_UP, "channel"),
    Act(ids.BOARD_POST_AGAIN, SET_UP, "channel"),
    Act(ids.BOARD_POST_NOW, SET_UP, "channel"),
    Act(ids.BOARD_REMIND, SET_UP, "channel"),
    Act(ids.BOARD_PAUSE, SET_UP, "channel"),
    Act(ids.BOARD_RESUME, SET_UP, "channel"),
    Act(ids.BOARD_HAND_OVER, SET_UP, "channel"),
    Act(ids.BOARD_NEXT_SEASON, SET_UP, "channel"),
    Act(ids.QUEST_OPEN, SET_UP, "channel"),
    Act(ids.QUEST_BRING, JOINED, "quest"),
    Act(ids.TEAM_OPEN, THEIR_TEAM, "channel"),
    Act(ids.TEAM_MORE, THEIR_TEAM, "channel"),
    Act(ids.TEAM_REP, MANAGER, "owner"),
    Act(ids.TEAM_ASK, MANAGER, "channel"),
    Act(ids.TEAM_CSV, MANAGER, "channel"),
    Act(ids.TEAM_KIT, LEADS, "channel"),
    Act(ids.GRANT_YES, OWNER, "grant"),
    Act(ids.GRANT_NO, OWNER, "grant"),
    Act(ids.GRANT_END, OWNER, "grant"),
    Act(ids.QUEST_END, SET_UP, "quest"),
    Act(ids.BOARD_CLOSE, SET_UP, "channel"),
    Act(ids.BOARD_TAKE_OVER, ADMIN, "channel"),
    Act(ids.FORGET_YES, FORGETTING),
    Act(ids.SEAT_MATCH, ADMIN),
    Act(ids.MANAGERS_OPEN, ADMIN, "channel"),
    Act(ids.MANAGER_REMOVE, ADMIN, "former"),
    Act(ids.ADMIN_OPEN, ADMIN),
    Act(ids.FIRST_STEPS, ADMIN),
    Act(ids.AUDIT_EXPORT, ADMIN),
)  # fmt: skip
"""Every button."""

FORMS: tuple[Act, ...] = (
    Act(ids.LOG_VIEW, OWN, opener=("word", "log"),
        fields=(("brand", "11"), ("people", "11"), ("insights", "11"), ("relationships", "11"))),
    Act(ids.UPLOAD_VIEW, OWN, opener=("word", "upload"), fields=(("pasted", "11 11 11 11"),)),
    Act(ids.ICP_VIEW, OWN, opener=("word", "icp"), fields=(("titles", "Buyer"),)),
    Act(ids.DIGEST_VIEW, OWN, opener=(ids.DIGEST_CHANGE, "")),
    Act(ids.PAUSE_VIEW, OWN, opener=(ids.PAUSE_DAY, ""), fields=(("back", "2026-12-14"),)),
    Act(ids.SETTINGS_VIEW, OWN, opener=("word", "settings")),
    Act(ids.WHATIF_VIEW, OWN, opener=(ids.WHATIF_OPEN, "")),
    Act(ids.GOAL_VIEW, OWN, opener=(ids.GOAL_CHANGE, ""),
        fields=(("target", "90"), ("day", "2027-03-01"))),
    Act(ids.IFTHEN_VIEW, OWN, opener=(ids.IFTHEN_OPEN, "tip"),
        fields=(("cue", "When it rains"), ("action", "I will read"))),
    Act(ids.SEAT_VIEW, OWN, opener=(ids.SEAT_OPEN, "upload"), fields=(("email", "new@acme.example"),)),
    Act(ids.PERIOD_VIEW, OWN, opener=(ids.PERIOD_OPEN, "upload")),
    Act(ids.SEAT_MATCH_VIEW, ADMIN, opener=(ids.SEAT_MATCH, ""), by=Role.ADMIN,
        fields=(("whom", "U0EVA"), ("seat", "eva@acme.example"))),
    Act(ids.SHARING_VIEW, OWN, opener=(ids.SHARING_OPEN, "")),
    Act(ids.PACK_VIEW, OWN, opener=(ids.PACK_OPEN, ""), fields=(("page", "For my next talk"),)),
    Act(ids.TEAM_ASK_VIEW, MANAGER, opener=(ids.TEAM_ASK, "channel"), by=Role.MANAGER,
        fields=(("whom", "U0ANA"), ("item", "weeks"))),
    Act(ids.MANAGERS_VIEW, ADMIN, opener=(ids.MANAGERS_OPEN, "channel"), by=Role.ADMIN,
        fields=(("whom", "U0EVA"),)),
    Act(ids.ADMIN_VIEW, ADMIN, opener=(ids.ADMIN_OPEN, ""), by=Role.ADMIN),
    Act(ids.BOARD_PAUSE_VIEW, SET_UP, opener=(ids.BOARD_PAUSE, "channel"), by=Role.KEEPER,
        fields=(("until", "2026-12-14"),)),
    Act(ids.BOARD_HAND_OVER_VIEW, SET_UP, opener=(ids.BOARD_HAND_OVER, "channel"), by=Role.KEEPER,
        fields=(("whom", "U0HAN"),)),
    Act(ids.QUEST_VIEW, SET_UP, opener=(ids.QUEST_OPEN, "channel"), by=Role.KEEPER,
        fields=(("what", "calls"), ("target", "40"))),
    Act(ids.QUEST_BRING_VIEW, JOINED, opener=(ids.QUEST_BRING, "quest"), fields=(("amount", "3"),)),
    Act(ids.BOARD_VIEW, SET_UP, opener=(ids.BOARD_SETUP, "channel"), by=Role.KEEPER,
        fields=(("own_company", "yes"),)),
)  # fmt: skip
"""Every form."""
