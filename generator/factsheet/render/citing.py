"""How a language's readers cite: the styles their schools and papers ask for."""

import json
from collections.abc import Callable, Iterator, Mapping

from factsheet.languages import Language
from factsheet.render.citations import apa, chicago, csl_json, gbt7714
from factsheet.views.parts import Passage
from factsheet.views.references import Reference

STYLES: Mapping[str, Callable[[Reference], Passage]] = {
    "apa": apa,
    "chicago": chicago,
    "gbt7714": gbt7714,
}


def csl_text(reference: Reference) -> str:
    """Write a reference as a file of CSL-JSON has it: a list of one."""
    return json.dumps([csl_json(reference)], ensure_ascii=False)


def cited(reference: Reference, language: Language) -> Iterator[tuple[str, Passage]]:
    """Name every style of a language, each with the citation in it."""
    for style in language.citation_styles:
        yield language.word(f"style_{style}"), STYLES[style](reference)
