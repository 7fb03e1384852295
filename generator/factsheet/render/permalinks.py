"""A fact's own page as HTML that needs nothing else, and the file that lets others embed it.

Enters: permalinks. Leaves: `f/<id>/index.html` and `f/<id>.oembed.json` (https://oembed.com, rich),
under former ids as well: the page then leads on to the present one.
"""

import json
from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from factsheet.content_policy import policy
from factsheet.outputs import Output
from factsheet.render.citations import bibtex
from factsheet.render.citing import cited, csl_text
from factsheet.render.environment import environment
from factsheet.views.addresses import fact_path
from factsheet.views.parts import Passage
from factsheet.views.permalinks import EMBEDDING_PATH, Face, Permalink

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
        text = _moved.render(
            title=title, target=target, language=language, policy=policy("", page.allowed)
        )
        yield Output(_file(old), text.encode())
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
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704  # nothing left to escape


def _content(text: str) -> Markup:
    """Escape what stands between tags, where quotation marks may stay as they are."""
    return Markup(escape(text, quote=False))  # noqa: S704  # it is escaped


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
_page = _environment.get_template("permalink.html.jinja")
_moved = _environment.get_template("moved.html.jinja")
_style, _script = (
    _environment.get_template(name).render() for name in ("permalink.css", "permalink.js")
)
_own = f"<style>{_style}</style><script>{_script}</script>"
