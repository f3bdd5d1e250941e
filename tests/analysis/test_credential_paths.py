"""Paths through the credentials: names that exist, sums of published fees only, and what grows old."""

from __future__ import annotations

from datetime import date

import pytest

from analysis import credential_costs, credential_paths, credentials, reference


@pytest.fixture
def routes() -> dict[str, credential_costs.Route]:
    return {route.key: route for route in credential_costs.routes()}


def test_a_sum_is_that_of_the_published_fees(routes: dict[str, credential_costs.Route]) -> None:
    assert routes["first_ptcb"].total == 129
    assert routes["sterile"].total == 129 + (50 + 149)
    # CPhT 129, four certificates of 89, nothing for the CPhT-Adv itself.
    assert routes["advanced"].total == 129 + 4 * 89
    assert routes["advanced_sterile"].total == 129 + 199 + 3 * 89
    assert routes["advanced"].parts_words == "CPhT $129 + 4 certificates $356 + CPhT-Adv $0"


def test_renewal_is_never_in_a_sum(routes: dict[str, credential_costs.Route]) -> None:
    renewal = credentials.all_credentials()["cpht_ptce"].renewal_cost
    assert renewal == 55 and routes["first_ptcb"].total == 129


def test_a_fee_that_was_not_read_is_not_taken_for_nothing(routes: dict[str, credential_costs.Route]) -> None:
    assert routes["first_nha"].total is None and routes["first_nha"].total_words == "no fee read"
    assert routes["nuclear"].total == 129 and not routes["nuclear"].whole
    assert routes["nuclear"].total_words == "at least $129"
    assert "nuclear" not in credential_costs.sentence(list(routes.values()))


def test_the_sentence_names_the_cheapest_and_the_dearest(routes: dict[str, credential_costs.Route]) -> None:
    said = credential_costs.sentence(list(routes.values()))
    assert said == (
        "Published fees run from $129 (CPhT by the PTCE) to $595 (CPhT-Adv by the CSPT and three certificates)."
    )


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2026, 11, 22), False), (date(2027, 11, 30), False), (date(2027, 12, 1), True), (date(2030, 1, 1), True)],
)
def test_what_was_read_more_than_a_year_ago_is_stale(today: date, old: bool) -> None:
    assert credentials.stale("2026-11", today) is old
    assert credentials.all_credentials()["cspt"].stale(today) is old
    assert all(route.stale(today) is old for route in credential_costs.routes())


def test_the_whole_way_is_kept_step_by_step() -> None:
    steps = {step.key: step for step in credential_paths.steps()}
    asked = [step.step for step in steps.values() if step.kind == "requirement"]
    assert asked == [
        "An accredited training program (ASHP/ACPE)", "A high-school diploma or equivalent",
        "500 to 1,000 hours of work", "A clean background check", "An exam",
    ]  # fmt: skip
    prepared = [step.step for step in steps.values() if step.kind == "preparation"]
    assert prepared == ["Official guides", "Practice exams", "Review courses", "Continuing education"]
    assert all(step.matches and step.look_for and step.resources and step.read_words for step in steps.values())


def test_every_place_to_go_has_an_address_and_a_use() -> None:
    found = credential_paths.resources()
    named = {item.short for item in found.values()}
    assert named == {"PTCB", "NHA", "ASHP", "ACPE", "NABP", "NPTA", "BLS", "O*NET", "Pharmacy Times"}
    assert all(item.url.startswith("https://") and item.use for item in found.values())
    # Each stands in the steps too, but for the two that describe the work rather than the way to it.
    used = {key for step in credential_paths.steps() for key in step.resources}
    assert used == set(found) - {"bls", "onet"}


def test_the_name_without_an_issuer_is_named_as_such() -> None:
    said = " ".join(credential_paths.about_name())
    assert "No issuer's page" in said and "CPhT-S" in said and "PTCB and NHA both grant" in said
    names = dict(credential_paths.names_to_look_for())
    assert names["The first certification"] == "CPhT (PTCB) and CPhT (NHA)"
    assert names["One kind of work, by certificate"] == "11 certificates of PTCB"
    assert "CPhT-S" not in " ".join(names.values())


def test_a_path_holds_what_leads_there_and_an_issuer_only_its_own() -> None:
    keys = [item.key for item in credential_paths.chosen("sterile")]
    assert keys == ["cpht_ptce", "cspt", "cpht_adv"]
    assert [item.key for item in credential_paths.chosen("first")] == ["cpht_ptce", "cpht_excpt"]
    assert [item.key for item in credential_paths.chosen("", "NHA")] == ["cpht_excpt"]
    assert credential_paths.chosen("sterile", "NHA") == []
    assert len(credential_paths.chosen()) == len(credentials.all_credentials())


def test_every_path_and_issuer_that_can_be_chosen_has_credentials() -> None:
    assert all(credential_paths.chosen(path) for path in credential_paths.paths())
    assert all(credential_paths.chosen("", issuer) for issuer in credential_paths.issuers())


def test_what_leads_somewhere_is_what_the_specialties_name() -> None:
    assert ("sterile", "Sterile products (IV)") in credential_paths.leads_to("cspt")
    assert credential_paths.leads_to("cpht_ptce") == [] and "certification" in credential_paths.LEADS


def test_a_route_through_no_credential_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"key": "wrong", "name": "Wrong", "items": "cpht_s", "note": ""}
    real = reference.rows
    monkeypatch.setattr(reference, "rows", lambda name: [row] if name == "credential_routes" else real(name))
    with pytest.raises(reference.BadReference, match="cpht_s"):
        credential_costs.routes()
