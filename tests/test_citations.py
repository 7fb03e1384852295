"""Sources and pages in the forms readers cite in, held against the manuals of the styles.

Each file of `citations/` is a source as a curator types it, with the citations that the
manuals prescribe for it; italics stand between asterisks.
"""

import json
import re
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from importlib import resources
from pathlib import Path

import pytest
import yaml
from citeproc.source.json import CiteProcJSON
from hypothesis import event, given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from factsheet.catalog import Catalog, is_a
from factsheet.checkout import Checkout
from factsheet.fields import Text
from factsheet.languages import language
from factsheet.model import SOURCE_KINDS, Fact, Sheet, Source
from factsheet.pipeline import load
from factsheet.render.citations import (
    apa,
    bibliography_outputs,
    bibtex,
    chicago,
    csl_json,
    gbt7714,
)
from factsheet.views.authors import author_of
from factsheet.views.imprint import Imprint
from factsheet.views.locators import Locator, parse_locator
from factsheet.views.own_references import page_reference
from factsheet.views.parts import Passage
from factsheet.views.references import Reference, source_reference
from factsheet.views.scope import Scope
from factsheet.views.site import site_scope

FOLDER = Path(__file__).with_name("citations")
ENTITIES = (FOLDER / "entities.yaml").read_text("utf-8")
CASES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
STYLES: dict[str, Callable[[Reference], Passage]] = {
    "apa": apa,
    "chicago": chicago,
    "gbt7714": gbt7714,
}
ReadCatalog = Callable[[str], Catalog]


def facts_of(*names: str) -> str:
    """Write the fact file that holds the sources of some cases."""
    sources = "".join(
        f"  {name}:\n{textwrap.indent(CASES[name]['source'], '    ')}" for name in names
    )
    return f"{ENTITIES}sources:\n{sources}"


def scope_of(catalog: Catalog, code: str = "en") -> Scope:
    return site_scope(catalog, language(code))


def reference_of(catalog: Catalog, source_id: str, code: str = "en") -> Reference:
    entry = catalog.entries[source_id]
    assert is_a(entry, Source)
    return source_reference(scope_of(catalog, code), entry)


def cited(catalog: ReadCatalog, source: str) -> Reference:
    """Return the reference of a source whose fields are given."""
    text = f"{ENTITIES}sources:\n  cited:\n{textwrap.indent(textwrap.dedent(source), '    ')}"
    return reference_of(catalog(text), "cited")


def marked(passage: Passage) -> str:
    """Return what a passage's HTML shows, its italics between asterisks."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</?i\b[^>]*>", "*", passage.html)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", CASES)
def test_a_source_is_cited_as_the_manual_prescribes(
    catalog: ReadCatalog, name: str, style: str
) -> None:
    passage = STYLES[style](reference_of(catalog(facts_of(name)), name))
    expected = CASES[name][style].strip()
    assert marked(passage) == expected
    assert passage.plain == expected.replace("*", "")


@pytest.mark.parametrize("name", CASES)
def test_a_source_is_written_as_bibtex(catalog: ReadCatalog, name: str) -> None:
    assert bibtex(reference_of(catalog(facts_of(name)), name)) == CASES[name]["bibtex"]


@pytest.mark.parametrize("name", CASES)
def test_a_source_is_written_as_csl_json(catalog: ReadCatalog, name: str) -> None:
    written = csl_json(reference_of(catalog(facts_of(name)), name))
    assert written == json.loads(CASES[name]["csl_json"])


@pytest.mark.parametrize("name", CASES)
def test_the_language_of_the_page_changes_nothing(catalog: ReadCatalog, name: str) -> None:
    read = catalog(facts_of(name))
    english, chinese = reference_of(read, name), reference_of(read, name, "zh")
    for style in STYLES.values():
        assert style(english) == style(chinese)


def test_a_citation_is_safe_html_with_its_languages_and_links(catalog: ReadCatalog) -> None:
    reference = cited(
        catalog,
        """\
        title: {zh: 芯片<b>&“车”, en: Chips & cars}
        author: wang-yi
        publisher: 人民报
        url: https://people.example/?a=1&b=2
        published: 2024-03-19
        language: zh
        kind: news
        """,
    )
    link = '<a href="https://people.example/?a=1&amp;b=2">https://people.example/?a=1&amp;b=2</a>'
    assert apa(reference) == Passage(
        html='<span lang="zh">王毅</span>. (2024, March 19). '
        '<span lang="zh">芯片&lt;b&gt;&amp;“车”</span> [Chips &amp; cars]. '
        f'<i lang="zh">人民报</i>. {link}',
        plain="王毅. (2024, March 19). 芯片<b>&“车” [Chips & cars]. 人民报. "
        "https://people.example/?a=1&b=2",
        lang="en",
    )
    assert gbt7714(reference) == Passage(
        html=f"王毅. 芯片&lt;b&gt;&amp;“车”[N/OL]. 人民报, 2024-03-19. {link}.",
        plain="王毅. 芯片<b>&“车”[N/OL]. 人民报, 2024-03-19. https://people.example/?a=1&b=2.",
        lang="zh-Hans",
    )


def test_what_must_not_be_linked_has_no_link(catalog: ReadCatalog) -> None:
    reference = cited(
        catalog,
        """\
        title: Secret
        publisher: acme
        url: https://secret.example/
        archive_url: https://archive.example/secret
        locator: https://doi.org/10.1234/a<b>
        link: false
        """,
    )
    for style in STYLES.values():
        passage = style(reference)
        assert "<a" not in passage.html
        assert "secret.example" not in passage.plain
        assert "archive.example" not in passage.plain
    assert "secret.example" not in bibtex(reference) + json.dumps(csl_json(reference))
    assert apa(reference).html.endswith("https://doi.org/10.1234/a%3Cb%3E")


@pytest.mark.parametrize(
    ("published", "american", "turned", "numbers"),
    [
        ("2024", "2024", "2024", "2024"),
        ("2024-03", "March 2024", "2024, March", "2024-03"),
        ("2024-03-08", "March 8, 2024", "2024, March 8", "2024-03-08"),
        ("2024-03~", "ca. March 2024", "ca. 2024, March", "[2024-03]"),
        ("2024-Q1", "January–March 2024", "2024, January–March", "2024-01/2024-03"),
        ("2024-H2", "July–December 2024", "2024, July–December", "2024-07/2024-12"),
        ("2024-Q2/2024-Q3", "April–September 2024", "2024, April–September", "2024-04/2024-09"),
        (
            "2024-03-30/2024-04-02",
            "March 30–April 2, 2024",
            "2024, March 30–April 2",
            "2024-03-30/2024-04-02",
        ),
        (
            "2023-12/2024-01",
            "December 2023–January 2024",
            "2023, December–2024, January",
            "2023-12/2024-01",
        ),
        ("2018/2020", "2018–2020", "2018–2020", "2018/2020"),
        ("2018/..", "2018–", "2018–present", "2018-"),
        ("../2024-08", "until August 2024", "until 2024, August", "-2024-08"),
    ],
)
def test_a_date_is_as_precise_as_known(
    catalog: ReadCatalog, published: str, american: str, turned: str, numbers: str
) -> None:
    source = f'title: T\nurl: https://a.example/\npublished: "{published}"\nlanguage: en'
    reference = cited(catalog, source)
    # Who, when, what, where: without an author the title comes first.
    assert apa(reference).plain == f"T. ({turned}). https://a.example/"
    assert chicago(reference).plain == f"“T.” {american}. https://a.example/."
    assert gbt7714(reference).plain == f"T[EB/OL]. ({numbers}). https://a.example/."


@pytest.mark.parametrize(
    ("author", "inverted"),
    [
        ("gina-raimondo", "Raimondo | Gina"),
        ("wang-yi", "Wang | Yi"),
        ("foreign-ministry", "Ministry of Foreign Affairs"),
        ("Jane Q. Public", "Public | Jane Q."),
        ("Ludwig van Beethoven", "van Beethoven | Ludwig"),
        ("Martin Luther King Jr.", "King | Martin Luther | Jr."),
        ("Ma, Jun", "Ma | Jun"),
        ("King, Martin Luther, Jr.", "King | Martin Luther | Jr."),
        ("{en: Mao Ning, zh: 毛宁}", "Mao | Ning"),
        ("{en: Lü Dongbin, zh: 吕洞宾}", "Lü | Dongbin"),
        ("{en: Ouyang Xiu, zh: 欧阳修}", "Ouyang | Xiu"),
        ("{en: Jensen Huang, zh: 黄仁勋}", "Huang | Jensen"),
        ("{en: Wang Smith, zh: 旺·史密斯}", "Smith | Wang"),
        ("毛宁", "毛宁"),
        ("Reuters", "Reuters"),
        ("Plato,", "Plato,"),
        ("Reuters Staff", "Reuters Staff"),
        ("The Economist", "The Economist"),
        ("BBC News", "BBC News"),
        ("NASA Goddard", "NASA Goddard"),
        ("Bank of China", "Bank of China"),
        ("Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Studio 54", "Studio 54"),
        ("de Gaulle", "de Gaulle"),
    ],
)
def test_only_plain_names_of_persons_are_turned_round(
    catalog: ReadCatalog, author: str, inverted: str
) -> None:
    text = Text.model_validate(yaml.safe_load(author))
    found = author_of(catalog(ENTITIES), text, "en")
    parts = " | ".join(part for part in (found.family, found.given, found.suffix) if part)
    assert (parts or found.whole) == inverted


@pytest.mark.parametrize("name", ["Plato", "Plato,"])
def test_a_person_of_one_name_stays_whole(catalog: ReadCatalog, name: str) -> None:
    entities = f"entities:\n  plato: {{kind: person, name: '{name}'}}\n"
    found = author_of(catalog(entities), Text.model_validate("plato"), "en")
    assert (found.whole, found.family, found.is_person) == (name, "", True)


@pytest.mark.parametrize(
    ("typed", "locator"),
    [
        ("10.1234/abc.", Locator(doi="10.1234/abc")),
        ("DOI 10.1016/S0140-6736(20)30183-5", Locator(doi="10.1016/S0140-6736(20)30183-5")),
        ("https://doi.org/10.1234/abc); Table 4", Locator(doi="10.1234/abc", number="Table 4")),
        ("ISBN-13: 9783161484100", Locator(isbn="9783161484100")),
        ("ISBN 0-306-40615-X", Locator(isbn="0-306-40615-X")),
        ("第29–31页", Locator(pages="29–31")),
        ("Release No. 34-98, page 7", Locator(number="Release No. 34-98", pages="7")),
        ("vol. 12, no. 3, pp. 5—9", Locator(volume="12", issue="3", pages="5–9")),
        ("第12卷第3期", Locator(volume="12", issue="3")),
        ("vol. 12", Locator(volume="12")),
        ("87 Fed. Reg. 62186", Locator(number="87 Fed. Reg. 62186")),
        ("Table 4", Locator(number="Table 4")),
    ],
)
def test_a_locator_is_read_for_what_it_says(typed: str, locator: Locator) -> None:
    assert parse_locator(typed) == locator


def test_a_doi_address_is_a_doi(catalog: ReadCatalog) -> None:
    reference = cited(
        catalog,
        """\
        title: T
        publisher: Journal
        url: https://doi.org/10.1234/abc
        published: 2024
        language: en
        """,
    )
    assert apa(reference).plain == "T. (2024). Journal. https://doi.org/10.1234/abc"
    # GB/T 7714-2015, 8.7: not again when the address holds it.
    assert gbt7714(reference).plain == "T[J/OL]. Journal, 2024. https://doi.org/10.1234/abc."


def test_the_second_author_is_not_turned_round(catalog: ReadCatalog) -> None:
    reference = cited(
        catalog,
        """\
        title: T
        author: ["Ma, Jun", "Li, Wei", Jane Doe]
        publisher: Press
        locator: p. 5
        published: 2024
        language: en
        kind: report
        """,
    )
    assert marked(chicago(reference)) == "Ma, Jun, Wei Li, and Jane Doe. *T*. Press, 2024."
    assert marked(apa(reference)) == "Ma, J., Li, W., & Doe, J. (2024). *T*. Press."
    assert gbt7714(reference).plain == "MA J, LI W, DOE J. T[R]. Press, 2024: 5."


PAGES = """\
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点公司}}
figures:
  revenue:
    of: acme
    measure: {en: revenue, zh: 营收}
    value: 5 USD
    period: 2023
    added: 2024-03-01
    checked: 2024-05
    corrections: [{on: 2024-05-02, was: "4", now: "5"}]
    sources: [report]
claims:
  fell:
    statement: {en: Revenue fell, zh: 营收下降}
    original: en
    claimed_by: acme
    verdict: opinion
    reviewed: 2025-01-31
    sources: [report]
sheets:
  sheet:
    title: {en: Acme in figures, zh: 数说顶点}
    sections: [{title: All, facts: [revenue, fell]}]
sources:
  report: {title: R, url: "https://a.example/"}
"""
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def own_reference(
    catalog: Catalog, record_id: str, code: str, checkout: Checkout | None = None
) -> Reference:
    entry = catalog.entries[record_id]
    assert is_a(entry, Fact) or is_a(entry, Sheet)
    imprint = Imprint(
        names={"en": "Factsheet", "zh": "事实清单"},
        address="https://facts.example/base/",
        repository="https://github.com/who/facts.git",
        checkout=checkout,
    )
    return page_reference(replace(scope_of(catalog, code), imprint=imprint), entry)


def test_a_fact_is_cited_by_its_own_address_and_newest_date(catalog: ReadCatalog) -> None:
    read = catalog(PAGES)
    assert marked(apa(own_reference(read, "revenue", "en"))) == (
        "Factsheet. (2024, May). *Acme: revenue*. https://facts.example/base/f/revenue/"
    )
    assert marked(gbt7714(own_reference(read, "revenue", "zh"))) == (
        "事实清单. 顶点公司：营收[EB/OL]. (2024-05). https://facts.example/base/f/revenue/."
    )


def test_a_sheet_is_cited_with_the_newest_date_of_its_facts(catalog: ReadCatalog) -> None:
    read = catalog(PAGES)
    assert marked(chicago(own_reference(read, "sheet", "en"))) == (
        "Factsheet. “Acme in figures.” January 31, 2025. "
        "https://facts.example/base/en/sheets/sheet/."
    )
    assert marked(gbt7714(own_reference(read, "sheet", "zh"))) == (
        "事实清单. 数说顶点[EB/OL]. (2025-01-31). https://facts.example/base/zh/sheets/sheet/."
    )


def test_a_page_that_stands_in_a_commit_names_it(catalog: ReadCatalog) -> None:
    read = catalog(PAGES)
    checkout = Checkout(commit=COMMIT, prefix="", changed=frozenset())
    reference = own_reference(read, "revenue", "en", checkout)
    frozen = f"https://github.com/who/facts/blob/{COMMIT}/facts/facts.yaml#L4"
    assert apa(reference).plain == (
        "Factsheet. (2024, May). Acme: revenue (Version 0123456789). "
        "https://facts.example/base/f/revenue/"
    )
    assert chicago(reference).plain == (
        "Factsheet. “Acme: revenue.” May 2024. Version 0123456789. "
        f"https://facts.example/base/f/revenue/. Archived at {frozen}."
    )
    assert gbt7714(reference).plain == (
        "Factsheet. Acme: revenue (version 0123456789)[EB/OL]. (2024-05). "
        "https://facts.example/base/f/revenue/."
    )
    assert csl_json(reference)["version"] == "0123456789"
    assert f"note = {{Archived at {frozen.replace('#', chr(92) + '#')}}}" in bibtex(reference)


def test_a_page_that_has_changed_since_names_no_commit(catalog: ReadCatalog) -> None:
    checkout = Checkout(commit=COMMIT, prefix="", changed=frozenset({"facts/facts.yaml"}))
    reference = own_reference(catalog(PAGES), "sheet", "en", checkout)
    assert (reference.version, reference.archive_url) == ("", "")


def test_a_site_without_address_is_cited_without_one(catalog: ReadCatalog) -> None:
    read = catalog(PAGES)
    entry = read.entries["revenue"]
    assert is_a(entry, Fact)
    scope = replace(scope_of(read), imprint=Imprint(names={"en": "Factsheet"}))
    reference = page_reference(scope, entry)
    assert apa(reference).plain == "Factsheet. (2024, May). Acme: revenue."


def parsed(text: str) -> BibliographyData:
    """Read BibTeX as a program other than ours does; it refuses what is not well-formed."""
    return parse_string(text, "bibtex")


def test_all_sources_are_in_two_files_in_the_order_of_their_ids(catalog: ReadCatalog) -> None:
    read = catalog(facts_of(*reversed(CASES)))
    bib, csl = bibliography_outputs(scope_of(read))
    assert (bib.path, csl.path) == ("api/references.bib", "api/references.csl.json")
    assert bib.content.decode() == "\n".join(CASES[name]["bibtex"] for name in sorted(CASES))
    assert list(parsed(bib.content.decode()).entries) == sorted(CASES)
    items = json.loads(csl.content)
    assert items == [json.loads(CASES[name]["csl_json"]) for name in sorted(CASES)]
    assert csl.content.decode().count("\n") == len(items) + 2


def test_a_fact_base_without_sources_has_empty_files(catalog: ReadCatalog) -> None:
    bib, csl = bibliography_outputs(scope_of(catalog(ENTITIES)))
    assert (bib.content, csl.content) == (b"", b"[]\n")


def vocabulary(file: str, name: str) -> frozenset[str]:
    """Return the words of a list in the official schema of CSL."""
    schema = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles" / file
    text = re.sub(r"#.*", "", schema.read_text("utf-8"))
    found = re.search(rf"{re.escape(name)} =([\s|]+\"[^\"]+\")+", text)
    assert found
    return frozenset(re.findall(r'"([^"]+)"', found[0]))


def test_csl_json_uses_the_words_of_the_official_schema() -> None:
    types = vocabulary("csl-types.rnc", "item-types")
    dates = vocabulary("csl-variables.rnc", "variables.dates")
    names = vocabulary("csl-variables.rnc", "variables.names")
    texts = frozenset().union(
        *(
            vocabulary("csl-variables.rnc", f"variables.{kind}")
            for kind in ("numbers", "strings", "titles")
        )
    )
    for case in CASES.values():
        item = json.loads(case["csl_json"])
        assert item.pop("type") in types
        assert item.pop("id")
        # The schema of items has these besides the variables of styles.
        assert item.pop("language")
        assert set(item.pop("custom", {})) <= {"archived"}
        for key, value in item.items():
            if key in names:
                assert all(set(each) <= {"family", "given", "suffix", "literal"} for each in value)
            elif key in dates:
                assert set(value) <= {"date-parts", "circa", "literal"}
            else:
                assert key in texts
                assert isinstance(value, str)


@pytest.mark.parametrize("name", CASES)
def test_a_processor_of_citation_styles_understands_csl_json(name: str) -> None:
    item = json.loads(CASES[name]["csl_json"])
    item.pop("custom", None)  # in the schema, but not known to this one
    # It warns, and a warning is an error here, of any field that it does not know.
    assert list(CiteProcJSON([item])) == [name]


@pytest.mark.parametrize("name", CASES)
def test_another_program_reads_the_same_from_bibtex(catalog: ReadCatalog, name: str) -> None:
    reference = reference_of(catalog(facts_of(name)), name)
    entry = parsed(CASES[name]["bibtex"]).entries[name]
    words, _ = reference.title_for(reference.language)
    assert unescaped(entry.fields["title"]) == (f"[{words}]" if reference.is_description else words)
    assert entry.fields.get("url", "") == reference.url
    assert entry.fields.get("doi", "") == reference.locator.doi
    assert entry.fields.get("isbn", "") == reference.locator.isbn
    found = []
    for each in entry.persons.get("author", []):
        family = " ".join((*each.prelast_names, *each.last_names))
        given = " ".join((*each.first_names, *each.middle_names))
        found.append((unescaped(family), given, " ".join(each.lineage_names)))
    assert found == [
        (each.family or each.whole, each.given, each.suffix) for each in reference.authors
    ]


def test_names_that_bibtex_would_cut_are_kept_together(catalog: ReadCatalog) -> None:
    text = """\
entities:
  duo: {kind: person, name: Simon and Garfunkel}
sources:
  song: {title: T, author: [duo, "King, Martin, Jr., PhD"], url: "https://a.example/"}
"""
    found = parsed(bibtex(reference_of(catalog(text), "song"))).entries["song"].persons["author"]
    names = [(each.first_names, each.last_names, each.lineage_names) for each in found]
    assert names == [
        (["Simon"], ["{and Garfunkel}"], []),
        (["Martin"], ["King"], ["{Jr., PhD}"]),
    ]


ESCAPES = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
}


def unescaped(text: str) -> str:
    """Return what TeX would print of a field."""
    return re.sub(
        r"\{\\text\w+\}|\\[#$%&_]|[{}]",
        lambda found: ESCAPES.get(found[0], found[0][1:]),
        text,
    )


VISIBLE = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
WORDS = st.text(VISIBLE, min_size=1, max_size=30).filter(str.strip) | st.text(
    alphabet="aB {}\\$&#%_~^\"'<>,.and@|-：《》汉é", min_size=1, max_size=20
).filter(str.strip)
DATES = st.sampled_from(
    [
        *("2024", "0001", "2024-03", "2024-03-18", "2024-Q1", "2024-H2", "2018/..", "../2024"),
        *("2024-03-18~", "2018~/2020", "2024-03-18/2024-03-21", "2023-12/2024-Q2"),
    ]
)
AUTHORS = WORDS | st.sampled_from(["acme", "wang-yi", "gina-raimondo", "A, B", "Jane von Doe III"])
LOCATORS = WORDS | st.sampled_from(["10.1/x", "doi:10.1234/{x}", "ISBN 9783161484100", "12(3)"])
SOURCES = st.fixed_dictionaries(
    {"url": st.sampled_from(["https://a.example/?{x}=%7D", "https://doi.org/10.1234/x"])},
    optional={
        "title": WORDS | st.fixed_dictionaries({"zh": WORDS, "en": WORDS}),
        "description": WORDS,
        "publisher": AUTHORS,
        "author": st.lists(AUTHORS, max_size=25),
        "archive_url": st.just("https://archive.example/"),
        "locator": LOCATORS,
        "published": DATES,
        "accessed": DATES,
        "language": st.sampled_from(["en", "zh", "zh-Hant", "ja", "de-CH"]),
        "kind": st.sampled_from(SOURCE_KINDS),
        "link": st.sampled_from(["true", "false"]),
    },
)


@given(source=SOURCES)
def test_any_source_that_validates_can_be_cited(write: Callable[..., Path], source: object) -> None:
    facts = yaml.safe_load(ENTITIES) | {"sources": {"any": source}}
    folder = write(yaml.safe_dump(facts, allow_unicode=True))
    read = load([folder], ("en", "zh"), root=folder.parent).catalog
    scope = scope_of(read)
    event(f"{len(read.of(Source))} source")
    for entry in read.of(Source):
        reference = source_reference(scope, entry)
        for style in STYLES.values():
            passage = style(reference)
            assert passage.plain
            assert unescape(re.sub(r"<[^>]+>", "", passage.html)) == passage.plain
            assert re.sub(r"<(/?)(i|a|span)\b[^<>]*>", "", passage.html).count("<") == 0
        text = bibtex(reference)
        found = parsed(text).entries[entry.id]
        words, _ = reference.title_for(reference.language)
        assert unescaped(found.fields["title"]).strip("[]") == " ".join(words.split()).strip("[]")
        assert len(found.persons.get("author", [])) == len(reference.authors)
        assert json.loads(json.dumps(csl_json(reference)))["id"] == entry.id
