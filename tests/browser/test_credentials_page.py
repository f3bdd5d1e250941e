"""Credentials: what each asks and costs with when it was read, the way step by step, and where to check."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import LOOKS, violations


def card(page, key: str) -> str:
    return page.locator(f".st-key-credential-{key}").inner_text()


def cards(page) -> list[str]:
    start = "st-key-credential-"
    return page.locator(f"[class*='{start}']").evaluate_all(
        f"all => all.map(at => [...at.classList].find(name => name.startsWith('{start}')).slice({len(start)}))"
    )


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nobody_is_shut_out_and_nothing_sticks_out(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/credentials?place=CO")
        page.locator(".st-key-card-fees").get_by_text("Table", exact=True).click()
        visitor.settle()
        visitor.unfold()
        visitor.picture(f"credentials-{width}-{scheme}")
        reach = page.evaluate(
            "() => [document.documentElement, document.querySelector('.stMain')].map(at => at.scrollWidth)"
        )
        assert max(reach) <= width
        assert violations(page) == []


def test_every_fee_says_when_it_was_read_and_where_to_check(visit):
    with visit() as visitor:
        page = visitor.open("/credentials")
        shown = cards(page)
        assert len(shown) == 7, "six of their own, and one card for the eleven certificates"
        for key in shown:
            text = card(page, key).lower()
            assert "check the issuer's page" in text
            assert "november 2026" in text
        assert "$129 for the exam" in card(page, "cpht_ptce")
        assert "$55 every 2 years" in card(page, "cpht_ptce")
        assert "see nhanow.com" in card(page, "cpht_excpt")
        assert "$50 to apply and $149 for the exam" in card(page, "cspt")
        certificates = card(page, "cert_product_verification")
        assert "11 certificates" in certificates
        assert "$89 each" in certificates


def test_the_name_without_an_issuer_is_explained(visit):
    with visit() as visitor:
        page = visitor.open("/credentials")
        text = page.locator(".stMain").inner_text()
        assert "No issuer's page for a credential of that name was found" in text
        assert "CPhT (PTCB) and CPhT (NHA)" in text


def test_sums_are_of_published_fees_and_renewal_stands_apart(visit):
    with visit() as visitor:
        page = visitor.open("/credentials")
        fees = page.locator(".st-key-card-fees")
        assert "$595" in fees.locator("h3").inner_text()
        drawn = " ".join(fees.locator(".js-plotly-plot svg text").all_text_contents())
        assert all(total in drawn for total in ("$129", "$328", "$485", "$595"))
        assert "no fee read" in drawn
        assert "Not in these sums: renewal" in fees.inner_text()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_path_and_issuer_filter_and_the_link_restores_them(visit, width):
    with visit(width) as visitor:
        page = visitor.open("/credentials")
        box = page.get_by_role("combobox", name="Path")
        box.click()
        box.fill("Sterile")
        page.get_by_role("option", name="Sterile products (IV)").click()
        page.locator(".st-key-credential-cpht_excpt").wait_for(state="detached")
        visitor.settle()
        assert cards(page) == ["cpht_ptce", "cspt", "cpht_adv"]
        assert parse_qs(urlsplit(page.url).query)["path"] == ["Sterile products (IV)"]
        again = visitor.open(page.url.removeprefix(visitor.server))
        assert cards(again) == ["cpht_ptce", "cspt", "cpht_adv"]
        assert cards(visitor.open("/credentials?issuer=NHA")) == ["cpht_excpt"]


def test_a_path_without_credentials_of_the_issuer_says_so(visit):
    with visit() as visitor:
        page = visitor.open("/credentials?path=sterile&issuer=NHA")
        assert cards(page) == []
        page.get_by_text("This issuer grants no credential on this path").wait_for()


def test_words_of_a_link_that_mean_nothing_are_noted(visit):
    with visit() as visitor:
        page = visitor.open("/credentials?path=wizard&issuer=Hogwarts")
        notes = " ".join(page.locator("[data-testid='stAlert']").all_inner_texts())
        assert "wizard" in notes
        assert "Hogwarts" in notes
        assert len(cards(page)) == 7


def test_the_way_is_whole_and_each_resource_has_its_place(visit):
    with visit(PHONE) as visitor:
        page = visitor.open("/credentials?place=CO")
        steps = page.locator("[class*='st-key-step-'] h3").all_inner_texts()
        assert len(steps) == 9
        assert steps[2].endswith("500 to 1,000 hours of work")
        links = set(page.locator(".stMain a").evaluate_all("all => all.map(at => new URL(at.href).hostname)"))
        assert {
            "www.ptcb.org", "www.nhanow.com", "www.ashp.org", "www.acpe-accredit.org", "nabp.pharmacy",
            "www.pharmacytechnician.org", "www.bls.gov", "www.onetonline.org", "www.pharmacytimes.com",
        } <= links  # fmt: skip
        text = page.locator(".stMain").inner_text()
        assert "the board of pharmacy of Colorado" in text
        assert "O*NET OnLine (O*NET)" in text


def test_a_credential_leads_to_its_specialty(visit):
    with visit() as visitor:
        page = visitor.open("/credentials?place=CO")
        page.locator(".st-key-credential-cspt").get_by_role("link", name="Leads to: Sterile products (IV)").click()
        page.locator("h1", has_text="What do settings pay where specialists work?").wait_for()
        page.locator("h2", has_text="Sterile products (IV)").wait_for()
