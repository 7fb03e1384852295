"""Content policies: what a page may run and load."""

from base64 import b64encode
from hashlib import sha256

from factsheet.content_policy import policy

PLAIN = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_page_runs_and_loads_what_is_the_sites_own() -> None:
    assert policy() == PLAIN


def test_own_inline_scripts_and_styles_are_allowed_by_their_hashes() -> None:
    own = "<script>a('中')</script><style>b{}\n</style><script>c</script><script>a('中')</script>"
    first, second, third = map(hashed, ("a('中')", "c", "b{}\n"))
    script, style = f"script-src 'self' {first} {second};", f"style-src 'self' {third};"
    expected = PLAIN.replace("script-src 'self';", script).replace("style-src 'self';", style)
    assert policy(own) == expected


def test_data_and_scripts_with_an_address_need_no_hash() -> None:
    own = '<script type="application/json">{}</script><script src="x.js"></script>'
    assert policy(own) == PLAIN


def test_a_site_allows_more_in_a_directive_and_loses_nothing() -> None:
    more = {"img-src": ("https://i.example", "blob:"), "frame-src": ("https://v.example",)}
    assert policy("", more) == (
        PLAIN.replace("img-src 'self' data:", "img-src 'self' data: https://i.example blob:")
        + "; frame-src 'self' https://v.example"
    )


def test_inline_scripts_without_a_hash_are_allowed_only_by_leaving_all_hashes_out() -> None:
    own = "<script>a</script><style>b</style>"
    expected = PLAIN.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    expected = expected.replace("style-src 'self'", f"style-src 'self' {hashed('b')}")
    assert policy(own, {"script-src": ("'unsafe-inline'",)}) == expected


def test_a_site_can_do_without() -> None:
    assert policy("<script>a</script>", None) == ""
