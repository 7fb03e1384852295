"""A reference in every form that readers cite in: one room a style, none knows another."""

from factsheet.render.citations.apa import apa
from factsheet.render.citations.bibliography import (
    BIBTEX_PATH,
    CSL_JSON_PATH,
    bibliography_outputs,
)
from factsheet.render.citations.bibtex import bibtex
from factsheet.render.citations.chicago import chicago
from factsheet.render.citations.csl_json import csl_json
from factsheet.render.citations.gbt7714 import gbt7714

__all__ = [
    "BIBTEX_PATH",
    "CSL_JSON_PATH",
    "apa",
    "bibliography_outputs",
    "bibtex",
    "chicago",
    "csl_json",
    "gbt7714",
]
