"""Han characters: where words end, how they are read aloud, their simplified forms.

Enters: text in any script. Leaves: words, syllables, pairs of characters. What is not Han stays
as it is. The only room that imports jieba, pypinyin and OpenCC, each when it is first needed;
it knows no language, only the script.
"""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

# Unicode's Han ideographs of the first two planes' main blocks.
IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
RUN = re.compile(f"[{IDEOGRAPH}]+")
# Surnames that are read otherwise than the character commonly is (现代汉语词典).
SURNAMES = {
    "曾": "zeng", "单": "shan", "單": "shan", "仇": "qiu", "翟": "zhai", "解": "xie", "查": "zha",
    "朴": "piao", "盖": "ge", "蓋": "ge", "区": "ou", "區": "ou", "乐": "yue", "樂": "yue",
    "任": "ren", "华": "hua", "覃": "qin", "缪": "miao", "繆": "miao", "种": "chong", "员": "yun",
    "秘": "bi", "召": "shao", "谌": "chen", "句": "gou", "祭": "zhai", "尉": "yu", "折": "she",
}  # fmt: skip
# U+200B ZERO WIDTH SPACE tells where a word may end (Unicode Standard, 23.2).
WORD_END = "\u200b"
# The time for finding words grows with the cube of the longest one: a name of thousands of
# characters would take hours. jieba's own dictionary has none longer.
LONGEST_WORD = 16


def is_han(text: str) -> bool:
    """Whether a text is of Han characters alone."""
    return RUN.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Whether there is a Han character in a text."""
    return RUN.search(text) is not None


class Cutter:
    """Finds the words of Chinese text; proper names are words, however rare.

    The dictionary is one for the whole program. Names taught to it stay until others are
    taught, so that the same names always cut the same text alike.
    """

    def __init__(self) -> None:
        """Start with the dictionary alone."""
        self._taught: dict[str, int] = {}
        self._cut: dict[str, str] = {}

    def teach(self, names: Iterable[str]) -> None:
        """Take these names as words, and forget those taught before."""
        wanted = sorted({name for name in names if 1 < len(name) <= LONGEST_WORD and is_han(name)})
        if wanted == [*self._taught]:
            return
        self._cut.clear()
        jieba = _jieba()
        for name, frequency in self._taught.items():
            jieba.add_word(name, frequency)
        self._taught = {name: jieba.get_FREQ(name, 0) for name in wanted}
        for name in wanted:
            jieba.add_word(name)

    def marked(self, text: str) -> str:
        """Return the text with a zero-width space between words that touch.

        Each text is cut once: the indexes of all languages have many in common.
        """
        if not has_han(text):
            return text
        if text not in self._cut:
            self._cut[text] = RUN.sub(_with_ends, text)
        return self._cut[text]


def _with_ends(run: re.Match[str]) -> str:
    return WORD_END.join(_jieba().cut(run[0], HMM=False))


def variants(characters: Iterable[str]) -> Mapping[str, str]:
    """Map every traditional character to its simplified form, where that is one of these."""
    wanted = set(characters)
    return {old: new for old, new in _simplified_forms() if new in wanted}


def simplified(text: str) -> str:
    """Return a text in simplified characters, of the same length.

    A character that is both, like 乾, is told apart by the words it stands in.
    """
    return str(_converter().convert(text))


def is_in_simplified_set(character: str) -> bool:
    """Whether simplified text may have a character: GB/T 2312 has those that are both."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=20_000)
def pinyin(text: str, *, is_person: bool = False) -> str:
    """Return how Han characters are read, without tones, a space between syllables.

    A person's first character is read as the surname it is.
    """
    lazy_pinyin = _imported("pypinyin").lazy_pinyin
    syllables = lazy_pinyin(text)
    if is_person and text[:1] in SURNAMES:
        syllables = [SURNAMES[text[0]], *lazy_pinyin(text[1:])]
    return " ".join(syllable.strip() for syllable in syllables if syllable.strip())


@cache
def _jieba() -> ModuleType:
    """Load the dictionary, once and without a word on the terminal."""
    jieba = _imported("jieba")
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba


@cache
def _imported(name: str) -> ModuleType:
    """Import a package; what newer versions of Python think of its code is not for curators."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


@cache
def _converter() -> Any:  # noqa: ANN401 OpenCC has no types
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simplified_forms() -> tuple[tuple[str, str], ...]:
    return tuple(_differing())


def _differing() -> Iterator[tuple[str, str]]:
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    yield from (
        (old, new)
        for old, new in zip(characters, _converter().convert(characters), strict=True)
        if old != new
    )
