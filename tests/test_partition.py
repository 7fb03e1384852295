"""Long lists: split into pages that readers find their way in, none of them long."""

import re
from collections.abc import Callable, Iterator

from factsheet.languages import language
from factsheet.model import Fact, Source
from factsheet.pipeline import FactBase, rendered
from factsheet.views.anchors import anchor_finder
from factsheet.views.names import MOST_NAMES, names_pages
from factsheet.views.page import PageView
from factsheet.views.partition import MOST
from factsheet.views.permalinks import permalinks
from factsheet.views.scope import Scope
from factsheet.views.site import pages, site_scope

Load = Callable[..., FactBase]
ID = re.compile(r' id="([^"_][^"]*)"')
OWNERS = "entities: {amber: {kind: organization, name: Amber}, bell: {kind: person, name: Bell}}\n"


def many(section: str, number: int, *records: str) -> str:
    """Write that many records, each kind in its turn."""
    lines = (f"  {section}-{each}: {records[each % len(records)]}\n" for each in range(number))
    return f"{section}:\n{''.join(lines)}"


def scope_of(loaded: FactBase, code: str = "en") -> Scope:
    return site_scope(loaded.catalog, language(code))


def below(site: Scope, path: str) -> dict[str, PageView]:
    return {view.path: view for view in pages(site) if view.path.split("/")[0] == path}


def told(view: PageView) -> list[tuple[str, str, str]]:
    return [(card.title.plain, card.href, card.count) for card in view.cards]


def ids_on(view: PageView) -> Iterator[str]:
    for section in view.sections:
        yield from (fact.id for fact in section.facts)
        yield from (source.id for source in section.sources)


def test_a_list_that_fits_on_a_page_is_not_split(base: Load) -> None:
    quotes = many("quotes", MOST, "{speaker: bell, text: {en: So}, original: en, said: 2024-03}")
    found = below(scope_of(base(OWNERS + quotes)), "quotes")
    assert list(found) == ["quotes"]
    assert found["quotes"].cards == ()


def test_many_quotes_have_a_page_a_year_and_one_for_those_without(base: Load) -> None:
    said = "{speaker: bell, text: {en: So}, original: en, said: 2023-03}"
    unsaid = "{speaker: bell, text: {en: So}, original: en}"
    loaded = base(OWNERS + many("quotes", MOST + 2, said, unsaid))
    found = below(scope_of(loaded), "quotes")
    assert list(found) == ["quotes", "quotes/2023", "quotes/undated"]
    assert told(found["quotes"]) == [("2023", "2023/", "61"), ("no date given", "undated/", "61")]
    assert found["quotes/2023"].title.plain == "Quotes: 2023"
    chinese = below(scope_of(loaded, "zh"), "quotes")
    assert list(chinese) == list(found)
    assert chinese["quotes/2023"].title.plain == "引语：2023年"


def test_many_figures_stand_under_the_letter_of_what_they_belong_to(base: Load) -> None:
    of = (
        "{of: bell, measure: Height, value: 3, as_of: 2024}",
        "{of: amber, measure: Height, value: 3, as_of: 2024}",
        "{measure: Height, value: 3, as_of: 2024}",
    )
    found = below(scope_of(base(OWNERS + many("figures", MOST + 3, *of))), "figures")
    assert told(found["figures"]) == [
        ("A", "a/", "41"),
        ("B", "b/", "41"),
        ("Others", "others/", "41"),
    ]
    assert [section.title.plain for section in found["figures/b"].sections] == ["Bell"]


def test_a_part_that_is_still_long_has_several_pages(base: Load) -> None:
    claims = many("claims", 2 * MOST + 1, "{statement: So, claimed_by: bell, verdict: 'false'}")
    found = below(scope_of(base(OWNERS + claims)), "claims")
    assert told(found["claims"]) == [
        ("False", "false/", "120"),
        ("False (2)", "false-2/", "120"),
        ("False (3)", "false-3/", "1"),
    ]
    assert [len(list(ids_on(view))) for view in found.values()] == [0, 120, 120, 1]


def test_many_sources_have_a_page_a_year_each_with_its_own_filters(base: Load) -> None:
    published = (
        "{title: A, locator: X, published: 2023, tier: primary}",
        "{title: A, locator: X, published: 2024, tier: primary}",
        "{title: A, locator: X, published: 2024, tier: secondary}",
    )
    found = below(scope_of(base(many("sources", MOST + 3, *published))), "sources")
    assert told(found["sources"]) == [("2023", "2023/", "41"), ("2024", "2024/", "82")]
    assert [each.trait for each in found["sources/2024"].filters] == [
        "tier:primary",
        "tier:secondary",
    ]
    assert found["sources"].filters == found["sources/2023"].filters == ()


def everything(base: Load) -> FactBase:
    """Return a base in which every list is split."""
    return base(
        OWNERS
        + many(
            "sources", MOST + 1, "{title: A, locator: X, published: 2023}", "{title: A, locator: X}"
        )
        + many("figures", MOST + 1, "{of: bell, measure: Height, unit: m, points: {2023: 3}}")
        + many("claims", MOST + 1, "{statement: So, claimed_by: bell, verdict: confirmed}")
        + many("quotes", MOST + 1, "{speaker: bell, text: {en: So}, original: en}")
        + many("dates", MOST + 100, "{date: 2023, title: Then}", "{date: 2024, title: Then}")
    )


def test_every_record_stands_where_links_to_it_lead(base: Load) -> None:
    loaded = everything(base)
    site = scope_of(loaded)
    shown = {each: view.path for view in pages(site) for each in ids_on(view)}
    listed = (*loaded.catalog.of(Fact), *loaded.catalog.of(Source))
    assert shown == {each.id: site.addresses.page_of(each.id) for each in listed}
    (own,) = (each for each in permalinks([site]) if each.id == "claims-120")
    assert own.faces[0].contexts[0].href == "../../en/claims/confirmed-2/#claims-120"


def test_pages_have_the_anchors_we_say_and_an_index_leads_on_to_all(base: Load) -> None:
    site = scope_of(everything(base))
    find = anchor_finder(site)
    for view, output in rendered(site):
        there = set(ID.findall(output.content.decode()))
        if view.path.startswith(("figures/", "quotes/", "claims/", "sources/", "timeline/")):
            assert set(find(view.path) or {}) == there, view.path
    assert (find("figures") or {})["figures-3@2023"] == "figures-3@2023"
    assert (find("sources") or {})["sources-7"] == "sources-7"
    assert find("sources/1999") is find("claims/false") is None


def test_very_many_names_have_a_page_a_letter_the_same_in_all_languages(base: Load) -> None:
    names = ", ".join(f"{letter}{each}" for letter in "bz" for each in range(MOST_NAMES // 2))
    loaded = base(f"entities: {{amber: {{kind: term, name: Amber, aliases: {{en: [{names}]}}}}}}")
    index, *letters = names_pages(scope_of(loaded))
    assert told(index) == [("A", "a/", "1"), ("B", "b/", "2000"), ("Z", "z/", "2000")]
    assert [len(view.sections) for view in letters] == [1, 1, *[0] * 23, 1, 0]
    assert letters[0].title.plain == "Names A–Z: A"
    assert letters[0].sections[0].names[0].href == "../../entities/amber/"
    chinese = names_pages(scope_of(loaded, "zh"))
    assert [view.path for view in chinese] == [index.path, *(view.path for view in letters)]
