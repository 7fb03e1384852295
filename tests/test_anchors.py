"""The anchors that links are held against are those that pages have."""

import re

from factsheet.languages import language
from factsheet.views.anchors import SECTIONS, anchor_finder
from factsheet.views.site import site_scope
from test_golden import golden_base, pages

ID = re.compile(r' id="([^"_][^"]*)"')
PAGE = re.compile(r"(en|zh)/((\w+)[\w/-]*?)(?:/index)?\.md")


def test_every_generated_page_has_the_anchors_we_say_in_every_language() -> None:
    find = anchor_finder(site_scope(golden_base().catalog, language("en")))
    judged = []
    for path, text in pages().items():
        page = PAGE.fullmatch(path)
        if page is None or page[3] not in SECTIONS:
            continue
        judged.append(page[3])
        assert set(find(page[2]) or {}) == set(ID.findall(text)), path
    assert set(judged) == SECTIONS


def test_a_page_that_is_not_made_has_no_anchors() -> None:
    find = anchor_finder(site_scope(golden_base().catalog, language("en")))
    for path in ("sheets/keeper", "entities/lamps-lit", "sources/x", "timeline/1999", "changes/x"):
        assert find(path) is None
