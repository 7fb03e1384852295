"""Factsheet: hand-curated YAML facts in, a bilingual site people can search and cite out.

The way through the house, each floor importing only from lower ones:
YAML → nodes with places → typed records → catalog → checks → views per language →
renderers → outputs → mkdocs plugin or command line.
"""

__version__ = "0.1.0"
