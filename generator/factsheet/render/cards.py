"""Cards as images for link previews: PNG, 1200 by 630, drawn with a font of the system.

Enters: a card's view. Leaves: `cards/<language>/<id>.png`, the same bytes for the same view and
font. A character that the font has not is never drawn; where a letter is lost by that, the text
is left out, and without a title there is no card.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from factsheet.outputs import Output
from factsheet.render.environment import environment
from factsheet.render.fonts import Font, Weights, find_font
from factsheet.render.wrapping import is_wide, wrapped
from factsheet.views.cards import CardView

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 88, 80
KICKER_Y, SITE_Y = 112, 574
TOP, BOTTOM = 158, 500
TITLES = (72, 62, 54, 46)
MOST_TITLE, MOST_DETAIL, LEAST_DETAIL = 4, 3, 2
LEADING, ASCENT, GAP = 1.28, 0.9, 40
VALUE, SMALL = 54, 30

# The stylesheet's badges, in its light scheme.
PLAIN, NEUTRAL, INK = "#2f6f9f", "#5f6673", "#1c1f24"
COLOURS = {
    "verdict-confirmed": "#17754a",
    "verdict-confirmed-with-correction": "#2f6f9f",
    "verdict-misleading": "#a84b06",
    "verdict-disputed": "#6b4fa0",
    "verdict-false": "#b3261e",
    "status-reported": "#a84b06",
    "status-disputed": "#6b4fa0",
    "status-retracted": "#b3261e",
}
JOINT = " · "
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
NO_LIBRARY = 'no link preview images: they need resvg-py; pip install "factsheet[cards]"'
NO_FONT = (
    "no font with Chinese characters found: no link preview images; "
    "on Debian install fonts-noto-cjk"
)

Rasterise = Callable[[str], bytes]


class NoCardsError(Exception):
    """Says why no cards can be made here."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its size, weight and colour, and the space from line to line."""

    size: int
    colour: str
    is_bold: bool = False
    leading: float = 1


DETAIL = Style(34, NEUTRAL, leading=1.42)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text at its place."""

    text: str
    y: int
    family: str
    style: Style


@dataclass(frozen=True, slots=True)
class Words:
    """A text in characters that its font has; empty when it cannot be written."""

    text: str
    weights: Weights

    def lines(self, style: Style, most: int) -> tuple[list[str], bool]:
        """Break it at the width a card has, and say whether the lines hold all of it."""
        widths = (self.weights.bold if style.is_bold else self.weights.regular).widths
        return wrapped(
            self.text,
            (WIDTH - LEFT - RIGHT) / style.size,
            most,
            lambda part: sum(widths[ord(character)] for character in part),
        )

    def rows(self, y: int, style: Style, most: int = 1) -> list[Row]:
        """Set it from a first base line downwards."""
        step = round(style.size * style.leading)
        lines = self.lines(style, most)[0] if self.text else []
        family = self.weights.regular.family
        return [Row(line, y + step * index, family, style) for index, line in enumerate(lines)]


@dataclass(frozen=True, slots=True)
class Painter:
    """What it takes to make cards: a font, and what turns SVG into PNG."""

    font: Font
    rasterise: Rasterise

    def paint(self, view: CardView) -> Output | None:
        """Draw a card; none where its title cannot be written."""
        markup = card_svg(view, self.font)
        return Output(card_path(view), self.rasterise(markup)) if markup else None


def painter() -> Painter:
    """Make ready to paint.

    Raises `NoCardsError` when the library or a font with Chinese characters is missing.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise NoCardsError(NO_LIBRARY) from error
    font = find_font()
    if font is None:
        raise NoCardsError(NO_FONT)
    files = [str(path) for path in font.files]

    def rasterise(markup: str) -> bytes:
        return svg_to_bytes(svg_string=markup, skip_system_fonts=True, font_files=files)

    return Painter(font, rasterise)


def card_path(view: CardView) -> str:
    """Return where a card is, below the site's root."""
    return f"cards/{view.language}/{view.id}.png"


def card_svg(view: CardView, font: Font) -> str:
    """Draw a card as SVG; nothing where its title cannot be written."""
    title, detail = writable(view.title, font), writable(view.detail, font)
    if not title.text:
        return ""
    colour = COLOURS.get(view.mark, NEUTRAL if view.mark else PLAIN)
    kicker = writable(JOINT.join(view.kicker), font)
    site = writable(view.site_name, font)
    body = Style(VALUE, colour, True, LEADING) if view.is_value else DETAIL  # noqa: FBT003 its weight
    rows = [
        *kicker.rows(KICKER_Y, Style(SMALL, colour, is_bold=True)),
        *_body(title, detail, body),
        *site.rows(SITE_Y, Style(SMALL, NEUTRAL)),
    ]
    return _environment.get_template("card.svg.jinja").render(
        tag=view.tag, width=WIDTH, height=HEIGHT, left=LEFT, colour=colour, rows=rows
    )


def writable(text: str, font: Font) -> Words:
    """Return a text in characters the font has; an empty one when a letter would be lost.

    A letter with a mark the font lacks is written without it; symbols it lacks are left out.
    """
    letters = [character for character in text if character.isalpha()]
    is_latin = 2 * sum(map(is_wide, letters)) < len(letters)
    weights = font.latin if is_latin else font.han
    if is_latin and not weights.regular.has_latin_quotes:
        text = text.translate(STRAIGHT)
    shown = [_written(character, weights) for character in unicodedata.normalize("NFC", text)]
    kept = "" if None in shown else "".join(each or "" for each in shown)
    return Words(re.sub(" {2,}", " ", kept).strip(), weights)


def _written(character: str, weights: Weights) -> str | None:
    """Return what is drawn for a character: perhaps nothing; None for a letter that is lost."""
    if character.isspace() and character != "\N{NO-BREAK SPACE}":
        return " "
    category = unicodedata.category(character)[0]
    if category == "C":
        return ""
    if weights.has(character):
        return character
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if weights.has(part))
    return None if category in "LN" and not kept else kept


def _body(title: Words, detail: Words, style: Style) -> list[Row]:
    """Set the title as large as it and its detail have room."""
    wanted = min(len(detail.lines(style, LEAST_DETAIL)[0]), LEAST_DETAIL) if detail.text else 0
    rows: list[Row] = []
    room = y = 0
    for size in TITLES:
        set_as = Style(size, INK, is_bold=True, leading=LEADING)
        rows = title.rows(TOP + round(size * ASCENT), set_as, MOST_TITLE)
        y = rows[-1].y + GAP + round(style.size * ASCENT)
        room = 1 + (BOTTOM - y) // round(style.size * style.leading)
        if title.lines(set_as, MOST_TITLE)[1] and room >= wanted:
            break
    return rows + (detail.rows(y, style, min(room, MOST_DETAIL)) if room > 0 else [])


_environment = environment()
