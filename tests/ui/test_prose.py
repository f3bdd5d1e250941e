"""Signs in computed sentences that Markdown would take for its own."""

from __future__ import annotations

from ui.prose import plain


def test_dollar_signs_are_no_formula() -> None:
    assert plain("$10 or $20") == r"\$10 or \$20"


def test_the_star_of_onet_is_no_emphasis_and_bold_stays_bold() -> None:
    assert plain("**O*NET** and O*NET") == r"**O\*NET** and O\*NET"


def test_what_is_escaped_already_stays() -> None:
    assert plain(r"O\*NET") == r"O\*NET"
