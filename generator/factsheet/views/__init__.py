"""What a page shows, in one language: strings and links ready, no decision left to a template.

Language enters once, as an argument. Views know no HTML files, no mkdocs and no disk.
"""
