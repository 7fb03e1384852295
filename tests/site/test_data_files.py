"""The data of a site that mkdocs has built."""

import json

from support import Project


def test_a_site_has_its_facts_as_data_with_its_own_address(project: Project) -> None:
    project.change("mkdocs.yml", '!ENV [SITE_URL, ""]', "https://facts.example/base")
    built = project.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    fact = json.loads(project.page("f/acme-revenue.json"))
    assert fact["urls"]["pages"]["zh"] == ("https://facts.example/base/zh/figures/#acme-revenue")
    assert fact["sources"][0]["source"]["title"] == {"en": "Yearly report", "zh": "年度报告"}
    assert fact["licence"] == "CC-BY-4.0"
    assert json.loads(project.page("api/schema.json"))["$id"] == fact["$schema"]
    assert list(json.loads(project.page("api/ids.json"))["ids"]) == [
        "acme",
        "acme-revenue",
        "report",
    ]


def test_a_licence_that_is_none_is_refused_with_the_remedy(project: Project) -> None:
    project.change("mkdocs.yml", "licence: CC-BY-4.0", "licence: CC BY 4.0")
    built = project.mkdocs("build")
    assert built.returncode == 1
    assert (
        '"CC BY 4.0" is not the identifier of a licence '
        '(write it as the SPDX list does, like "CC-BY-4.0" or "CC0-1.0")'
    ) in " ".join(built.stdout.split())
