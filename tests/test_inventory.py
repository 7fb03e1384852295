"""`objects.inv`: Sphinx and its like link records by id."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sphobjinv

from factsheet.catalog import Catalog
from factsheet.languages import language
from factsheet.outputs import write
from factsheet.render.inventory import inventory_output
from factsheet.views.site import site_scope

FACTS = """\
sources:
  report: {title: Report, url: https://a.example/r}
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}, formerly: [acme-inc]}
figures:
  acme-revenue:
    of: acme
    measure: {en: Revenue, zh: 营收}
    unit: million USD
    points: {FY2023: 26974, 2023/2024: 60922}
    sources: [report]
    formerly: [acme-sales]
dates:
  founded: {date: 1999, title: {en: "Founded:\\n  at last", zh: 成立}, sources: [report]}
sheets:
  numbers:
    title: {en: Numbers, zh: 数字}
    sections: [{title: {en: All, zh: 全部}, facts: [acme-revenue, founded]}]
"""

ReadCatalog = Callable[[str], Catalog]


def inventory(catalog: Catalog, code: str = "en") -> bytes:
    return inventory_output(site_scope(catalog, language(code)), "My facts").content


def test_every_record_point_and_former_id_is_in_it(catalog: ReadCatalog) -> None:
    read = sphobjinv.Inventory(zlib=inventory(catalog(FACTS)))
    assert (read.project, read.version) == ("My facts", "1")
    assert [(each.name, each.uri_expanded, each.dispname_expanded) for each in read.objects] == [
        ("acme", "en/entities/acme/", "Acme"),
        ("acme-inc", "en/entities/acme/", "Acme"),
        ("acme-revenue", "f/acme-revenue/", "Acme: Revenue"),
        ("acme-revenue@2023/2024", "f/acme-revenue/#2023/2024", "Acme: Revenue (2023–2024)"),
        ("acme-revenue@FY2023", "f/acme-revenue/#FY2023", "Acme: Revenue (fiscal 2023)"),
        ("acme-sales", "f/acme-revenue/", "Acme: Revenue"),
        ("acme-sales@2023/2024", "f/acme-revenue/#2023/2024", "Acme: Revenue (2023–2024)"),
        ("acme-sales@FY2023", "f/acme-revenue/#FY2023", "Acme: Revenue (fiscal 2023)"),
        ("founded", "f/founded/", "Founded: at last"),
        ("numbers", "en/sheets/numbers/", "Numbers"),
    ]
    assert {(each.domain, each.role, each.priority) for each in read.objects} == {
        ("std", "label", "-1")
    }


def test_names_and_pages_are_of_the_language_it_is_made_in(catalog: ReadCatalog) -> None:
    read = sphobjinv.Inventory(zlib=inventory(catalog(FACTS), "zh"))
    acme = next(each for each in read.objects if each.name == "acme")
    assert (acme.uri, acme.dispname) == ("zh/entities/acme/", "顶点")


def test_the_same_facts_give_the_same_bytes(catalog: ReadCatalog) -> None:
    assert inventory(catalog(FACTS)) == inventory(catalog(FACTS))


@pytest.mark.parametrize(
    ("written", "href", "text"),
    [
        (":ref:`acme-revenue`", "f/acme-revenue/", "Acme: Revenue"),
        (":ref:`acme-revenue@FY2023`", "f/acme-revenue/#FY2023", "Acme: Revenue (fiscal 2023)"),
        (":ref:`$27bn <acme-sales@FY2023>`", "f/acme-revenue/#FY2023", "$27bn"),
        (":external+factsheet:std:ref:`acme`", "en/entities/acme/", "Acme"),
    ],
)
def test_sphinx_links_a_record_by_its_id(
    catalog: ReadCatalog, tmp_path: Path, written: str, href: str, text: str
) -> None:
    made = inventory_output(site_scope(catalog(FACTS), language("en")), "My facts")
    write([made], tmp_path)
    project = tmp_path / "project"
    project.mkdir()
    (project / "conf.py").write_text(
        'extensions = ["sphinx.ext.intersphinx"]\n'
        'intersphinx_mapping = {"factsheet": ("https://facts.example/base/", "../objects.inv")}\n'
    )
    (project / "index.rst").write_text(f"Paper\n=====\n\nSee {written}.\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-nWq", ".", "out"]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    page = (project / "out" / "index.html").read_text("utf-8")
    link = re.search(r'<a class="reference external" href="([^"]*)"[^>]*>(.*?)</a>', page)
    assert link is not None
    shown = re.sub(r"<[^>]+>", "", link[2])
    assert (link[1], shown) == (f"https://facts.example/base/{href}", text)
