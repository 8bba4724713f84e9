"""Tips for "Engage with insights"."""

from scoring.tips.tip import NO_TRACE, Tip, answered, below, between, level, own, pace

TIPS: tuple[Tip, ...] = (
    Tip(
        "I01", "comments", 15, True, 3,
        "Leave three comments of two sentences that add a fact or a question.",
        "When I open the feed, I comment once before I scroll.",
        "Three comments of twelve words or more.",
        own("comments.credit", 3), (pace("comments", high=2),), next="I02",
    ),
    Tip(
        "I02", "comments", 30, True, 6,
        "Write six comments, three of them on posts of target accounts.",
        "When it is 8:30, I comment on one customer's post.",
        "Six comments of twelve words or more.",
        own("comments.credit", 6), (pace("comments", 2, 5),), unseen=False, next="I03",
    ),
    Tip(
        "I03", "comments", 15, True, 3,
        "Write longer, not more: turn three short praises into what you would add.",
        "When I am about to write \"great\", I write why.",
        "Three comments of twelve words or more.",
        own("comments.credit", 1.5), (level("comments.median_words", high=8),), unseen=False,
    ),
    Tip(
        "I04", "insight_shares", 12, True, 1,
        "Share one article with two sentences of your own and a question.",
        "When I read something useful on Monday, I share it with my view at lunch.",
        "One share with 15 words of your own or more.",
        own("shares.credit", 1), (below("insight_shares", 0.4),), next="I05",
    ),
    Tip(
        "I05", "insight_shares", 20, True, 2,
        "Share two finds, and say each time what they mean for your customers.",
        "When I press share, I write first.",
        "Two shares with 15 words of your own or more each.",
        own("shares.credit", 2), (between("insight_shares", 0.4, 0.7),), unseen=False,
    ),
    Tip(
        "I06", "engagement_recv", 10, True, 1,
        "End your post with one question that a buyer can answer in a line.",
        "When I finish a post, the last line is a question.",
        "It is posted, and each answer is answered.",
        answered("creator.engagements", 2), (below("engagement_recv", 0.5),), unseen=False,
    ),
    Tip(
        "I07", "engagement_recv", 10, True, 2,
        "Before you post, comment on two people who would care about it.",
        "When I plan a post, I comment twice first.",
        "Two comments before the post, and replies to theirs after it.",
        answered("creator.engagements", 4), (pace("posts", low=1),), unseen=False,
    ),
    Tip(
        "I08", "reactions", 5, True, 10,
        "React to ten posts of customers, with thought, then comment on one.",
        "When I wait for the lift, I react to two.",
        "Ten reactions and one comment.",
        own("reactions", 10), (below("reactions", 0.3), below("comments", 0.3)),
    ),
    Tip(
        "I09", "conversation_starts", 20, True, 3,
        "Send three useful things to people you haven't written to for a month.",
        "When I read something that fits a customer, I send it to them.",
        "Three different messages, each the first in 30 days, none with an ask.",
        own("starts.credit", 3), (below("conversation_starts", 0.5),),
    ),
    Tip(
        "I10", "steady_weeks", 10, True, 2,
        "Keep it small and weekly: one comment and one share, each week.",
        "When it is Friday at three and the week is empty, I do one of each.",
        "One comment and one share with your view this week.",
        own("comments.actions", 2), (below("steady_weeks", 0.65),),
    ),
    Tip(
        "I11", "conversation_starts", 10, True, 2,
        "Congratulate two people you lost touch with, with a memory only you have.",
        "When I see a promotion, I write a sentence only I could write.",
        "Two personal messages, each the first in 30 days.",
        own("starts.credit", 2), (below("conversation_starts", 0.8),),
    ),
    Tip(
        "I12", "groups", 15, True, 1,
        "Answer one question in a group this week.",
        "When a mail from a group arrives, I answer one question in it.",
        "One answer of 40 words or more.",
        NO_TRACE, (level("groups.count", low=1),), unseen=False,
    ),
)  # fmt: skip
