"""Near copies: what a filled-in template earns, and what real notes earn."""

from bisect import insort
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scoring.text import ALIKE, CREDITS, LOOK_BACK, Written, credits, shingles, words
from tests.scoring.people import TODAY, ago

WORDS = ("we", "met", "in", "May", "your", "talk", "on", "pumps", "was", "good", "thanks", "call")


@st.composite
def texts(draw: st.DrawFn) -> Written:
    said = draw(st.lists(st.sampled_from(WORDS), min_size=0, max_size=9))
    return Written(ago(draw(st.integers(0, 200))), " ".join(said))


def pairwise(found: list[Written]) -> list[int]:
    """The rule with every pair compared."""
    clusters: list[tuple[frozenset[str], list[date]]] = []
    given_ = [0] * len(found)
    for at in sorted(range(len(found)), key=lambda at: (found[at].day, found[at].text)):
        known, day = shingles(found[at].text), found[at].day
        for founder, days in clusters:
            shared = len(known & founder)
            alike = shared * ALIKE[1] >= ALIKE[0] * len(known | founder)
            if alike and days[-1] >= day - LOOK_BACK:
                break
        else:
            founder, days = known, []
            clusters.append((founder, days))
        rank = sum(1 for one in days if one >= day - LOOK_BACK)
        insort(days, day)
        given_[at] = CREDITS[rank] if rank < len(CREDITS) else 0
    return given_


@given(st.lists(texts(), max_size=25))
def test_looking_up_rare_parts_finds_what_comparing_all_pairs_finds(found) -> None:
    assert credits(found) == pairwise(found)


def test_eight_fillings_of_a_template_earn_one_and_three_quarters() -> None:
    template = "Hi {}, I saw that you lead sales at {} and would love to show you our new product"
    filled = [
        Written(ago(8 - at), template.format(name, firm), (name, firm))
        for at, (name, firm) in enumerate(
            zip(
                ["Ana", "Ben", "Chi", "Dev", "Eva", "Fin", "Gus", "Han"],
                ["Acme", "Bolt", "Cube", "Dyne", "Echo", "Flux", "Gale", "Hex"],
                strict=True,
            )
        )
    ]
    assert sum(credits(filled)) == 1750


def test_four_real_notes_earn_four() -> None:
    notes = (
        "Your talk on pump maintenance made me rethink our service contracts",
        "Thank you for the introduction to the plant manager in Bremen last week",
        "I read that the new line starts in March, does the old controller stay",
        "We solved the leak you described with a cheaper seal, shall I send the drawing",
    )
    assert credits([Written(ago(at), text) for at, text in enumerate(notes)]) == [1000] * 4


def test_a_copy_counts_in_full_again_after_its_look_back() -> None:
    text = "one and the same text about the same thing"
    assert credits([Written(ago(92), text), Written(TODAY, text)]) == [1000, 1000]
    assert credits([Written(ago(91), text), Written(TODAY, text)]) == [1000, 500]


def test_the_order_in_which_texts_are_given_does_not_matter() -> None:
    found = [Written(ago(at), "the same words in the same order") for at in (3, 9, 1, 5)]
    assert credits(found) == [250, 1000, 0, 500]


def test_links_digits_case_and_punctuation_do_not_make_a_text_new() -> None:
    one = "Have a look at https://a.example/1 it saves 30 minutes a day."
    other = "have a look at https://b.example/xyz it saves 45 minutes, a day"
    assert shingles(one) == shingles(other)


def test_a_name_is_left_out_as_a_word_and_not_inside_one() -> None:
    assert shingles("We also met Al there", ("Al",)) == shingles("We also met there")
    assert shingles("We also met there", ("Al",)) == shingles("We also met there")


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    assert len(shingles("製品のご紹介をさせてください")) > 3
    assert shingles("田中様製品のご紹介", ("田中",)) == shingles("様製品のご紹介")


def test_words_are_counted_by_blanks_or_by_half_the_characters() -> None:
    assert words("four words are here") == 4
    assert words("製品のご紹介") == 3
    assert words("") == 0


def test_the_future_of_a_cluster_does_not_change_its_past() -> None:
    early = [Written(ago(30), "some words about the matter at hand")]
    later = [Written(ago(30) + timedelta(days=1), early[0].text)]
    assert credits(early + later)[:1] == credits(early)
