"""Charts as inline SVG: bars for a few periods, a line for many.

Enters: a chart's view. Leaves: SVG that takes its colours from the page, so that the dark
scheme and print need nothing more, with its title and every value in words for those who
cannot see it. Its geometry is decided here and nowhere else.
"""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from factsheet.render.environment import environment
from factsheet.views.charts import ChartView, Mark

SLOT, NARROWEST = 56, 336
TOP, PLOT, FOOT, FOOT_WITH_GROUPS = 40, 150, 26, 44
BAR = 0.62
MOST_BARS = 24
MOST_TICKS = 12


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


@dataclass(frozen=True, slots=True)
class _Frame:
    """The width of a slot, the height of the zero line, and units of height per amount."""

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
    width = max(NARROWEST, SLOT * min(count, MOST_BARS))
    slot = Decimal(width) / count
    amounts = [mark.amount for mark in view.marks]
    top, bottom = max(*amounts, Decimal(0)), min(*amounts, Decimal(0))
    scale = PLOT / ((top - bottom) or Decimal(1))
    zero = TOP + top * scale
    every = -(-count // MOST_TICKS) if count > MOST_BARS else 1
    has_groups = any(mark.group for mark in view.marks)
    frame = _Frame(slot, zero, scale)
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
        line=points if count > MOST_BARS else "",
    )


def _shape(frame: _Frame, mark: Mark, index: int, *, has_tick: bool) -> Shape:
    middle = frame.slot * (index + Decimal("0.5"))
    size = abs(mark.amount) * frame.scale
    upper = frame.zero - size if mark.amount >= 0 else frame.zero
    return Shape(
        mark=mark,
        x=_short(middle),
        left=_short(middle - frame.slot * Decimal(str(BAR)) / 2),
        y=_short(upper),
        height=_short(size),
        label_y=_short(upper - 6 if mark.amount >= 0 else upper + size + 14),
        has_tick=has_tick,
    )


def _short(number: Decimal) -> str:
    """Write a coordinate: a tenth of a unit is finer than any screen."""
    return format(round(number, 1).normalize(), "f")


_environment = environment()
