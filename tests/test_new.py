"""A new record in its file: asked or given, and nothing else changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from factsheet.cli import main
from factsheet.editing import spelled
from factsheet.pipeline import load
from factsheet.report import as_text
from factsheet.source import plain_data, read_yaml

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
Run = Callable[..., Result]

FACTS = """\
# Everything  # kept
sources:
  wire: {title: Wire, url: https://a.example}
dates:
    founded:
        date: 1999
        title: {en: Founded, zh: 成立}
        sources: [wire]   # the last line

# The rest
entities:
  acme: {kind: organization, name: {en: Acme, zh: 顶点}}
figures:
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Write a record in a folder with one fact file, answering what is asked."""
    monkeypatch.chdir(tmp_path)

    def run_in_folder(*words: str, facts: str | None = FACTS, answers: str = "") -> Result:
        if facts is not None:
            Path("facts").mkdir(exist_ok=True)
            Path("facts/facts.yaml").write_bytes(facts.encode())
        return CliRunner().invoke(main, ["new", *words], input=answers)

    return run_in_folder


def now(name: str = "facts/facts.yaml") -> str:
    return Path(name).read_bytes().decode()


def test_a_date_joins_the_others(run: Run) -> None:
    result = run(
        "date", "--date", "2024-03-18", "--title.en", "Acme’s Café: opens #1",
        "--title.zh=顶点咖啡开业", "--sources", "wire", "--about", "acme",
    )  # fmt: skip
    assert (result.exit_code, result.output) == (
        0,
        'facts/facts.yaml:10: the date "acmes-cafe-opens-1" is written\n',
    )
    assert now() == FACTS.replace(
        "# the last line\n",
        "# the last line\n"
        "\n"
        "    acmes-cafe-opens-1:\n"
        "      date: 2024-03-18\n"
        '      title: {en: "Acme’s Café: opens #1", zh: 顶点咖啡开业}\n'
        "      sources: [wire]\n"
        "      about: [acme]\n",
    )


def test_what_is_still_missing_is_said(run: Run) -> None:
    result = run("entity", "--kind", "person", "--name.zh", "任正非")
    assert result.exit_code == 0
    assert result.output == (
        'facts/facts.yaml:14: the entity "ren-zhengfei" is written\n'
        'facts/facts.yaml:14:3: warning: nothing is about "ren-zhengfei" [unused-entity]\n'
        "   14 |   ren-zhengfei:\n"
        "      |   ^^^^^^^^^^^^\n"
        '  hint: name it under "about" of a fact, or remove it\n'
        'facts/facts.yaml:16:5: warning: "name" of "ren-zhengfei" has no text in en '
        "[missing-language]\n"
        "   16 |     name: {zh: 任正非}\n"
        "      |     ^^^^\n"
        '  hint: add "en: …"; until then the page shows another language, marked as such\n'
        "2 warnings\n"
    )


def test_what_would_be_an_error_is_not_written(run: Run) -> None:
    result = run("date", "--date", "soon", "--title", "A", "--sources", "wier")
    assert result.exit_code == 1
    assert '"soon" is not a date [bad-date]' in result.output
    assert result.output.endswith("nothing was written\n")
    assert now() == FACTS
    assert not [path for path in Path("facts").iterdir() if path.name != "facts.yaml"]


def test_an_error_elsewhere_does_not_hinder(run: Run) -> None:
    facts = FACTS.replace("1999", "soon")
    result = run("date", "--date", "2024", "--title", "A", "--sources", "wire", facts=facts)
    assert (result.exit_code, result.output) == (
        0,
        'facts/facts.yaml:10: the date "a" is written\n',
    )


def test_an_empty_section_is_filled(run: Run) -> None:
    words = ("--of", "acme", "--measure", "Revenue", "--value", "3 billion USD")
    result = run("figure", *words, "--period", "FY2024", "--sources", "wire")
    assert result.output == 'facts/facts.yaml:14: the figure "acme-revenue-fy2024" is written\n'
    assert now() == FACTS + (
        "  acme-revenue-fy2024:\n    of: acme\n    measure: Revenue\n    value: 3 billion USD\n"
        "    period: FY2024\n    sources: [wire]\n"
    )


def test_a_section_without_a_file_gets_one(run: Run) -> None:
    result = run(
        "claim", "--statement.zh", "它成立了", "--statement.en", "It was founded", "--original",
        "zh", "--appears_in", "wire", "--verdict", "confirmed", "--evidence", "founded",
    )  # fmt: skip
    told = 'facts/claims.yaml:2: the claim "it-was-founded" is written\n'
    assert result.output.startswith(told)
    assert "[circular-evidence]" in result.output
    assert now("facts/claims.yaml").startswith("claims:\n  it-was-founded:\n    statement:")
    assert now() == FACTS


def test_a_file_can_be_named(run: Run) -> None:
    record = ("--title", "B", "--url", "https://b.example", "--kind", "news")
    result = run("source", *record, "--file", "facts/more/news.yaml", "--id", "b-news")
    assert "facts/more/news.yaml:2: the source" in result.output
    assert now("facts/more/news.yaml") == (
        "sources:\n  b-news:\n    title: B\n    url: https://b.example\n    kind: news\n"
    )
    again = run("sheet", "--title", "S", "--sections", "[{title: A, facts: [founded]}]",
                "--file", "facts/more/news.yaml", facts=None)  # fmt: skip
    assert "facts/more/news.yaml:8" in again.output
    assert now("facts/more/news.yaml").endswith(
        "    kind: news\n\nsheets:\n  s:\n    title: S\n    sections:\n"
        "      - title: A\n        facts: [founded]\n"
    )


def test_the_first_record_of_all_makes_its_file(run: Run) -> None:
    result = run("source", "--title", "A", "--locator", "ISBN 1", facts=None)
    assert result.output.startswith('facts/sources.yaml:2: the source "a" is written\n')


def test_the_fields_are_asked_in_the_curators_language(run: Run) -> None:
    answers = "2024\nOpened\n开业\nwire\n\n\n"
    result = run("date", "--language", "zh", answers=answers)
    assert result.exit_code == 0
    assert result.output == (
        "回答可以留空，即不写该字段。\n"
        "date: 何时，精确到已知为止。\n  date: 2024\n"
        "title: 何事，一行以内。\n  title (en): Opened\n  title (zh): 开业\n"
        "sources: 所依据的来源。\n  sources: wire\n"
        "about: 所涉及的条目。\n  about: \n"
        "  id [opened]: \n"
        'facts/facts.yaml:10: the date "opened" is written\n'
    )
    assert "title: {en: Opened, zh: 开业}\n" in now()
    assert "about" not in now()


def test_what_makes_an_error_is_asked_again_and_nothing_else(run: Run) -> None:
    answers = "A\n\n\n\n\nnwes\n\nWire\nwire\nNews\nnews\nnews\nhttps://b.example\n\n"
    result = run("source", answers=answers)
    assert result.output == (
        "An answer may be left empty: the field is then left out.\n"
        "title: What the source calls itself.\n  title: A\n"
        "publisher: Who published it: an entity id, or text.\n  publisher: \n"
        "url: Its address.\n  url: \n"
        "published: When, as precisely as known.\n  published: \n"
        "language: Its own language: en, zh, zh-Hant.\n  language: \n"
        "kind: What sort of source it is.\n"
        "  press-release, filing, official, transcript, news, opinion, report, dataset,\n"
        "  law, book, video, social, other\n"
        "  kind: nwes\n"
        "tier: How near it is to what it tells.\n  primary, secondary, mirror\n  tier: \n"
        "  id [a]: Wire\n"
        '  "Wire" is not an id (write "wire")\n'
        "  id [a]: wire\n"
        '  there is a record "wire" already (choose another id)\n'
        "  id [a]: News\n"
        '  "News" is not an id (write "news")\n'
        "  id [a]: news\n"
        'facts/facts.yaml:7:11: error: "nwes" is not a kind of source [unknown-value]\n'
        "    7 |     kind: nwes\n"
        "      |           ^^^^\n"
        '  hint: did you mean "news"?\n'
        "1 error\n"
        "kind: What sort of source it is.\n"
        "  press-release, filing, official, transcript, news, opinion, report, dataset,\n"
        "  law, book, video, social, other\n"
        "  kind: news\n"
        "facts/facts.yaml:5:3: error: nobody can find the source: "
        "it has neither an address nor a locator [missing-field]\n"
        "    5 |   news:\n"
        "      |   ^^^^\n"
        '  hint: write its "url", or a "locator" such as an ISBN, a DOI or a page\n'
        "1 error\n"
        "url: Its address.\n  url: https://b.example\n"
        "locator: ISBN, DOI or page, when it has no address.\n  locator: \n"
        'facts/facts.yaml:5: the source "news" is written\n'
        'facts/facts.yaml:5:3: warning: nothing rests on "news" [unused-source]\n'
        "    5 |   news:\n"
        "      |   ^^^^\n"
        '  hint: name it under "sources" of a fact, or remove it\n'
        "1 warning\n"
    )
    assert "  news:\n    title: A\n    url: https://b.example\n    kind: news\n" in now()


def test_brackets_that_do_not_close_are_asked_for_at_once(run: Run) -> None:
    result = run("date", answers="2024\nA\n一\n[wire\nwire\n\n\n")
    assert '  sources: [wire\n  "[wire" cannot be read as the value of "sources"' in result.output
    assert "    sources: [wire]\n" in now()


def test_what_another_answer_cannot_mend_ends_the_questions(run: Run) -> None:
    result = run("date", "--id", "wire", answers="2024\nA\n一\nwire\n\n")
    assert result.exit_code == 1
    assert "[repeated-id]" in result.output
    assert result.output.endswith("nothing was written\n")
    assert now() == FACTS


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n\n", "   # remark", "   # remark\n\n# more\n"])
def test_the_rest_of_the_file_is_kept(run: Run, end: str, tail: str) -> None:
    facts = "sources:\n  wire:\n    title: Wire\n    url: https://a.example" + tail
    facts = facts.replace("\n", end)
    result = run("source", "--title", "B", "--locator", "p. 1", facts=facts)
    assert result.exit_code == 0, result.output
    added = "\n\n  b:\n    title: B\n    locator: p. 1".replace("\n", end)
    assert added in now()
    rest = now().replace(added, "")
    assert rest == (facts if "\n" in tail else facts + end)


def test_a_taken_id_gets_a_number(run: Run) -> None:
    record = ("date", "--date", "2000", "--title", "Founded", "--sources", "wire")
    assert '"founded-2"' in run(*record).output
    assert '"founded-3"' in run(*record, facts=None).output


def test_what_cannot_be_understood_is_refused(run: Run) -> None:
    cases = {
        ("date", "--titel", "A"): ('"titel" is not a field of a date (did you mean "title"?)\n'),
        ("date", "--title"): '"--title" is not "--FIELD VALUE"\n',
        ("date", "--about", "[a"): (
            '"[a" cannot be read as the value of "about" (look at its brackets and commas)\n'
        ),
        ("date", "--date", "2024"): "the record has no words for an id; give it one with --id\n",
        ("date", "--title", "？？"): "the record has no words for an id; give it one with --id\n",
    }
    for words, message in cases.items():
        result = run(*words)
        assert (result.exit_code, result.output) == (2, message)
    flow = run("source", "--title", "B", facts="sources: {a: {title: A, locator: p}}\n")
    assert flow.output == (
        'the section "sources" stands in brackets (name another file with --file)\n'
    )
    listed = run("source", "--title", "B", "--file", "facts/facts.yaml", facts="sources: [a]\n")
    assert listed.output == (
        'the section "sources" holds no records (mend it, or name another file with --file)\n'
    )


def test_a_fact_joins_the_real_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in Path("facts").rglob("*.yaml")}
    result = CliRunner().invoke(main, [
        "new", "claim", "--statement.zh", "英伟达股价上涨", "--statement.en", "Nvidia rose",
        "--original", "zh", "--appears_in", "netease-nvidia-china-2024", "--verdict", "opinion",
    ])  # fmt: skip
    assert result.exit_code == 0, result.output
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert [path.name for path in changed] == ["netease-nvidia-china-2024-p1-p4.yaml"]
    assert changed[0].read_bytes().startswith(before[changed[0]].rstrip())
    base = load([Path("facts")], LANGUAGES)
    assert [p.rule for p in base.problems if p.is_error] == [], as_text(base.problems, base.texts)


VALUES = st.recursive(
    st.text(min_size=1).filter(lambda text: "\ufeff" not in text),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text(min_size=1), inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.text(min_size=1), VALUES, min_size=1, max_size=3))
def test_whatever_is_written_reads_as_it_was(record: dict[str, object]) -> None:
    text = "\n".join(spelled("id", record, "")) + "\n"  # type: ignore[arg-type]
    root, problems = read_yaml(text, "")
    assert problems == []
    assert root is not None
    assert plain_data(root) == {"id": record}
