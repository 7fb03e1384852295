"""The page at the root: which language? Works without JavaScript, and needs no theme."""

from collections.abc import Sequence

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.render.environment import environment

_environment = environment()


def chooser_output(
    languages: Sequence[Language],
    names: Sequence[str],
    descriptions: Sequence[str],
    site_url: str,
) -> Output:
    """Render the chooser; `names` and `descriptions` are the site's, language by language.

    `site_url` is the site's address with a slash at its end, or empty where it is not known.
    """
    template = _environment.get_template("chooser.html.jinja")
    choices = list(zip(languages, names, descriptions, strict=True))
    return Output("index.html", template.render(choices=choices, site_url=site_url).encode("utf-8"))
