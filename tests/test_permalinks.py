"""A fact's own page: what programs read of it, and what leads to it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from rdflib import RDF, SDO, Dataset

from factsheet.pipeline import FactBase, scopes
from factsheet.render.permalinks import permalink_outputs
from factsheet.views.imprint import Imprint
from factsheet.views.permalinks import permalinks

Load = Callable[..., FactBase]
SITE = Imprint(
    names={"en": "Site", "zh": "网站"},
    address="https://facts.example/base/",
    licence="CC-BY-4.0",
    pictures={"acme-revenue": "https://facts.example/base/cards/en/acme-revenue.png"},
)
FACTS = """\
sources:
  report:
    title: Yearly report
    publisher: acme
    url: https://acme.example/report
    archive_url: https://archive.example/report
    published: 2024-02
  paper: {title: {en: Paper <b>, zh: 报纸}, publisher: {en: The Paper, zh: 报社}, locator: ISBN 1, link: false}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}}
  li-an: {kind: person, name: {en: Li An, zh: 李安}}
  harbour: {kind: place, name: {en: Harbour, zh: 港口}}
dates:
  opening:
    date: 2024-03-18/2024-03-21
    title: {en: Opening & fair, zh: 开幕}
    place: harbour
    about: [acme]
    sources: [{id: report, at: page 3, excerpt: It opened.}, paper]
    checked: 2026-11-01
    formerly: [start, beginning]
figures:
  acme-revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    unit: million USD
    points: {FY2023: 566, FY2024: {value: 1091, note: {en: Restated, zh: 重述}}}
    sources: [report]
  acme-staff: {of: acme, measure: {en: Staff, zh: 员工}, value: about 300 people, as_of: 2024-03-18, sources: [report]}
units:
  people: {name: {en: people, zh: 人}}
quotes:
  promise:
    speaker: li-an
    text: {en: We deliver., zh: 我们说到做到。}
    original: zh
    said: 2024-03-18
    sources: [report]
claims:
  boast:
    statement: {en: Revenue doubled, zh: 营收翻番}
    original: zh
    claimed_by: li-an
    appears_in: paper
    verdict: misleading
    finding: {en: "Not </script> quite.", zh: 不尽然。}
    evidence: [acme-revenue@FY2024]
    reviewed: 2026-11-02
    status: disputed
    note: {en: Why, zh: 缘由}
    corrections:
      - {on: 2026-11-03, was: {en: false, zh: 不实}, now: {en: misleading, zh: 误导}, why: {en: Too harsh., zh: 过严。}}
sheets:
  on-acme: {title: {en: On Acme, zh: 说顶点}, sections: [{title: {en: All, zh: 全部}, facts: [acme-revenue]}]}
"""  # noqa: E501


@pytest.fixture
def made(base: Load) -> dict[str, str]:
    return render(base(FACTS), SITE)


def render(loaded: FactBase, imprint: Imprint) -> dict[str, str]:
    assert [each for each in loaded.problems if each.is_error] == []
    site = tuple(scopes(loaded, ["en", "zh"], imprint).values())
    outputs = (output for page in permalinks(site) for output in permalink_outputs(page))
    return {output.path: output.content.decode() for output in outputs}


def page(made: dict[str, str], fact: str) -> str:
    return made[f"f/{fact}/index.html"]


def meta(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))


def linked(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_there_is_a_page_for_every_fact_and_every_former_id(made: dict[str, str]) -> None:
    facts = ["acme-revenue", "acme-staff", "boast", "opening", "promise"]
    old = ["beginning", "start"]
    assert sorted(made) == sorted(
        [f"f/{each}/index.html" for each in (*facts, *old)]
        + [f"f/{each}.oembed.json" for each in (*facts, *old)]
    )
    for each in old:
        assert '<meta http-equiv="refresh" content="0; url=../opening/">' in page(made, each)
        assert made[f"f/{each}.oembed.json"] == made["f/opening.oembed.json"]


def test_a_page_says_what_it_is_to_programs(made: dict[str, str]) -> None:
    html = page(made, "opening")
    assert "<title>Opening &amp; fair</title>" in html
    assert '<link rel="canonical" href="https://facts.example/base/f/opening/">' in html
    assert (
        '<link rel="alternate" type="application/json+oembed" '
        'href="https://facts.example/base/f/opening.oembed.json" title="Opening &amp; fair">'
    ) in html
    assert meta(html) == {
        "viewport": "width=device-width, initial-scale=1",
        "description": "18–21 March 2024",
        "og:type": "article",
        "og:url": "https://facts.example/base/f/opening/",
        "og:title": "Opening &amp; fair",
        "og:description": "18–21 March 2024",
        "og:site_name": "Site",
        "og:locale": "en_GB",
        "citation_title": "Opening &amp; fair",
        "citation_author": "Site",
        "citation_publication_date": "2026/11/01",
        "citation_public_url": "https://facts.example/base/f/opening/",
        "citation_language": "en",
        "DC.title": "Opening &amp; fair",
        "DC.creator": "Site",
        "DC.date": "2026-11-01",
        "DC.identifier": "https://facts.example/base/f/opening/",
        "DC.language": "en",
    }
    assert meta(page(made, "acme-revenue"))["og:image"] == SITE.pictures["acme-revenue"]


def test_a_fact_without_any_date_of_its_own_has_none(made: dict[str, str]) -> None:
    assert "citation_publication_date" not in meta(page(made, "promise"))
    assert "dateModified" not in linked(page(made, "promise"))["@graph"][0]


def test_others_embed_a_fact_by_a_frame(made: dict[str, str]) -> None:
    assert json.loads(made["f/boast.oembed.json"]) == {
        "version": "1.0",
        "type": "rich",
        "title": "Revenue doubled",
        "provider_name": "Site",
        "provider_url": "https://facts.example/base/",
        "html": (
            '<iframe src="https://facts.example/base/f/boast/" title="Revenue doubled" '
            'width="100%" height="420" loading="lazy" '
            'style="border:1px solid #ccc;border-radius:8px"></iframe>'
        ),
        "width": 600,
        "height": 420,
    }


def test_all_languages_stand_on_one_page_the_sources_once(made: dict[str, str]) -> None:
    html = page(made, "opening")
    assert html.index('<article lang="en"') < html.index('<article lang="zh-Hans"')
    assert "2024年3月18日至21日" in html
    assert html.count("It opened.") == 1
    assert "The Paper / <span" in html or "The Paper / 报社" in html
    assert "https://archive.example/report" in html
    assert 'href="../../en/entities/harbour/"' in html
    assert 'href="../../zh/timeline/#opening"' in html


def test_the_points_of_a_series_have_anchors_once(made: dict[str, str]) -> None:
    html = page(made, "acme-revenue")
    assert re.findall(r' id="(FY\d+)"', html) == ["FY2023", "FY2024"]
    assert html.count('data-point="FY2024"') == 2
    assert 'href="../../f/acme-revenue.csv"' in html
    assert 'href="../../en/sheets/on-acme/#acme-revenue">On Acme</a>' in html


def test_what_was_corrected_and_disputed_is_said(made: dict[str, str]) -> None:
    html = page(made, "boast")
    assert "3 November 2026: was “false”, now “misleading”. Too harsh." in html
    assert '<span class="badge verdict-misleading">Misleading</span>' in html
    assert '<span class="badge status-disputed">Disputed</span>' in html


def test_a_fact_is_cited_in_the_styles_of_its_readers(made: dict[str, str]) -> None:
    html = page(made, "opening")
    address = "https://facts.example/base/f/opening/"
    link = f'<a href="{address}">{address}</a>'
    assert f"Site. (2026, November 1). <i>Opening &amp; fair</i>. {link}" in html
    assert f"Site. “Opening &amp; fair.” November 1, 2026. {link}." in html
    assert "网站. 开幕[EB/OL]. (2026-11-01)" in html
    assert "@misc{opening," in html


def test_a_site_that_does_not_know_its_address_promises_none(base: Load) -> None:
    html = page(render(base(FACTS), Imprint()), "opening")
    assert "canonical" not in html
    assert "oembed" not in html
    assert "iframe" not in html
    assert set(meta(html)) == {"viewport", "description"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_every_term_is_one_of_schema_org(made: dict[str, str]) -> None:
    kinds, terms = set(), set(map(str, dir(SDO)))
    for path, html in made.items():
        if "ld+json" not in html:
            continue
        data = linked(html)
        # The real context is on the web; what it does to names is this.
        data["@context"] = {"@vocab": str(SDO)}
        graph = Dataset().parse(
            data=json.dumps(data), format="json-ld", publicID="https://x.example/"
        )
        assert len(graph) > 5, path
        for _, predicate, term, _ in graph:
            assert predicate == RDF.type or str(predicate) in terms, predicate
            if predicate == RDF.type:
                assert str(term) in terms, term
                kinds.add(str(term).removeprefix(str(SDO)))
    assert kinds >= {"Event", "Observation", "Dataset", "Quotation", "ClaimReview", "Claim"}


def test_a_claim_is_a_review_with_its_claim_and_citations(made: dict[str, str]) -> None:
    page_node, review = linked(page(made, "boast"))["@graph"]
    assert page_node["mainEntity"] == {"@id": "https://facts.example/base/f/boast/#fact"}
    assert review == {
        "@id": "https://facts.example/base/f/boast/#fact",
        "@type": "ClaimReview",
        "url": "https://facts.example/base/f/boast/",
        "claimReviewed": "Revenue doubled",
        "reviewBody": "Not </script> quite.",
        "datePublished": "2026-11-02",
        "author": {"@type": "Organization", "name": "Site", "url": "https://facts.example/base/"},
        "reviewRating": {"@type": "Rating", "alternateName": "Misleading"},
        "itemReviewed": {
            "@type": "Claim",
            "text": "Revenue doubled",
            "author": {
                "@type": "Person",
                "@id": "https://facts.example/base/en/entities/li-an/",
                "name": "Li An",
            },
            "appearance": {
                "@type": "CreativeWork",
                "name": "Paper <b>",
                "identifier": "ISBN 1",
                "publisher": {"@type": "Organization", "name": "The Paper"},
            },
        },
        "citation": [],
    }


def test_numbers_are_exact_and_days_are_those_of_the_facts(made: dict[str, str]) -> None:
    staff = linked(page(made, "acme-staff"))["@graph"][1]
    assert (staff["value"], staff["unitText"]) == ("300", "people")
    assert staff["observationDate"] == "2024-03-18"
    series = linked(page(made, "acme-revenue"))["@graph"][1]
    assert series["mainEntity"][1] == {
        "@type": "Observation",
        "@id": "#FY2024",
        "name": "FY2024",
        "value": "1091000000",
        "unitText": "USD",
    }
    assert series["citation"][0]["archivedAt"] == "https://archive.example/report"


def test_a_quotation_has_its_translation(made: dict[str, str]) -> None:
    quote = linked(page(made, "promise"))["@graph"][1]
    assert (quote["text"], quote["inLanguage"]) == ("我们说到做到。", "zh-Hans")
    assert quote["workTranslation"] == [
        {"@type": "Quotation", "text": "We deliver.", "inLanguage": "en"}
    ]
    assert quote["dateCreated"] == "2024-03-18"


def test_no_text_can_end_the_script_it_stands_in(made: dict[str, str]) -> None:
    html = page(made, "boast")
    assert html.count("</script>") == 2
    assert "Not &lt;/script&gt; quite." in html


def test_pages_are_small(made: dict[str, str]) -> None:
    assert max(len(html.encode()) for html in made.values()) < 12_000
