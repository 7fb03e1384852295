"""Pages at former addresses: they lead on to where a record is now, on any static host."""

from factsheet.languages import Language
from factsheet.outputs import Output
from factsheet.render.environment import environment
from factsheet.views.page import PageView

_environment = environment()


def moved_outputs(view: PageView, language: Language, policy: str) -> tuple[Output, ...]:
    """Render a page for every former id of what a page is about."""
    folder, _, name = view.path.rpartition("/")
    template = _environment.get_template("moved.html.jinja")
    text = template.render(title=view.title, target=f"../{name}/", language=language, policy=policy)
    return tuple(
        Output(f"{language.code}/{folder}/{old}/index.html", text.encode()) for old in view.formerly
    )
