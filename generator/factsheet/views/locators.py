"""What a source's locator says: a DOI, an ISBN, pages, or a number of its own."""

import re
from dataclasses import dataclass
from urllib.parse import quote

# The DOI handbook, 2.2: "10.", digits of the registrant, a slash, and any printable characters.
DOI = re.compile(r"(?i)(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)?(10\.\d{4,9}/\S+)")
DOI_ADDRESS = re.compile(r"(?i)https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/[^\s?#]+)")
ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?:?\s*((?:97[89][\- ]?)?\d[\d\- ]{7,11}[\dX])(?![\dX])")
PAGES = re.compile(
    r"(?i)(?:\bpp?\.\s*|\bpages?\s+)(?P<en>\w+(?:[-–—]\w+)?)|第\s*(?P<zh>\d+(?:[-–—]\d+)?)\s*页"
)
# A volume with its issue: 12(3); vol. 12, no. 3; 第12卷第3期.
VOLUME = re.compile(
    r"(?i)(?P<a>\d+)\s?\((?P<b>[\w/–-]+)\)"
    r"|\bvol(?:ume)?\.?\s*(?P<c>\d+)(?:,?\s*(?:no\.?|issue)\s*(?P<d>[\w/–-]+))?"
    r"|第?\s*(?P<e>\d+)\s*卷(?:\s*[，,]?\s*第?\s*(?P<f>\d+)\s*期)?"
)
AROUND = " \t\n,;:.，；：。、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """What helps to find a source besides its address; what is not there is empty.

    `doi` is without prefix, `pages` with a dash, `isbn` as typed, `number` whatever else was.
    """

    doi: str = ""
    isbn: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""

    @property
    def doi_address(self) -> str:
        """The DOI as an address (the DOI handbook, 3.8)."""
        return f"https://doi.org/{quote(self.doi, safe='/:;,()')}" if self.doi else ""


def parse_locator(text: str, address: str = "") -> Locator:
    """Read a locator; an address at doi.org names a DOI too."""
    found = DOI_ADDRESS.fullmatch(address)
    doi = found[1] if found else ""
    if found := DOI.search(text):
        doi = _without_stop(found[1])
        text = text.replace(found[0].rstrip(AROUND), " ", 1)
    (isbn,), text = _take(ISBN, text)
    pages, text = _take(PAGES, text)
    volume, text = _take(VOLUME, text)
    return Locator(
        doi=doi,
        isbn=isbn,
        volume="".join(volume[::2]),
        issue="".join(volume[1::2]),
        pages=re.sub("[-—]", "–", "".join(pages)),
        number=" ".join(text.split()).strip(AROUND),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[tuple[str, ...], str]:
    """Take what a pattern finds out of a text; its groups are empty where it finds nothing."""
    found = pattern.search(text)
    if found is None:
        return ("",) * pattern.groups, text
    return found.groups(default=""), text.replace(found[0], " ", 1)


def _without_stop(doi: str) -> str:
    """Cut off the punctuation of the sentence around a DOI; its own brackets are in pairs."""
    doi = doi.rstrip(AROUND)
    return doi[:-1].rstrip(AROUND) if doi.endswith(")") and "(" not in doi else doi
