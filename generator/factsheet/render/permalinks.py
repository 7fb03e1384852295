"""A fact's own page as HTML that needs nothing else, and the file that lets others embed it.

Enters: permalinks. Leaves: `f/<id>/index.html` and `f/<id>.oembed.json` (https://oembed.com, rich),
under former ids as well: the page then leads on to the present one.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape

from markupsafe import Markup

from factsheet.content_policy import policy
from factsheet.outputs import Output
from factsheet.render.citations import bibtex
from factsheet.render.citing import cited, csl_text
from factsheet.render.environment import environment
from factsheet.render.pieces import escaped, lang, link, text
from factsheet.views.addresses import fact_path
from factsheet.views.figures import Row
from factsheet.views.parts import Passage
from factsheet.views.permalinks import EMBEDDING_PATH, Face, Permalink, SharedCitation

# Enough for a fact with its sources; more of it scrolls.
WIDTH, HEIGHT = 600, 420


def permalink_outputs(page: Permalink) -> Iterator[Output]:
    """Write a fact's own page, what others embed it by, and what leads to both."""
    yield Output(
        _file(page.id), _page.render(page=page, policy=policy(_own, page.allowed)).encode()
    )
    for old in page.formerly:
        title = Passage(escape(page.faces[0].title), page.faces[0].title)
        target, language = f"../{page.id}/", page.faces[0].language
        moved = _moved.render(
            title=title, target=target, language=language, policy=policy("", page.allowed)
        )
        yield Output(_file(old), moved.encode())
    if page.address:
        for each in (page.id, *page.formerly):
            yield Output(EMBEDDING_PATH.format(each), _embedding(page))


def _file(fact_id: str) -> str:
    return f"{fact_path(fact_id)}index.html"


def _embedding(page: Permalink) -> bytes:
    first = page.faces[0]
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": first.title,
        "provider_name": first.site_name,
        "provider_url": page.site_address,
        "html": _frame(page),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _frame(page: Permalink) -> str:
    """Return the HTML that shows the page within another."""
    title = escape(page.faces[0].title)
    return (
        f'<iframe src="{page.address}" title="{title}" width="100%" height="{HEIGHT}" '
        'loading="lazy" style="border:1px solid #ccc;border-radius:8px"></iframe>'
    )


def _citation_meta(page: Permalink) -> Iterator[tuple[str, str]]:
    """List what reference managers read: Highwire Press tags and Dublin Core."""
    first = page.faces[0]
    yield "citation_title", first.title
    yield "citation_author", first.site_name
    yield "citation_publication_date", page.modified.replace("-", "/")
    yield "citation_public_url", page.address
    yield "citation_language", first.language.tag
    yield "DC.title", first.title
    yield "DC.creator", first.site_name
    yield "DC.date", page.modified
    yield "DC.identifier", page.address
    yield "DC.language", first.language.tag


def _known_meta(page: Permalink) -> list[tuple[str, str]]:
    return [(name, content) for name, content in _citation_meta(page) if content]


def _script_json(value: object) -> Markup:
    """Write JSON that cannot end the script element it stands in."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704  # nothing left to escape


def _content(words: str) -> Markup:
    """Escape what stands between tags, where quotation marks may stay as they are."""
    return Markup(escape(words, quote=False))  # noqa: S704  # it is escaped


def _behind(passage: Passage, word: Callable[[str], str]) -> Markup:
    """Say that the original of a translation has changed since."""
    said = word("translation_behind") if passage.is_behind else ""
    return Markup(" <small>{}</small>").format(said) if said else Markup()


def _marked(passage: Passage, word: Callable[[str], str]) -> Markup:
    return text(passage) + _behind(passage, word) if passage.is_behind else text(passage)


def _badge(mark: str, label: str) -> Markup:
    shown = f' <span class="badge {escaped(mark)}">{escaped(label)}</span>'
    return Markup(shown)  # noqa: S704  # it is escaped


def _numbers(row: Row) -> Markup:
    listed = ", ".join(map(str, row.numbers))
    return Markup(f"<sup>{listed}</sup>" if listed else "")  # noqa: S704  # nothing to escape


def _sources(views: Sequence[SharedCitation], archived: str) -> Markup:
    """List the sources; `archived` is the word for an archived copy."""
    rows = "".join(_source(view, escaped(archived)) for view in views)
    return Markup(rows)  # noqa: S704  # it is escaped


def _source(view: SharedCitation, archived: str) -> str:
    language, words = lang(view.title), view.title.html
    title = f"<span{language}>{words}</span>"
    if view.href:
        title = f'<a href="{escaped(view.href)}"{language}>{words}</a>'
    copy = ""
    if view.archive_href and view.archive_href != view.href:
        copy = f' <a href="{escaped(view.archive_href)}">{archived}</a>'
    details = [each for each in (view.published, view.at) if each]
    said = [" / ".join(map(text, view.publishers)), *map(escaped, details), *map(text, view.marks)]
    excerpt = view.excerpt
    quoted = f"<q{lang(excerpt)}>{excerpt.html}</q>" if excerpt else ""
    return f"<li>{title}{copy} <small>{' · '.join(said)}</small>{quoted}</li>\n"


def _citations(face: Face) -> list[tuple[str, Passage]]:
    return list(cited(face.reference, face.language))


_environment = environment(
    citation_meta=_known_meta,
    citations=_citations,
    embedding=_frame,
    bibtex=bibtex,
    csl_json=csl_text,
    json=_script_json,
    content=_content,
)
_environment.globals |= {
    "lang": lang,
    "text": text,
    "link": link,
    "behind": _behind,
    "marked": _marked,
    "badge": _badge,
    "numbers": _numbers,
    "sources": _sources,
    "style": Markup(_environment.get_template("permalink.css").render()),  # noqa: S704  # ours
    "script": Markup(_environment.get_template("permalink.js").render()),  # noqa: S704  # ours
}
_page = _environment.get_template("permalink.html.jinja")
_moved = _environment.get_template("moved.html.jinja")
_own = "<style>{style}</style><script>{script}</script>".format_map(_environment.globals)
