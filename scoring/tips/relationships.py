"""Tips for "Build relationships"."""

from scoring.tips.tip import (
    NO_TRACE,
    Tip,
    answered,
    attempts,
    either,
    level,
    or_unseen,
    own,
    ratio,
    share,
    told,
    total,
)

TIPS: tuple[Tip, ...] = (
    Tip(
        "R01", "acceptance", 15, True, 5,
        "Invite five people you share an event, a contact or a post with.",
        "If I can't name what we share, then I don't invite.",
        "Five invitations each say what you share.",
        answered("invites.accepted", 5),
        (
            or_unseen("acceptance", share("acceptance", high=0.5)),
            or_unseen("acceptance", attempts("acceptance", low=10)),
        ),
    ),
    Tip(
        "R02", "reply_rate", 10, True, 5,
        "Put a short note about the other person into five invitations.",
        "If I am about to connect, then I mention one thing they did.",
        "Five notes are written, and no two are the same.",
        NO_TRACE,
        (
            or_unseen(
                "reply_rate",
                either(ratio("noted_invitations", high=0.5), told("reply_rate", high=0.5)),
            ),
        ),
    ),
    Tip(
        "R03", "acceptance", 10, False, 0,
        "Take back the invitations that nobody answered for a month.",
        "If the month's last Friday has come, then I take the old ones back.",
        "No open invitation is older than 30 days.",
        NO_TRACE, (level("invites.pending_30d", low=31),),
    ),
    Tip(
        "R04", "reply_rate", 15, True, 3,
        "Keep three first messages below 400 characters, with one easy question each.",
        "If a message fills more than my phone's screen, then I shorten it.",
        "Three first messages stayed below 400 characters.",
        answered("starts.answered", 3),
        (
            or_unseen(
                "reply_rate", either(share("reply_rate", high=0.4), told("reply_rate", high=0.5))
            ),
            or_unseen(
                "reply_rate",
                either(level("starts.median_chars", low=401), told("reply_rate", high=0.5)),
            ),
        ),
    ),
    Tip(
        "R05", "reply_rate", 20, True, 5,
        "Begin five first messages with something that fits this person alone.",
        "If I paste a text, then I replace its first sentence.",
        "Five first messages went out, no two alike.",
        answered("starts.answered", 5), (ratio("copied_starts", low=0.3),),
    ),
    Tip(
        "R06", "deep_conversations", 20, True, 2,
        "Bring two conversations to a second message on each side.",
        "If somebody replies, then I come back within a day and ask something.",
        "Two threads have two messages from each side within 14 days.",
        own("deep.threads", 2),
        (or_unseen("deep_conversations", share("deep_conversations", high=0.5)),),
        next="R07",
    ),
    Tip(
        "R07", "deep_conversations", 25, True, 1,
        "Offer a short call, or a voice note, in one good conversation.",
        "If both of us have written twice, then I suggest two dates.",
        "One thread has two messages from each side within 14 days, and two dates in it.",
        own("deep.threads", 1), (share("deep_conversations", 0.5, 0.8),),
    ),
    Tip(
        "R08", "keep_in_touch", 15, True, 5,
        "Clear the messages that wait for you, and answer new ones within a week.",
        "If I open LinkedIn, then I read messages before anything else.",
        "Whoever wrote this week has your answer within seven days.",
        own("inbound.answered", 5),
        (
            or_unseen(
                "keep_in_touch",
                either(level("inbound.waiting", low=3), told("keep_in_touch", high=0.7)),
            ),
        ),
    ),
    Tip(
        "R09", "reply_rate", 15, True, 3,
        "Write to three good contacts who fell silent, with news they can use.",
        "If a deal moves, then I think of someone who once helped it.",
        "Three messages that sell nothing went to people silent for 90 days.",
        answered("starts.answered", 3),
        (
            or_unseen(
                "reply_rate",
                either(level("contacts.silent_90d", low=20), told("reply_rate", high=0.7)),
            ),
        ),
    ),
    Tip(
        "R10", "give_first", 10, True, 1,
        "Recommend one customer or partner in writing, without being asked.",
        "If a project is closed, then a partner gets two sentences from me the same day.",
        "One recommendation of yours is published.",
        own("recommendations.given", 1),
        (or_unseen("give_first", total("recommendations_given", high=0.5)),),
    ),
    Tip(
        "R11", "give_first", 10, True, 1,
        "Bring two people together who could help each other, once both agree.",
        "If I hear of a need that isn't mine to meet, then I think of who could.",
        "You made one introduction.",
        NO_TRACE, (or_unseen("give_first", share("give_first", high=0.7)),),
    ),
    Tip(
        "R12", "senior_connections", 15, True, 1,
        "Find a colleague who can introduce you to two executives.",
        "If we share a contact, then I ask that contact before I invite.",
        "One of the executives is now a connection.",
        own("network.senior", 1),
        (or_unseen("senior_connections", share("senior_connections", high=0.5)),),
    ),
    Tip(
        "R13", "network_size", 10, False, 10,
        "Connect with ten people from your working weeks: customers, partners, colleagues.",
        "If a meeting is over, then I invite the people who were in it.",
        "Ten people from your calendar are connections.",
        own("network.size", 10), (level("network.size", high=500),),
    ),
)  # fmt: skip
