"""Han characters: words, readings, forms."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factsheet import han
from factsheet.han import Cutter, has_han, is_han, pinyin, variants


def cut(text: str, *names: str) -> str:
    cutter = Cutter()
    cutter.teach(names)
    try:
        return cutter.marked(text).replace(han.WORD_END, "|")
    finally:
        cutter.teach(())


def test_words_are_told_apart() -> None:
    assert cut("中国市场的芯片") == "中国|市场|的|芯片"


def test_only_words_that_touch_are_marked() -> None:
    assert cut("2024年，Nvidia在中国。") == "2024年，Nvidia在|中国。"
    assert cut("no Han at all") == "no Han at all"


def test_a_name_is_one_word_only_while_it_is_taught() -> None:
    assert cut("英伟达在中国", "英伟达") == "英伟达|在|中国"
    assert cut("英伟达在中国") == "英|伟达|在|中国"


def test_names_taught_anew_replace_the_old() -> None:
    cutter = Cutter()
    cutter.teach(["雷蒙多", "B200", "英"])
    cutter.teach(["英伟达"])
    assert cutter.marked("雷蒙多与英伟达") == han.WORD_END.join(["雷", "蒙", "多", "与", "英伟达"])
    cutter.teach(())


def test_a_word_of_the_dictionary_survives_being_a_name() -> None:
    assert cut("芯片出口", "芯片") == "芯片|出口"
    assert cut("芯片出口") == "芯片|出口"


@pytest.mark.parametrize(
    ("text", "read"),
    [("英伟达", "ying wei da"), ("重庆银行", "chong qing yin hang"), ("B200芯片", "B200 xin pian")],
)
def test_characters_are_read_as_their_words_are(text: str, read: str) -> None:
    assert pinyin(text) == read


def test_a_surname_is_read_as_one() -> None:
    assert pinyin("单雄信", is_person=True) == "shan xiong xin"
    assert pinyin("黄仁勋", is_person=True) == "huang ren xun"


def test_traditional_characters_lead_to_those_that_are_used() -> None:
    assert variants("达车") == {"車": "车", "達": "达"}
    assert variants("") == {}


def test_scripts_are_told_apart() -> None:
    assert is_han("英伟达")
    assert not is_han("英伟达B200")
    assert not is_han("")
    assert has_han("英伟达B200")
    assert not has_han("B200")


def test_the_dictionary_loads_without_a_word() -> None:
    code = "from factsheet.han import Cutter; print(Cutter().marked('好') == '好')"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_packages_older_than_this_python_load_without_a_warning(tmp_path: Path) -> None:
    """Python warns of invalid escapes when it compiles, hence a place without compiled files."""
    code = "from factsheet.han import Cutter, pinyin; print(Cutter().marked('好'), pinyin('好'))"
    ran = subprocess.run(
        [sys.executable, "-W", "error::Warning", "-c", code],
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == ("好 hao\n", "")
