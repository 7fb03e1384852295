"""Images for link previews on a real site: the files, and the pages that name them."""

import os
import re
import shutil
import struct
from pathlib import Path

import pytest

from factsheet.render.cards import NO_FONT, NoCardsError, painter
from support import SITE_URL, Project

SHEET = """\
sheets:
  acme-sheet:
    title: {en: 'Acme & "others"', zh: 顶点公司}
    sections: [{title: {en: All, zh: 全部}, facts: [acme-revenue]}]
"""
ODD = """\
dates:
  odd: {date: 2024, title: {en: "The tablet \U00012000", zh: 泥板}, sources: [report]}
"""
META = re.compile(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)">')


@pytest.fixture
def published(project: Project) -> Project:
    """A site with a fact sheet that knows its address."""
    project.write("facts/sheet.yaml", SHEET)
    project.change("mkdocs.yml", '!ENV [SITE_URL, ""]', SITE_URL)
    return project


def cards(project: Project) -> list[str]:
    site = project.folder / "site"
    return sorted(path.relative_to(site).as_posix() for path in site.glob("cards/**/*.png"))


def test_a_build_makes_a_card_of_every_sheet_and_fact_in_each_language(
    published: Project,
) -> None:
    try:
        painter()
    except NoCardsError as error:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(str(error))
    published.write("facts/odd.yaml", ODD)
    built = published.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    lost = "no link preview image of odd in en: the font lacks letters of its title"
    assert built.stdout.count(lost) == 1
    assert cards(published) == [
        "cards/en/acme-revenue.png",
        "cards/en/acme-sheet.png",
        "cards/zh/acme-revenue.png",
        "cards/zh/acme-sheet.png",
        "cards/zh/odd.png",
    ]
    image = (published.folder / "site/cards/zh/acme-sheet.png").read_bytes()
    assert struct.unpack(">II", image[16:24]) == (1200, 630)
    assert dict(META.findall(published.page("en/sheets/acme-sheet/index.html"))) == {
        "og:image": f"{SITE_URL}cards/en/acme-sheet.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Fact sheet: Acme &amp; &#34;others&#34;",
        "twitter:card": "summary_large_image",
    }
    for path in ("en/index.html", "zh/entities/acme/index.html", "zh/about/index.html"):
        assert dict(META.findall(published.page(path))) == {"twitter:card": "summary"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"site_url: {SITE_URL}", "site_url: ''"),
        ("facts_dir: facts", "facts_dir: facts\n      cards: false"),
    ],
)
def test_no_cards_are_made_without_an_address_or_when_not_wanted(
    published: Project, old: str, new: str
) -> None:
    published.change("mkdocs.yml", old, new)
    assert published.mkdocs("build", "--strict").returncode == 0
    assert cards(published) == []
    page = published.page("en/sheets/acme-sheet/index.html")
    assert dict(META.findall(page)) == {"twitter:card": "summary"}


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fonts are not fontconfig's")
def test_without_a_font_a_strict_build_passes_and_says_so_once(
    published: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    built = published.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stdout
    assert built.stdout.count(NO_FONT) == 1
    assert cards(published) == []
