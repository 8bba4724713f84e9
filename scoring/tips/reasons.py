"""Why a tip is worth doing: a sentence, its source, and how far the source carries.

Sources: "Help a105145" and "deck 2015" are LinkedIn's own lists of inputs; "S1" and "S2" are two
public guides to the index (docs/scoring.md, Sources). Confidence: documented (LinkedIn names the
input; "documented, 2015": it named it then), reported (data of others, named), guide (S1, S2),
judgement (ours).
"""

from scoring.tips.tip import Reasons

BY_SIGNAL: Reasons = {
    "profile_complete": (
        "Whoever hears from you looks you up first.",
        "Help a105145; S1, S2", "documented"),
    "recommendations": (
        "Praise in a customer's words is evidence you can't write for yourself.",
        "S1, S2", "guide"),
    "endorsements": (
        "LinkedIn counts the skills that other people confirm.",
        "Help a105145; S2", "documented"),
    "posts": (
        "Regular posts keep you in the minds of people you don't talk to this week.",
        "S1; Buffer, 2 million posts", "reported"),
    "content_reach": (
        "Readers and new followers show that a post was worth their time.",
        "deck 2015; S1", "documented, 2015"),
    "articles": (
        "LinkedIn names articles, and followers won by them, among its inputs.",
        "Help a105145", "documented"),
    "searches": (
        "Looking on purpose finds buyers whom the feed never shows you.",
        "Help a105145; S2", "documented"),
    "profile_views": (
        "A detail from someone's profile gives your first line a reason.",
        "Help a105145", "documented"),
    "fit_connections": (
        "One connection who can decide may help more than ten who can't.",
        "S1, S2", "guide"),
    "days_active": (
        "Ten minutes on four days do more than an hour on one.",
        "Help a105145; S2", "documented"),
    "leads_saved": (
        "Saved leads send you news, and news gives you a reason to write.",
        "Help a105145; S2", "documented"),
    "companies_followed": (
        "News of a company reaches you before your call does.",
        "S2", "guide"),
    "inbound_views": (
        "People who visited your profile already know your name.",
        "deck 2015", "documented, 2015"),
    "comments": (
        "A useful comment reaches the author and all their readers.",
        "Help a105145; S2", "documented"),
    "insight_shares": (
        "What stays with customers is your opinion, far less the link.",
        "Help a105145; S2", "documented"),
    "reactions": (
        "A reaction is a small sign of attention, and a first step.",
        "Help a105145", "documented"),
    "engagement_recv": (
        "Responses show that somebody could use what you wrote.",
        "deck 2015; LinkedIn blog 2015", "documented, 2015"),
    "conversation_starts": (
        "LinkedIn counts messages, and most business talk begins with one.",
        "Help a105145", "documented"),
    "steady_weeks": (
        "The public guides differ in much, but all of them ask for regularity.",
        "S2", "guide"),
    "groups": (
        "In groups buyers put questions to their peers in the open.",
        "Help a105145; S2", "documented"),
    "acceptance": (
        "Ignored invitations use up your time and lower your rate.",
        "Help a105145; warmysender, 200,000 requests", "documented"),
    "reply_rate": (
        "A message does its work when somebody replies.",
        "S1; Help a105145", "documented"),
    "deep_conversations": (
        "Deals tend to grow out of longer threads.",
        "S2", "judgement"),
    "network_size": (
        "Those who work with you already have a reason to accept.",
        "Help a105145", "documented"),
    "senior_connections": (
        "LinkedIn's own list names connections at the level of a vice president.",
        "deck 2015", "documented, 2015"),
    "keep_in_touch": (
        "People who wait for your reply came with a reason of their own.",
        "S2", "guide"),
    "give_first": (
        "People remember who helped them before asking for something.",
        "S2", "guide"),
}  # fmt: skip

BY_TIP: Reasons = {
    "B11": (
        "Accounts that posted two to five times a week saw more views per post.",
        "Buffer, 94,000 accounts, observational", "reported"),
    "F01": (
        "It lets me tell people who can buy from people with a similar title.",
        "this product", "judgement"),
    "F10": (
        "Alerts watch for news so that you don't have to.",
        "S2", "guide"),
    "F13": (
        "The suggestions look for people like those you saved.",
        "S2", "guide"),
    "F14": (
        "Three filters leave you a list short enough to work through.",
        "S2", "guide"),
    "F15": (
        "The link keeps the people of your open deals in view.",
        "S2", "guide"),
    "I11": (
        "A personal line stands out among ready-made congratulations.",
        "S2", "guide"),
    "R01": (
        "In one study 19 % of executives accepted, so a shared reason may help.",
        "warmysender, 200,000 requests", "reported"),
    "R02": (
        "With a note 9.4 % replied, without one 5.4 %; acceptance was the same.",
        "Expandi and Belkins, 20 million invitations", "reported"),
    "R04": (
        "LinkedIn found that short InMails got about a fifth more replies.",
        "LinkedIn study", "documented"),
    "R11": (
        "An introduction helps two people with one message.",
        "S2", "guide"),
}  # fmt: skip
