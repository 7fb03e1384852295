"""Hand-written pages: `fact:` links resolved, broken links named with line and column.

Enters: a page's Markdown. Leaves: Markdown whose links mkdocs understands, and problems.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from factsheet.catalog import point_of, record_id
from factsheet.model import Fact
from factsheet.problems import Place, Problem, did_you_mean
from factsheet.prose import FACT_SCHEME, Link, page_links
from factsheet.views.scope import Scope


def resolved(
    markdown: str, page: Page, files: Files, shown_as: str, site: Scope
) -> tuple[str, list[Problem]]:
    """Return the Markdown with every `fact:` link resolved, and what is wrong with its links.

    `shown_as` is the page's file in messages; `site` words values in the page's language.
    """
    origin = page.file.src_uri.partition("/")[2]
    # mkdocs has taken the front matter away; lines are counted in the file.
    skipped = page.file.content_string.count("\n") - markdown.count("\n")
    pieces: list[str] = []
    problems: list[Problem] = []
    done = 0
    for link in page_links(markdown):
        place = Place(shown_as, link.line + skipped, link.column, max(len(link.target), 1))
        if not link.target.startswith(FACT_SCHEME):
            problems += _broken(link, page, files, place)
            continue
        reference = link.target.removeprefix(FACT_SCHEME)
        entry = site.catalog.find(record_id(reference))
        if entry is None or not site.catalog.has_point(reference):
            problems.append(_unknown(reference, place, site))
            continue
        point = point_of(reference)
        line = site.line(entry, point=point)
        text = link.text or line.value or line.what.plain
        is_named_apart = link.text is None
        target = f"{site.addresses.page_of(entry.id)}.md"
        address = posixpath.relpath(target, posixpath.dirname(origin) or ".")
        anchor = site.addresses.anchor(entry.id, point=point)
        pieces += [
            markdown[done : link.start],
            f"{address}{anchor}" if is_named_apart else f"[{text}]({address}{anchor})",
        ]
        done = link.end
    return "".join([*pieces, markdown[done:]]), problems


def _unknown(reference: str, place: Place, site: Scope) -> Problem:
    known = [entry.id for entry in site.catalog.of(Fact)]
    return Problem(
        place=place,
        rule="unknown-reference",
        message=f'there is no fact "{reference}"',
        hint=did_you_mean(record_id(reference), known),
    )


def _broken(link: Link, page: Page, files: Files, place: Place) -> Iterator[Problem]:
    """Report a relative link to a page or file that the site does not have."""
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return
    folder = posixpath.dirname(page.file.src_uri)
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if files.get_file_from_path(path) is None:
        code = page.file.src_uri.partition("/")[0]
        near = did_you_mean(path, (uri for uri in files.src_uris if uri.startswith(f"{code}/")))
        yield Problem(
            place=place,
            rule="broken-link",
            message=f'the link to "{link.target}" leads to no page of this site',
            hint=near or "link to the page's Markdown file, like ../about.md",
        )
