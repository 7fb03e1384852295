"""What web addresses have in common, and what follows readers around in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.web_addresses import page_key, server, tracking, without_tracking


@pytest.mark.parametrize(
    "same",
    [
        "https://news.example/a/b?x=1&y=2",
        "http://news.example/a/b?x=1&y=2",
        "HTTPS://News.Example/a/b?x=1&y=2",
        "https://www.news.example/a/b?x=1&y=2",
        "https://news.example./a/b?x=1&y=2",
        "https://news.example:443/a/b?x=1&y=2",
        "http://news.example:80/a/b?x=1&y=2",
        "https://news.example/a/b/?x=1&y=2",
        "https://news.example/a/b?y=2&x=1",
        "https://news.example/a/b?x=1&y=2#part",
        "https://news.example/a/b?x=1&&y=2&utm_source=mail&fbclid=7",
        "https://news.example/%61/b?x=1&y=2",
    ],
)
def test_one_page_has_one_key_however_its_address_is_written(same: str) -> None:
    assert page_key(same) == page_key("https://news.example/a/b?x=1&y=2")


@pytest.mark.parametrize(
    "other",
    [
        "https://m.news.example/a/b?x=1&y=2",
        "https://news.example:8080/a/b?x=1&y=2",
        "http://news.example:443/a/b?x=1&y=2",
        "https://news.example/A/b?x=1&y=2",
        "https://news.example/a%2Fb?x=1&y=2",
        "https://news.example/a/b?x=1",
        "https://news.example/a/b?x=2&y=1",
        "https://news.example/a/b?x=1&y=2#!/c",
        "https://news.example/a/b?x=1&y=2#/c",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert page_key(other) != page_key("https://news.example/a/b?x=1&y=2")


def test_chinese_in_an_address_counts_as_what_browsers_make_of_it() -> None:
    typed, copied = (
        "https://a.example/新闻?词=芯片",
        "https://a.example/%e6%96%b0%E9%97%BB?%E8%AF%8D=%E8%8A%AF%E7%89%87",
    )
    assert page_key(typed) == page_key(copied)


def test_what_is_not_tracking_is_kept_as_it_was_typed() -> None:
    address = "https://A.example:443/x/?b=2&SPM=1.2&a=%7e&utm_x=y&from=subscribe#part"
    assert tracking(address) == ("SPM=1.2", "utm_x=y")
    assert without_tracking(address) == "https://A.example:443/x/?b=2&a=%7e&from=subscribe#part"


def test_an_address_of_nothing_but_tracking_loses_its_question_mark() -> None:
    assert without_tracking("https://a.example/x?utm_source=y") == "https://a.example/x"


def test_a_server_is_named_with_an_unusual_port() -> None:
    assert server("http://A.example:80/") == "a.example"
    assert server("http://a.example:8080/") == "a.example:8080"
    assert server("https://a.example:80/") == "a.example:80"


PARAMETERS = st.sampled_from(["a=1", "b=%7E", "utm_source=x", "spm=1", "词=芯片", "c", ""])


@given(st.lists(PARAMETERS), st.sampled_from(["", "/", "/a", "/a/"]))
def test_a_cleaned_address_tracks_nobody_and_is_the_same_page(
    parameters: list[str], path: str
) -> None:
    address = f"https://a.example{path}?{'&'.join(parameters)}"
    cleaned = without_tracking(address)
    assert tracking(cleaned) == ()
    assert without_tracking(cleaned) == cleaned
    assert page_key(cleaned) == page_key(address)
