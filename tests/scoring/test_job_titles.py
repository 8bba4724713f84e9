"""Seniority and fit, in several languages, with the traps first."""

import pytest

from scoring.titles import IdealCustomer, fit, fold, seniority


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CEO", 1.0), ("Founder & CEO", 1.0), ("Chief Revenue Officer", 1.0),
        ("Geschäftsführer", 1.0), ("Geschaeftsfuehrerin", 1.0), ("Directeur général", 1.0),
        ("PDG", 1.0), ("Gérante", 1.0), ("Amministratore Delegato", 1.0), ("Owner", 1.0),
        ("Vice President Sales", 0.95), ("SVP Operations", 0.95), ("VP & General Manager", 0.95),
        ("Head of Procurement", 0.75), ("Vertriebsleiterin DACH", 0.75), ("Leiter Einkauf", 0.75),
        ("Direttrice vendite", 0.75), ("Director of IT", 0.75),
        ("Sales Manager", 0.45), ("Team Lead", 0.45), ("Projektleiter", 0.45),
        ("Assistant to the CEO", 0.3), ("Executive Assistant", 0.3), ("Product Owner", 0.3),
        ("Key Account Manager", 0.3), ("Chief of Staff to the President", 0.3),
        ("Office of the CTO", 0.3), ("HR Business Partner", 0.3),
        ("Student", 0.05), ("Marketing Intern", 0.05), ("Seeking new opportunities", 0.05),
        ("Cisco Engineer", 0.2), ("Cargo Specialist", 0.2), ("", 0.2), ("Welder", 0.2),
    ],
)  # fmt: skip
def test_a_title_stands_where_its_longest_words_put_it(title: str, expected: float) -> None:
    assert seniority(title) == expected


def test_without_an_ideal_customer_seniority_alone_decides() -> None:
    plain = IdealCustomer()
    assert fit("CEO", "Acme", ideal=plain, own_companies=frozenset()) == pytest.approx(1.0)
    assert fit("", "", ideal=plain, own_companies=frozenset()) == pytest.approx(0.44)


def test_title_and_company_count_half_each() -> None:
    ideal = IdealCustomer(titles=("procurement",), industries=("shipping",), companies=("Acme",))

    def of(title: str, company: str) -> float:
        return fit(title, company, ideal=ideal, own_companies=frozenset())

    assert of("Head of Procurement", "Acme AG") == pytest.approx(0.15 + 0.45 * 0.75 + 0.40)
    assert of("Head of Procurement", "Other") == pytest.approx(0.15 + 0.45 * 0.75 + 0.20)
    assert of("Welder", "North Shipping") == pytest.approx(0.15 + 0.45 * 0.2 + 0.20)
    assert of("Welder", "Acmeta") == pytest.approx(0.15 + 0.45 * 0.2)


def test_a_colleague_fits_a_tenth() -> None:
    own = frozenset({fold("Nordwind GmbH")})
    assert fit("CEO", "NORDWIND GmbH", ideal=IdealCustomer(), own_companies=own) == 0.1


def test_the_version_of_a_set_knows_its_content_and_not_its_order_or_spelling() -> None:
    one = IdealCustomer(titles=("CFO", "Head of Sales"))
    assert one.version == IdealCustomer(titles=("head  of sales", "cfo")).version
    assert one.version != IdealCustomer(titles=("CFO",)).version
    assert one.version != IdealCustomer(companies=("CFO", "Head of Sales")).version
    assert one.version is not None
    assert len(one.version) == 64


def test_an_empty_set_has_no_version() -> None:
    assert IdealCustomer().version is None
    assert IdealCustomer(titles=("  ",)).version is None
