"""Pages as Markdown: front matter, headings, and plain HTML for the rest.

Enters: a page view. Leaves: the text of a complete page, which any generator for Markdown
can take. The only room besides its templates that knows what a page looks like.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.render.charts import svg
from factsheet.render.citations import bibtex
from factsheet.render.citing import cited, csl_text
from factsheet.render.environment import environment
from factsheet.render.pieces import Pieces, badge, lang, marks, numbers
from factsheet.views.page import PageView

# The first character of a fence.
FENCE = re.compile(r"^[`~](?=[`~]{2})")
MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~$])")
MACHINE_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")


def page_output(view: PageView, language: Language) -> Output:
    """Render a page to `<language>/<path>.md`."""
    template = _environment.get_template(f"{view.template}.md.jinja")
    text = template.render(
        page=view,
        front_matter=_as_yaml(front_matter(view)),
        word=language.word,
        cited=list(cited(view.reference, language)) if view.reference else [],
        **Pieces(language).functions(),
    )
    return Output(f"{language.code}/{view.path}.md", f"{text.rstrip()}\n".encode())


def heading(text: str) -> Markup:
    """Escape text for a Markdown heading."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(MARKDOWN.sub(r"\\\1", " ".join(escaped.split())))  # noqa: S704 escaped above


def block(markup: str) -> Markup:
    """Close up an HTML block: a blank line inside would end it for CommonMark.

    A line that is a fence for code would be one for Python-Markdown, even within HTML, and take
    all up to the next one: so its first character is written as an entity.
    """
    # As plain text: lines of markup would each be marked as safe anew.
    lines = (FENCE.sub(_entity, line.strip()) for line in str(markup).splitlines())
    return Markup("".join(f"{line}\n" for line in lines if line))  # noqa: S704 only what autoescaping made


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def machine_date(edtf: str) -> str:
    """Return the value of a `datetime` attribute, empty where HTML has none for it."""
    return edtf if MACHINE_DATE.fullmatch(edtf) else ""


def front_matter(view: PageView) -> dict[str, Any]:
    """Return what a page's front matter says: what a theme and a search need to know of it."""
    said: dict[str, Any] = {"title": view.title.plain, "description": view.description}
    if view.boost != 1:
        said["search"] = {"boost": view.boost}
    if view.entity is not None:
        # Material's search finds a page by its tags before anything else.
        said["tags"] = [view.title.plain, *(name.plain for name in view.entity.names)]
    return {**said, "hide": ["navigation"]}


def _as_yaml(said: Mapping[str, Any]) -> Markup:
    """Write front matter; JSON is YAML."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items())
    return Markup("\n".join(["---", *lines, "---"]))  # noqa: S704 quoted as JSON


def _lines_of_html(text: str) -> Markup:
    """Keep the lines of a text where HTML would run them together."""
    return Markup("<br>").join(text.strip().split("\n"))


_environment = environment(
    heading=heading,
    block=block,
    machine_date=machine_date,
    svg=svg,
    bibtex=bibtex,
    csl_json=csl_text,
    lines_of_html=_lines_of_html,
)
_environment.globals |= {"lang": lang, "badge": badge, "marks": marks, "numbers": numbers}
