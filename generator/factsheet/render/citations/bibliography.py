"""All sources of a fact base in two files: BibTeX and CSL-JSON, under their ids.

Enters: a `Scope`, whose language names what has no language of its own. Leaves: two files,
sorted by id.
"""

import json
from collections.abc import Iterator

from factsheet.model import Source
from factsheet.outputs import Output
from factsheet.render.citations.bibtex import bibtex
from factsheet.render.citations.csl_json import csl_json
from factsheet.views.references import source_reference
from factsheet.views.scope import Scope

BIBTEX_PATH = "api/references.bib"
CSL_JSON_PATH = "api/references.csl.json"


def bibliography_outputs(scope: Scope) -> Iterator[Output]:
    """Write the files of all sources."""
    entries = sorted(scope.catalog.of(Source), key=lambda entry: entry.id)
    references = [source_reference(scope, entry) for entry in entries]
    yield Output(BIBTEX_PATH, "\n".join(map(bibtex, references)).encode())
    items = [json.dumps(csl_json(each), ensure_ascii=False) for each in references]
    # One item a line, so that a change shows which.
    text = "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"
    yield Output(CSL_JSON_PATH, text.encode())
