"""Inline Markdown in facts and links in hand-written pages."""

import pytest

from factsheet.prose import Link, escape, html, is_safe, page_links, plain, targets

HOMES = {"nvidia-revenue": "../figures/#nvidia-revenue"}


def as_html(text: str) -> str:
    return html(text, HOMES.get)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("*so* and **so**", "<em>so</em> and <strong>so</strong>"),
        ("`code`", "<code>code</code>"),
        ("英伟达**营收**增长", "英伟达<strong>营收</strong>增长"),
        ("<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\nb", "a\nb"),
        (r"\*not so\*", "*not so*"),
        ("# no heading", "# no heading"),
        (
            "![no image](https://a.example/b.png)",
            '!<a href="https://a.example/b.png">no image</a>',
        ),
        ("[a](https://a.example/b)", '<a href="https://a.example/b">a</a>'),
        ("[a](HTTPS://a.example)", '<a href="HTTPS://a.example">a</a>'),
        ("[a](fact:nvidia-revenue)", '<a href="../figures/#nvidia-revenue">a</a>'),
        ("[a](fact:nothing)", '<a href="#">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](data:text/html,x)", "[a](data:text/html,x)"),
        ("[a](../b.md)", "[a](../b.md)"),
        ("[a](FACT:nvidia-revenue)", "[a](FACT:nvidia-revenue)"),
        (
            '[a](https://a.example "x\\" onclick=y")',
            '<a href="https://a.example" title="x&quot; onclick=y">a</a>',
        ),
    ],
)
def test_markup_is_inline_and_safe(text: str, expected: str) -> None:
    assert as_html(text) == expected


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("https://a.example", True),
        ("http://a.example", True),
        ("fact:a", True),
        ("Fact:a", False),
        ("https:///etc", False),
        ("javascript:alert(1)", False),
        ("//a.example", False),
        ("mailto:a@a.example", False),
        (" https://a.example", False),
        ("", False),
    ],
)
def test_a_link_leads_to_the_web_or_to_a_fact(target: str, safe: bool) -> None:  # noqa: FBT001 a case's value
    assert is_safe(target) is safe


def test_text_without_markup_is_for_titles() -> None:
    assert plain("**Revenue** of\n[NVIDIA](https://a.example) `Q1`") == "Revenue of NVIDIA Q1"


def test_escaped_text_shows_as_it_is_typed() -> None:
    assert escape('*a* <b>\n"c"') == "*a* &lt;b&gt;<br>&quot;c&quot;"


def test_targets_are_where_links_lead() -> None:
    text = "[a](fact:a@FY2024) [b](https://b.example/ä) [c](javascript:1) `[d](fact:d)`"
    assert targets(text) == ("fact:a@FY2024", "https://b.example/%C3%A4")


def test_a_page_knows_the_place_of_each_link() -> None:
    markdown = '# Title\n\nSee [英伟达](fact:nvidia-revenue) and [b]( <b.md> "B" ).'
    assert list(page_links(markdown)) == [
        Link("英伟达", "fact:nvidia-revenue", 3, 11, 13, 39),
        Link("b", "b.md", 3, 42, 44, 61),
    ]


def test_an_image_is_a_link_too() -> None:
    assert [link.target for link in page_links("![a](a_(1).png)")] == ["a_(1).png"]


@pytest.mark.parametrize(
    "markdown",
    [
        "`[a](b.md)`",
        "``[a](b.md) ` ``",
        "```\n[a](b.md)\n```",
        "~~~ text\n[a](b.md)\n~~~",
        "````\n```\n[a](b.md)\n````",
        "```\n[a](b.md)",
        "<!-- [a](b.md)\n[a](b.md) -->",
        "[a] (b.md)",
        "[a](b c.md)",
    ],
)
def test_code_and_comments_have_no_links(markdown: str) -> None:
    assert list(page_links(markdown)) == []


def test_links_after_code_are_found_again() -> None:
    markdown = "```\n[a](a.md)\n```\n[b](b.md) `c` [c](c.md)"
    assert [(link.target, link.line, link.column) for link in page_links(markdown)] == [
        ("b.md", 4, 5),
        ("c.md", 4, 19),
    ]


def test_a_target_named_apart_is_a_link_too() -> None:
    (link,) = page_links("See [it][r].\n\n[r]: fact:a-b@FY2024\n")
    assert (link.text, link.target, link.line, link.column) == (None, "fact:a-b@FY2024", 3, 6)


def test_indented_code_holds_no_links_but_an_indented_list_does() -> None:
    code = "Text:\n\n    [code](fact:nope)\n\nMore\n"
    listed = "- one\n\n    [more](fact:a)\n"
    wrapped = "A line\n    [goes on](fact:b)\n"
    found = [[link.target for link in page_links(text)] for text in (code, listed, wrapped)]
    assert found == [[], ["fact:a"], ["fact:b"]]


def test_a_link_to_a_fact_can_tell_of_it() -> None:
    titles = {"nvidia-revenue": 'Revenue\n"60.9"'}
    text = "[a](fact:nvidia-revenue) [b](fact:x) [c](https://c.example)"
    described = html(text, HOMES.get, lambda reference: titles.get(reference, ""))
    assert described == (
        '<a href="../figures/#nvidia-revenue" class="fs-ref" '
        'title="Revenue\n&quot;60.9&quot;">a</a> '
        '<a href="#">b</a> <a href="https://c.example">c</a>'
    )
