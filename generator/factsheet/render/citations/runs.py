"""The stretches a citation is made of, and how they become one passage.

Enters: runs of text. Leaves: a `Passage`, its HTML safe. Knows no style.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from factsheet.fields import is_close
from factsheet.prose import escape
from factsheet.views.parts import Passage
from factsheet.views.references import Reference

# After these a sentence needs no period of its own.
STOPS = (".", "?", "!", "…", "。", "？", "！")
CLOSING_QUOTES = "”’"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a citation: its text, whether it is in italics, where it leads, its language.

    `lang` is empty for the language of the citation itself.
    """

    text: str
    italic: bool = False
    href: str = ""
    lang: str = ""

    @property
    def kind(self) -> tuple[bool, str, str]:
        """All but the text."""
        return self.italic, self.href, self.lang


Sentence = tuple[Run, ...]


def run(text: str, language: str, style: str, *, italic: bool = False) -> Run:
    """Return a run in a language, within a citation in the language of its style."""
    return Run(text, italic=italic, lang="" if is_close(language, style) else language)


def address(url: str, reference: Reference) -> Run:
    """Return an address, as a link where the source may be linked."""
    return Run(url, href=url if reference.is_linked else "")


def closed(*runs: Run) -> Sentence:
    """Return a sentence with its period, unless it has another mark at its end already."""
    text = "".join(each.text for each in runs)
    if not text or text.rstrip(CLOSING_QUOTES).endswith(STOPS):
        return runs
    return (*runs, Run("."))


def listed(*items: Iterable[Run], joint: str = ", ") -> Sentence:
    """Return the items that are there with a joint between them."""
    found = [tuple(item) for item in items if any(run.text for run in item)]
    return tuple(
        each
        for index, item in enumerate(found)
        for each in ((Run(joint), *item) if index else item)
    )


def passage(sentences: Iterable[Sentence], language: str) -> Passage:
    """Put sentences in a row, a space between them."""
    runs = _merged(listed(*sentences, joint=" "))
    html = "".join(_html(each) for each in runs)
    return Passage(html, "".join(each.text for each in runs), language)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Return the same with fewer runs: neighbours of one kind are one."""
    return [
        Run("".join(each.text for each in group), italic=italic, href=href, lang=lang)
        for (italic, href, lang), group in groupby(runs, lambda each: each.kind)
    ]


def _html(run: Run) -> str:
    text, lang = escape(run.text), f' lang="{escape(run.lang)}"' if run.lang else ""
    if run.href:
        return f'<a href="{escape(run.href)}">{text}</a>'
    if run.italic:
        return f"<i{lang}>{text}</i>"
    return f"<span{lang}>{text}</span>" if lang else text
