"""For each pillar a theme for a team, and a quarter of an hour to spend on it together."""

from scoring.pillars import Pillar

THEMES: dict[Pillar, str] = {
    Pillar.BRAND: "a stranger sees at once whom we help.",
    Pillar.PEOPLE: "we look for people who decide, on purpose.",
    Pillar.INSIGHTS: "we add something to what buyers discuss.",
    Pillar.RELATIONSHIPS: "people who write to us get an answer.",
}
SESSIONS: dict[Pillar, str] = {
    Pillar.BRAND: (
        "1. Five minutes: in pairs, read each other's headline and About aloud.\n"
        "2. Five minutes: each rewrites one line, for a customer who knows nothing of us.\n"
        "3. Five minutes: each puts the new line online, or notes when."
    ),
    Pillar.PEOPLE: (
        "1. Five minutes: agree on two job titles and one industry that matter this month.\n"
        "2. Five minutes: each runs one search and saves it.\n"
        "3. Five minutes: each picks three people, and reads what they care about."
    ),
    Pillar.INSIGHTS: (
        "1. Five minutes: collect three posts that our buyers argue about.\n"
        "2. Five minutes: each writes one comment with a fact or a question in it.\n"
        "3. Five minutes: read two of them aloud, and post your own."
    ),
    Pillar.RELATIONSHIPS: (
        "1. Five minutes: each answers the message that has waited longest.\n"
        "2. Five minutes: each thanks one customer, and asks for nothing.\n"
        "3. Five minutes: share one first line that got an answer."
    ),
}
UNSURE = (
    "*15 minutes together*\n"
    "1. Five minutes: each reads their own card, and nobody reads out a number.\n"
    "2. Five minutes: each picks one step of their plan, and the moment for it.\n"
    "3. Five minutes: share one thing that worked last week."
)
"""Where no pillar stands out."""
