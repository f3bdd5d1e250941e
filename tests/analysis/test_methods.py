"""Each measure is explained with figures that are published and arithmetic that can be done again by hand."""

from __future__ import annotations

import math
import re

import pytest

from analysis import methods, reference, verdicts
from analysis.estimate import REASON_WORDS, RSE_ROUNDING, Z90
from analysis.methods import gaps, limits, method, rules, sources
from analysis.warehouse import current
from tests.analysis.builds import wage, write_build


@pytest.fixture(scope="module")
def explained(real):
    return {item.key: item for item in methods.methods(real)}


def amount(text: str) -> float:
    return float(text.replace("$", "").replace(",", "").replace("\u2212", "-"))


def test_standard_error_can_be_done_by_hand(explained):
    # OEWS May 2024, health care by sector: mean $52,910, relative standard error 0.3 per cent.
    lines = explained["standard-error"].example
    assert "$52,910" in lines[0]
    assert "0.3%" in lines[0]
    assert amount(lines[1].rpartition("= ")[2]) == pytest.approx((0.3 + RSE_ROUNDING) / 100 * 52_910, abs=0.01)


def test_difference_and_premium_agree_with_the_published_means(explained):
    difference = explained["difference"].example
    assert difference[1] == "$52,910 \u2212 $41,660 = $11,250"
    margin = Z90 * math.hypot(0.0035 * 52_910, 0.0035 * 41_660)
    assert amount(difference[2].rpartition("= ")[2]) == pytest.approx(margin, abs=1)
    assert explained["premium"].example[0].endswith("= 27.0%")
    assert "562 hours" in explained["hours"].example[0]


def test_weighted_group_is_the_sum_of_its_lines(explained):
    lines = explained["weighted-group"].example
    pairs = [re.search(r": ([\d,]+) × (\$[\d,]+)$", line) for line in lines]
    parts = [(amount(found[1]), amount(found[2])) for found in pairs if found]
    total = next(line for line in lines if line.startswith("divided by"))
    assert len(parts) == 3
    mean = sum(jobs * pay for jobs, pay in parts) / sum(jobs for jobs, _ in parts)
    assert amount(total.rpartition("= ")[2]) == pytest.approx(mean, abs=1)


def test_constant_dollars_and_parity_follow_their_formulas(explained):
    told = re.search(r"(\$[\d,]+) × ([\d.]+) / ([\d.]+) = (\$[\d,]+)", explained["constant-dollars"].example[1])
    assert told
    assert amount(told[4]) == pytest.approx(amount(told[1]) * float(told[2]) / float(told[3]), abs=1)
    # OEWS 1999: median $18,950.
    assert told[1] == "$18,950"
    told = re.search(r"(\$[\d,]+) / \(([\d.]+) / 100\) = (\$[\d,]+)", explained["price-parity"].example[1])
    assert told
    assert amount(told[3]) == pytest.approx(amount(told[1]) / float(told[2]) * 100, rel=0.001)


def test_shift_share_parts_sum_to_the_whole(explained):
    parts, _, whole = explained["shift-share"].example[1].partition(" = ")
    total = sum(amount(part) for part in parts.replace("\u2212 ", "+ \u2212").split("+"))
    assert total == pytest.approx(amount(whole), abs=2)


def test_examples_name_a_source_that_was_read(real, explained):
    known = {row["source_id"] for row in real.rows("SELECT source_id FROM sources")}
    assert {item.source_id for item in explained.values() if item.source_id} <= known
    assert explained["difference"].source_id


def test_where_nothing_is_loaded_an_example_says_so(tmp_path):
    write_build(tmp_path, wages=[wage(annual_mean=50_000.0)])
    for item in methods.methods(current(tmp_path)):
        assert item.example
        assert all(item.example)
    by_key = {item.key: item.example for item in methods.methods(current(tmp_path))}
    assert by_key["difference"] == (method.NOTHING_LOADED,)


def test_thresholds_of_the_rules_are_those_of_the_code(real):
    told = {rule.claim.key: " ".join(rule.steps) for rule in rules.rules(real)}
    assert f"{verdicts.PayRule().min_percent:.1f}%" in told["higher_pay"]
    assert f"{verdicts.PayRule().max_margin:.0f} percentage points" in told["higher_pay"]
    assert f"{verdicts.RoomRule().min_percent:.1f}%" in told["advancement"]
    assert told["knowledge"] == ""
    for key in ("higher_pay", "growth"):
        for level in ("Supported:", "Supported with limits:", "Mixed:", "Not shown:", "Cannot be tested:"):
            assert level in told[key]


def test_every_reason_for_a_missing_value_is_explained(real):
    table = gaps.gaps(real)
    assert set(table.reason) == {*REASON_WORDS, gaps.TOP_CODE}
    assert table.meaning.str.len().min() > 20
    assert table.set_index("reason").cells["not_loaded"] > 0


def test_sources_are_ordered_in_time(real):
    table = sources.sources(real).set_index("table_title")
    national = table.loc["Occupational Employment and Wage Statistics: national"]
    assert national["last"] == "May 2025"
    assert national.released == "15 May 2026"
    assert national.next_release == "April 2027"
    assert table.loc["BLS Public Data API: monthly series"]["first"] == "January 1990"


def test_knowledge_and_patient_care_are_outside(real):
    assert [claim.key for claim in limits.outside(real)] == ["knowledge", "patient_care"]


def test_glossary_defines_each_term_once_in_a_sentence():
    rows = reference.rows("glossary")
    terms = [row["term"].casefold() for row in rows]
    assert len(terms) == len(set(terms))
    assert all(row["definition"].endswith(".") for row in rows)
    assert {"proxy", "margin", "premium", "break", "top code"} <= set(terms)
