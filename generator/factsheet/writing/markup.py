"""HTML as people leave it: read without a complaint, whatever is broken."""

from html.parser import HTMLParser


class LenientParser(HTMLParser):
    """Python's parser, which up to 3.12 ends with an assertion at a broken `<![`."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 the base's own
        """Skip it as a comment, as browsers do (HTML Standard, 13.2.5.42)."""
        return self.parse_bogus_comment(i, report)
