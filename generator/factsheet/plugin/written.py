"""Hand-written pages: `fact:` links resolved, broken links named with line and column.

Enters: a page's Markdown. Leaves: Markdown whose links mkdocs understands, and problems; and
which pages use which facts.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from factsheet.catalog import Catalog, point_of, record_id
from factsheet.fields import Part
from factsheet.model import Fact
from factsheet.problems import Place, Problem, Severity, did_you_mean
from factsheet.prose import FACT_SCHEME, PREVIEWED, Link, page_links, plain
from factsheet.reader import Entry
from factsheet.views.contradicting import contradicting
from factsheet.views.scope import Scope
from factsheet.views.uses import Use, Uses

HEADING = re.compile(r"^# +(.+?) *#*(?: *\{[^}]*\})?$", re.MULTILINE)
# Markdown reads marks in a title, and HTML quotes; white space other than spaces ends a line.
MARKUP = re.compile(r"[^\w\s.,;:%+/°–—-]|[^\S ]|_")


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
        problems += _contradicting(link, reference, _text_place(markdown, link, place), site)
        target = _address(entry, reference, origin, site)
        # Attributes that the page gives the link itself are left as they are.
        mark = "" if markdown.startswith("{", link.end) else f"{{: .{PREVIEWED} }}"
        line = site.line(entry, point=point_of(reference))
        shown = link.text or line.value or line.what.plain
        title = _in_title(site.preview(reference))
        pieces += [
            markdown[done : link.start],
            target if link.text is None else f'[{shown}]({target} "{title}"){mark}',
        ]
        done = link.end
    return "".join([*pieces, markdown[done:]]), problems


def uses(files: Files, code: str, catalog: Catalog) -> Uses:
    """Find which hand-written pages of a language link to which facts, before any is rendered."""
    found: dict[str, set[Use]] = {}
    for file in files.documentation_pages():
        folder, _, path = file.src_uri.partition("/")
        if folder != code or file.generated_by is not None:
            continue
        markdown, meta = get_data(file.content_string)
        use = Use(path.removesuffix(posixpath.splitext(path)[1]), _title(markdown, meta, path))
        for link in page_links(markdown):
            reference = link.target.removeprefix(FACT_SCHEME)
            entry = catalog.find(record_id(reference))
            if link.target.startswith(FACT_SCHEME) and entry is not None:
                found.setdefault(entry.id, set()).add(use)
    return {fact_id: tuple(sorted(pages)) for fact_id, pages in sorted(found.items())}


def _title(markdown: str, meta: Mapping[str, object], path: str) -> str:
    """Return a page's title as its front matter has it, or its first heading, or its file."""
    heading = HEADING.search(markdown)
    return str(meta.get("title") or (plain(heading[1]) if heading else path))


def _address(entry: Entry[Part], reference: str, origin: str, site: Scope) -> str:
    """Return the address of a fact's page as another page's Markdown has it."""
    target = f"{site.addresses.page_of(entry.id)}.md"
    address = posixpath.relpath(target, posixpath.dirname(origin) or ".")
    return address + site.addresses.anchor(entry.id, point=point_of(reference))


def _in_title(text: str) -> str:
    """Write a text as the title of a Markdown link, in which no character is markup."""
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)


def _text_place(markdown: str, link: Link, target: Place) -> Place:
    """Return where a link's text stands, in the file that its target's place names."""
    start = link.start + 1
    line = target.line - link.line + markdown.count("\n", 0, start) + 1
    column = start - markdown.rfind("\n", 0, start)
    return Place(target.file, line, column, max(len((link.text or "").partition("\n")[0]), 1))


def _contradicting(link: Link, reference: str, place: Place, site: Scope) -> Iterator[Problem]:
    """Warn of a text that says another number than the fact it links to."""
    found = contradicting(site, reference, plain(link.text)) if link.text else None
    if found is not None:
        yield Problem(
            place=place,
            rule="contradicting-text",
            message=found.message,
            hint=found.hint,
            severity=Severity.WARNING,
        )


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
