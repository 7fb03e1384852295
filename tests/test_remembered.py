"""What is made once and shown often is the same as if it were made anew each time."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from factsheet.han import Cutter
from factsheet.languages import language
from factsheet.model import Figure
from factsheet.pipeline import FactBase
from factsheet.prose import html, plain, targets
from factsheet.views.facts import fact_view
from factsheet.views.figures import FigureBody
from factsheet.views.scope import Scope
from factsheet.views.site import site_scope

Load = Callable[..., FactBase]
FACTS = """\
entities: {amber: {kind: organization, name: Amber}}
sources: {report: {title: Report, locator: 7}}
figures:
  short: {of: amber, measure: Height, value: 1 km, as_of: 2024, sources: [report]}
  exact: {of: amber, measure: Height, value: 1.0 km, as_of: 2024, sources: [report]}
  series:
    of: amber
    measure: Height
    unit: km
    points: {2023: {value: 1, note: "As [before](fact:short)."}, 2024: 2}
    sources: [report]
"""


def site(loaded: FactBase, code: str = "en") -> Scope:
    assert not loaded.has_errors
    return site_scope(loaded.catalog, language(code))


def test_equal_numbers_are_written_with_their_own_digits(base: Load) -> None:
    scope = site(base(FACTS))
    entries = [entry for entry in scope.catalog.of(Figure) if entry.record.value]
    assert [scope.line(entry).value for entry in entries] == [
        "1 kilometre (as of 2024)",
        "1.0 kilometres (as of 2024)",
    ]


def test_a_line_leads_to_its_record_from_every_page(base: Load) -> None:
    scope = site(base(FACTS))
    short = scope.catalog.of(Figure)[0]
    lines = [scope.on(page).line(short) for page in ("figures", "entities/amber", "index")]
    assert [line.href for line in lines] == ["#short", "../../figures/#short", "figures/#short"]
    assert {line.what for line in lines} == {lines[0].what}


def test_notes_of_points_link_from_the_page_they_stand_on(base: Load) -> None:
    scope = site(base(FACTS))
    series = scope.catalog.of(Figure)[2]
    bodies = [fact_view(scope.on(page), series).body for page in ("figures", "sheets/x")]
    notes = [body.rows[0].note for body in bodies if isinstance(body, FigureBody)]
    assert [note.html.partition('"')[2].partition('"')[0] for note in notes if note] == [
        "#short",
        "../../figures/#short",
    ]


@given(st.text())
def test_text_without_marks_is_read_as_markdown_reads_it(text: str) -> None:
    # A mark after it has all of it read by the library.
    words = "".join(each for each in text if each not in "\\`*_[]<>&\"'\n\r\0")
    resolve = {"": ""}.get
    assert html(f"a{words}a*b*", resolve) == html(f"a{words}a", resolve) + "<em>b</em>"
    assert plain(f"a{words}a*b*") == plain(f"a{words}a") + "b"
    assert targets(words) == ()


def test_a_text_is_cut_anew_when_other_names_are_taught() -> None:
    cutter = Cutter()
    cutter.teach(["英伟达"])
    assert cutter.marked("英伟达") == "英伟达"
    cutter.teach([])
    assert cutter.marked("英伟达") == "英\u200b伟达"
