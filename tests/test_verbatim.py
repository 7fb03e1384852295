"""Whether a text has words as they are quoted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.verbatim import comparable, difference, occurs, tokens

TEXT = (
    "For fiscal 2024, NVIDIA reported revenue of $26.0 billion, up 265% from a year ago. “We’re "
    "at the tipping point — now,” said Jensen Huang, founder [and CEO]. 而是處處給對手下套、使絆子"
    "的惡性競爭，是以兩國人民根本利益為賭注的豪賭，「只會」將中美推向對抗衝突。\n"
    "Total reve\u00adnue $ 60,922 café ２０２４"
)


@pytest.mark.parametrize(
    "quotation",
    [
        "revenue of $ 26.0\nbillion",
        "We're at the tipping point -- now",
        "'We’re at the tipping point – now'",
        "We´re",
        "For fiscal 2024 ... up 265% … said Jensen Huang, founder.",
        "[…] reported revenue [...] said (…)",
        "fiscal 2024. . . . founder",
        "For fiscal 2024, [the company] reported revenue",
        "[NVIDIA] reported [a] revenue",
        "founder [and CEO]",
        "[f]or fiscal 2024",
        "report[s] revenue",
        "……而是处处给对手下套、使绊子的恶性竞争",
        "是以两国人民根本利益为赌注的豪赌,“只会”将中美推向对抗冲突。",
        "Total revenue $60,922 cafe\u0301 2024",
        "…",
        "",
    ],
)
def test_words_are_found_however_they_are_set(quotation: str) -> None:
    assert occurs(quotation, TEXT)
    assert difference(quotation, TEXT) is None


@pytest.mark.parametrize(
    ("quotation", "marked", "passage"),
    [
        ("revenue of $26.04 billion", "26.04", "revenue of $26.0 [not: 26.04] billion"),
        ("revenue of $26,0 billion", "26,0", "revenue of $26.0 [not: 26,0] billion"),
        (
            "For fiscal 2024, Nvidia reported revenue of $26.0 billion",
            "Nvidia",
            "For fiscal 2024, NVIDIA [not: Nvidia] reported revenue of $26.0 …",
        ),
        (
            "reported revenue of $26.0 billion from a year ago",
            "from",
            "… revenue of $26.0 billion [left out: , up 265%] from a year ago",
        ),
        (
            "reported record revenue of $26.0 billion",
            "record",
            "reported [not: record] revenue of $26.0 billion",
        ),
        (
            "NVIDIA ... up 265% from one year ago",
            "one",
            "up 265% from a [not: one] year ago",
        ),
        (
            "而是处处给对手设套、使绊子的恶性竞争",
            "设",
            "… 處處給對手下 [not: 设] 套、使絆子 …",
        ),
        ("revenue up for fiscal 2025 in cars", "revenue up for fiscal 2025 in cars", ""),
    ],
)
def test_a_difference_is_shown_word_by_word(quotation: str, marked: str, passage: str) -> None:
    found = difference(quotation, TEXT)
    assert found is not None
    start, end = found.span
    assert (quotation[start:end], found.passage) == (marked, passage)


def test_pieces_in_another_order_are_told() -> None:
    found = difference("said Jensen Huang … for fiscal 2024".replace("for", "For"), TEXT)
    assert found is not None
    assert found.is_out_of_order
    assert found.span == (20, 35)


def test_an_insertion_stands_for_a_few_words_only() -> None:
    assert not occurs("NVIDIA [said] founder", TEXT)


@pytest.mark.parametrize(
    "quotation", ["fiscal", "reve", "26", "the rapist", "260,922", "20", "ERS", "we’re", "cafe"]
)
def test_a_part_of_a_word_or_number_is_not_that_word(quotation: str) -> None:
    assert occurs(quotation, TEXT) is (quotation == "fiscal")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_quick_way_and_the_exact_way_have_the_same_words(text: str) -> None:
    assert comparable(text).split(" ") == ["", *(each.word for each in tokens(text)), ""] or (
        not tokens(text) and not comparable(text).strip()
    )


@given(st.text(alphabet="ab. …[]'“\"-,12中", max_size=40))
def test_every_text_has_its_own_words(text: str) -> None:
    assert difference(text, f"x {text} y") is None


@given(st.text(alphabet="ab…[] .", max_size=20), st.text(alphabet="ab…[] .", max_size=20))
def test_a_difference_is_told_exactly_where_words_do_not_occur(quotation: str, text: str) -> None:
    found = difference(quotation, text)
    assert (found is None) == occurs(quotation, text)
    if found is not None:
        start, end = found.span
        assert 0 <= start < end <= len(quotation)


def test_a_long_text_is_searched_in_bounded_time() -> None:
    sentence = "The company said that revenue rose by 12% in the quarter, as demand was strong. "
    long = "".join(f"{number}. {sentence}" for number in range(30_000))
    wrong = sentence.replace("demand", "supply") + "It fell. " * 5
    start = time.process_time()
    found = difference(wrong + " … ".join(["in the quarter"] * 50), long)
    assert found is not None
    assert time.process_time() - start < 20
