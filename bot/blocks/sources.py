"""Where advice comes from, in words that say something to whoever has no list of keys.

The keys stand in `scoring/tips`, and in docs/scoring.md with what each source is worth.
"""

WORDS = {
    "Help a105145": "LinkedIn's help page a105145",
    "S1, S2": "public guides to the index",
    "S1": "a public guide to the index",
    "S2": "a public guide to the index",
    "deck 2015": "LinkedIn's slides of 2015",
    "LinkedIn blog 2015": "LinkedIn's blog of 2015",
    "this product": "SSI Coach itself",
}


def cited(source: str) -> str:
    """The sources of a tip, each by its name."""
    return "; ".join(WORDS.get(one, one) for one in source.split("; "))
