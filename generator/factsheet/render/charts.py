"""Charts as inline SVG: bars for a few periods, a line for many.

Enters: a chart's view. Leaves: SVG that takes its colours from the page, so that the dark
scheme and print need nothing more, with its title and every value in words for those who
cannot see it. Its geometry is decided here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from factsheet.render.environment import environment
from factsheet.views.charts import ChartView, Mark

# In the units of the drawing, which are a screen's pixels where there is room for them.
NARROWEST, NARROWEST_SLOT, GAP = 336, 28, 8
NUMBER_SIZE, TICK_SIZE, LINE_SLOT = 12, 11, 14
TOP, PLOT, FOOT, FOOT_WITH_GROUPS = 40, 150, 26, 44
BAR = 0.62
MOST_BARS = 24
MOST_TICKS = 12
LAST_NARROW = 0x2E7F


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark with its place: `x` is the middle of its slot, `y` the upper edge of its bar."""

    mark: Mark
    x: str
    left: str
    y: str
    height: str
    label_y: str
    has_tick: bool
    group_x: str
    group_side: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart's shapes in the units of its `viewBox`."""

    width: int
    height: int
    bar_width: str
    zero: str
    tick_y: int
    group_y: int
    shapes: tuple[Shape, ...]
    line: str

    @property
    def is_wide(self) -> bool:
        """Whether a phone shows only a part at a time, to be scrolled."""
        return self.width > NARROWEST


@dataclass(frozen=True, slots=True)
class _Frame:
    """The widths of all and of a slot, the zero line's height, units of height per amount."""

    width: Decimal
    slot: Decimal
    zero: Decimal
    scale: Decimal


def svg(view: ChartView) -> Markup:
    """Draw a chart."""
    template = _environment.get_template("chart.svg.jinja")
    return Markup(template.render(chart=view, plot=plot(view)).strip())  # noqa: S704 autoescaped


def plot(view: ChartView) -> Plot:
    """Place the marks: heights are in proportion to the exact amounts, from a zero line."""
    count = len(view.marks)
    is_line = count > MOST_BARS
    width = max(NARROWEST, count * (LINE_SLOT if is_line else _slot(view.marks)))
    slot = Decimal(width) / count
    amounts = [mark.amount for mark in view.marks]
    top, bottom = max(*amounts, Decimal(0)), min(*amounts, Decimal(0))
    scale = PLOT / ((top - bottom) or Decimal(1))
    zero = TOP + top * scale
    every = -(-count // MOST_TICKS) if is_line else 1
    has_groups = any(mark.group for mark in view.marks)
    frame = _Frame(Decimal(width), slot, zero, scale)
    shapes = tuple(
        _shape(frame, mark, index, has_tick=index % every == 0)
        for index, mark in enumerate(view.marks)
    )
    foot = TOP + PLOT
    points = " ".join(f"{shape.x},{_short(zero - shape.mark.amount * scale)}" for shape in shapes)
    return Plot(
        width=width,
        height=foot + (FOOT_WITH_GROUPS if has_groups else FOOT),
        bar_width=_short(slot * Decimal(str(BAR))),
        zero=_short(zero),
        tick_y=foot + 17,
        group_y=foot + 35,
        shapes=shapes,
        line=points if is_line else "",
    )


def _slot(marks: Sequence[Mark]) -> int:
    """Return the width that the longest number or label asks for, so that none meets the next."""
    texts = [(mark.number, NUMBER_SIZE) for mark in marks]
    texts += [(mark.tick, TICK_SIZE) for mark in marks]
    return max(NARROWEST_SLOT, *(_text_width(text, size) + GAP for text, size in texts))


def _text_width(text: str, size: int) -> int:
    """Estimate a text's width: a Han character is as wide as high, others a little over half."""
    ems = sum(1.0 if ord(character) > LAST_NARROW else 0.58 for character in text)
    return round(ems * size)


def _shape(frame: _Frame, mark: Mark, index: int, *, has_tick: bool) -> Shape:
    middle = frame.slot * (index + Decimal("0.5"))
    size = abs(mark.amount) * frame.scale
    upper = frame.zero - size if mark.amount >= 0 else frame.zero
    bar = frame.slot * Decimal(str(BAR))
    is_at_edge = middle - bar / 2 + _text_width(mark.group, TICK_SIZE) > frame.width
    return Shape(
        mark=mark,
        x=_short(middle),
        left=_short(middle - bar / 2),
        y=_short(upper),
        height=_short(size),
        label_y=_short(upper - 6 if mark.amount >= 0 else upper + size + 14),
        has_tick=has_tick,
        group_x=_short(frame.width if is_at_edge else middle - bar / 2),
        group_side="end" if is_at_edge else "start",
    )


def _short(number: Decimal) -> str:
    """Write a coordinate: a tenth of a unit is finer than any screen."""
    return format(round(number, 1).normalize(), "f")


_environment = environment()
