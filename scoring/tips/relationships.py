"""Tips for "Build relationships"."""

from scoring.tips.tip import NO_TRACE, Tip, answered, below, between, level, own

TIPS: tuple[Tip, ...] = (
    Tip(
        "R01", "acceptance", 15, True, 5,
        "Send fewer and warmer invitations: only where you share a contact, event or post.",
        "When I can't finish \"I'm writing because\", I don't invite.",
        "Five invitations, each with its reason.",
        answered("invites.accepted", 5), (below("acceptance", 0.5),),
    ),
    Tip(
        "R02", "reply_rate", 10, True, 5,
        "Add a note of under 200 characters about the other person.",
        "When I press connect, I name one thing they did.",
        "Five notes, no two alike.",
        NO_TRACE, (below("reply_rate", 0.5),),
    ),
    Tip(
        "R03", "acceptance", 10, False, 0,
        "Withdraw the invitations that have waited for more than a month.",
        "When it is the last Friday of the month, I withdraw them.",
        "None is older than 30 days.",
        NO_TRACE, (level("invites.pending_30d", low=31),), unseen=False,
    ),
    Tip(
        "R04", "reply_rate", 15, True, 3,
        "Write in under 400 characters, and ask one easy question.",
        "When it doesn't fit my phone's screen, I cut.",
        "Three first messages of under 400 characters.",
        answered("starts.answered", 3), (level("starts.median_chars", low=401),),
    ),
    Tip(
        "R05", "reply_rate", 20, True, 5,
        "Drop the template: open with something true only of this person.",
        "When I paste, I rewrite the first sentence.",
        "Five first messages, none alike.",
        answered("starts.answered", 5), (level("starts.template_share", low=0.3),), unseen=False,
    ),
    Tip(
        "R06", "deep_conversations", 20, True, 2,
        "Carry two threads past the second message: ask what has changed since.",
        "When someone answers, I answer within a day, with a question.",
        "Two threads with two messages each way within 14 days.",
        own("deep.threads", 2), (below("deep_conversations", 0.5),), next="R07",
    ),
    Tip(
        "R07", "deep_conversations", 25, True, 1,
        "Carry one thread on until you can offer a 15-minute call.",
        "When a thread has four turns, I offer two times.",
        "One thread of four turns or more, with two times offered in it.",
        own("deep.threads", 1), (between("deep_conversations", 0.5, 0.8),), unseen=False,
    ),
    Tip(
        "R08", "keep_in_touch", 15, True, 5,
        "Answer the messages that wait, oldest first, and new ones within the week.",
        "When I open LinkedIn, the inbox comes before the feed.",
        "Each message of this week is answered within seven days.",
        own("inbound.answered", 5), (below("keep_in_touch", 0.7),),
    ),
    Tip(
        "R09", "reply_rate", 15, True, 3,
        "Revive three good contacts who have been silent, with news that helps them.",
        "When I update a deal, I think of who helped, and thank them.",
        "Three messages without a sales ask, to people silent for 90 days.",
        answered("starts.answered", 3), (level("contacts.silent_90d", low=20),),
    ),
    Tip(
        "R10", "give_first", 10, True, 1,
        "Write one recommendation for a customer or partner, unasked.",
        "When a project ends well, I write it that day.",
        "One recommendation is given.",
        own("recommendations.given", 1), (below("give_first", 0.4),),
    ),
    Tip(
        "R11", "give_first", 10, True, 1,
        "Introduce two people who should know each other; ask both first.",
        "When I hear of a need I can't meet, I name someone who can.",
        "One introduction is made.",
        NO_TRACE, (below("give_first", 0.7),),
    ),
    Tip(
        "R12", "senior_connections", 15, True, 1,
        "Ask a colleague for a warm path to two executives.",
        "When I see a shared contact, I ask before I invite.",
        "One of the two is a connection.",
        own("network.senior", 1), (below("senior_connections", 0.5),),
    ),
    Tip(
        "R13", "network_size", 10, False, 10,
        "Connect with ten people you already work with: customers, partners, colleagues.",
        "When a meeting ends, I connect with those who were in it.",
        "Ten new connections from your calendar.",
        own("network.size", 10), (level("network.size", high=499),), unseen=False,
    ),
)  # fmt: skip
