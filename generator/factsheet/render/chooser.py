"""The page at the root: which language? Works without JavaScript, and needs no theme."""

from collections.abc import Sequence

from factsheet.content_policy import NOTHING_ELSE, Sources, policy
from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.render.environment import environment

_environment = environment()
_style = _environment.get_template("chooser.css").render()


def chooser_output(
    languages: Sequence[Language],
    names: Sequence[str],
    descriptions: Sequence[str],
    site_url: str,
    allowed: Sources | None = NOTHING_ELSE,
) -> Output:
    """Render the chooser; `names` and `descriptions` are the site's, language by language.

    `site_url` is the site's address with a slash at its end, or empty where it is not known;
    `allowed` is as in an imprint.
    """
    template = _environment.get_template("chooser.html.jinja")
    choices = list(zip(languages, names, descriptions, strict=True))
    own = policy(f"<style>{_style}</style>", allowed)
    text = template.render(choices=choices, site_url=site_url, policy=own)
    return Output("index.html", text.encode("utf-8"))
