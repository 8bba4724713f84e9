"""Why a tip is worth doing: a sentence, its source, and how far the source carries.

Sources: "Help a105145" and "deck 2015" are LinkedIn's own lists of inputs; "S1" and "S2" are two
public guides to the index (docs/scoring.md, Sources). Confidence: documented (LinkedIn names the
input), reported (data of others, named), guide (S1, S2), judgement (ours).
"""

from scoring.tips.tip import Reasons

BY_SIGNAL: Reasons = {
    "profile_complete": (
        "Buyers read your profile before they answer you.", "Help a105145", "documented"),
    "recommendations": (
        "A customer's words carry a weight that your own cannot.", "S1, S2", "guide"),
    "endorsements": (
        "Skills that others confirm belong to a complete profile.", "Help a105145", "documented"),
    "posts": ("People remember the sellers whom they read.", "S1, S2", "guide"),
    "content_reach": (
        "Views and new followers tell you that a post was worth reading.", "deck 2015",
        "documented"),
    "articles": (
        "Long pieces keep being found long after a post has gone.", "Help a105145", "documented"),
    "searches": (
        "You meet buyers by looking for them on purpose.", "Help a105145", "documented"),
    "profile_views": (
        "One fact about a person makes an opening line that no template has.", "Help a105145",
        "documented"),
    "fit_connections": (
        "A few connections who can decide are worth more than many who can't.", "S1, S2",
        "guide"),
    "days_active": ("Little and often keeps you in people's minds.", "Help a105145", "documented"),
    "leads_saved": (
        "A saved lead tells you when there is a reason to write.", "Help a105145", "documented"),
    "companies_followed": ("You know a company's news before you call it.", "S2", "guide"),
    "inbound_views": (
        "Someone who looked you up already has a question.", "deck 2015", "documented"),
    "comments": (
        "A good comment is read by the author and by all their readers.", "Help a105145",
        "documented"),
    "insight_shares": (
        "Customers keep your view of a thing, not the link to it.", "Help a105145", "documented"),
    "reactions": (
        "A reaction is the smallest way to be seen, and a start.", "Help a105145", "documented"),
    "engagement_recv": (
        "Answers are the sign that a post helped someone.", "deck 2015", "documented"),
    "conversation_starts": (
        "Talk begins with somebody writing first.", "Help a105145", "documented"),
    "steady_weeks": ("Every guide agrees on steadiness.", "S2", "guide"),
    "groups": ("Buyers ask openly where they don't expect sellers.", "Help a105145", "documented"),
    "acceptance": (
        "An invitation that is ignored costs you a chance.", "Help a105145", "documented"),
    "reply_rate": ("An answer is what a message is for.", "S1", "guide"),
    "deep_conversations": (
        "Deals come out of threads, rarely out of a first message.", "S2", "judgement"),
    "network_size": (
        "People you already work with say yes most easily.", "Help a105145", "documented"),
    "senior_connections": (
        "Connections who lead a function can open their whole team to you.", "deck 2015",
        "documented"),
    "keep_in_touch": ("Whoever waits for your answer already wants something.", "S2", "guide"),
    "give_first": ("Help without a return in mind is remembered.", "S2", "guide"),
}  # fmt: skip

BY_TIP: Reasons = {
    "B11": (
        "Two to five posts a week went with clearly more views per post.",
        "Buffer, 94,000 accounts, observational", "reported"),
    "F01": ("Then I can tell a decision-maker from a namesake.", "this product", "judgement"),
    "F10": ("Sales Navigator's alerts do the looking for you.", "S2", "guide"),
    "F13": ("Sales Navigator's suggestions do the looking for you.", "S2", "guide"),
    "F14": ("Filters leave you the names that are worth a look.", "S2", "guide"),
    "F15": ("A synced CRM keeps your open deals in sight.", "S2", "guide"),
    "I11": ("A personal word stands out among ready-made congratulations.", "S2", "guide"),
    "R01": (
        "Executives accept less often, and a shared reason is what you can add.",
        "warmysender, 200,000 requests", "reported"),
    "R02": (
        "A note went with more replies (9.4 % against 5.4 %), not with more acceptance.",
        "Expandi and Belkins, 20 million invitations", "reported"),
    "R04": (
        "In LinkedIn's own study short InMails were answered more often.", "LinkedIn study",
        "documented"),
    "R11": ("An introduction helps two people at once.", "S2", "guide"),
}  # fmt: skip
