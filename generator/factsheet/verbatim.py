"""Whether a text has some words as they are quoted, and where it has others.

Enters: quoted words and a text, both as typed. Leaves: whether the words occur in it, and the
nearest passage with what differs. Width, white space, the shape of quotation marks and dashes,
Simplified and Traditional make no difference; case does. Knows no records and no files.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from factsheet.han import IDEOGRAPH, variants

SINGLE, DOUBLE = "'‘’‚‛′‹›`´ʼ『』﹃﹄", '"“”„‟″«»「」﹁﹂〝〞〟'
DOTS, WAVES, LINES = "·・‧•∙", "~〜～", "−─━"
ALIKE = {
    ord(each): group[0] for group in (SINGLE, DOUBLE, DOTS, WAVES, f"-{LINES}") for each in group
}
# OpenCC simplifies these in some words only; an excerpt may be cut off in the middle of one.
EITHER = {"瞭": "了", "著": "着", "藉": "借", "覆": "复"}
LETTER = rf"[^\W_{IDEOGRAPH}]|[\u0300-\u036f]"
# White space only matters within words: a number keeps its marks, a word its apostrophe.
TOKEN = re.compile(
    rf"(?:{LETTER}|(?<=\d)[.,](?=\d)|(?<=[^\W_])'(?=[^\W_{IDEOGRAPH}]))+"
    rf"|[{IDEOGRAPH}]|\.(?:\s*\.){{2,}}|-+|\S"
)
LEFT_OUT, QUOTE_MARK = "…", '"'
OPEN = {"[": "]", "(": ")"}
# What a quotation may have at its ends where the source goes on, or the other way about.
AT_ENDS = frozenset({QUOTE_MARK, ".", ",", ";", ":", "。"})
# So many words of the source may give way to one insertion in brackets.
MOST_REPLACED = 12
INSERTION = rf"|(?:\S+ ){{0,{MOST_REPLACED}}}?)"
MOST_COMPARED = 2000
# How far beyond as many words as are quoted the passage may reach: in tokens, at least.
MARGIN = 6
NEAR = 0.5
CONTEXT = 5
LONGEST_HINT = 400
SHORTEST_SAME = 2


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each character when it is met."""

    def __missing__(self, code: int) -> str:
        alike = ALIKE.get(code, chr(code))
        plain = unicodedata.normalize("NFKD", alike).translate(ALIKE)
        self[code] = "".join(_folded(each) for each in plain)
        return self[code]


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""  # soft hyphens, and other characters that nobody sees
    return "-" if category == "Pd" else _simplified().get(character, character)


@cache
def _simplified() -> dict[str, str]:
    return {**variants(map(chr, range(0x3400, 0xA000))), **EITHER}


FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Han character or a mark as it is compared, and where it stands as typed."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two ellipses: its tokens, without insertions, and what finds it."""

    tokens: tuple[Token, ...]
    pattern: str
    is_literal: bool

    def end_in(self, text: str, start: int) -> int | None:
        """Return where the first occurrence behind `start` ends, or None."""
        if self.is_literal:
            at = text.find(self.pattern, start)
            return None if at < 0 else at + len(self.pattern) - 1
        found = re.compile(self.pattern).search(text, start)
        return found.end() - 1 if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words that a text has not: where they stand in the quotation, and what it has instead.

    `passage` is the nearest one, with the differing words in brackets; empty where none is near.
    """

    span: tuple[int, int]
    passage: str = ""
    is_out_of_order: bool = False

    @property
    def is_near(self) -> bool:
        """Whether the text is likely to be where the words come from."""
        return bool(self.passage) or self.is_out_of_order


@lru_cache(maxsize=1024)
def comparable(text: str) -> str:
    """Return a text as it is searched: all tokens with a space on either side."""
    words = [_word(each) for each in TOKEN.findall(text.translate(FOLDING))]
    return f" {' '.join(words)} "


@lru_cache(maxsize=2)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text with their places; slower than `comparable`, and equal to it."""
    folded, origin = [], []
    for index, character in enumerate(text):
        for each in FOLDING[ord(character)]:
            folded.append(each)
            origin.append(index)
    return tuple(
        Token(_word(found[0]), origin[found.start()], origin[found.end() - 1] + 1)
        for found in TOKEN.finditer("".join(folded))
    )


def _word(token: str) -> str:
    match token[0]:
        case "'":
            return QUOTE_MARK
        case "-":
            return "-"
        case "." if len(token) > 1:
            return LEFT_OUT
    return token


def occurs(quotation: str, text: str) -> bool:
    """Whether a text has the words of a quotation, in order."""
    return _first_missing(pieces(quotation), comparable(text)) is None


def difference(quotation: str, text: str) -> Difference | None:
    """Return the first words of a quotation that a text has not; None where it has all."""
    parts = pieces(quotation)
    missing = _first_missing(parts, comparable(text))
    if missing is None:
        return None
    whole = missing.tokens[0].start, missing.tokens[-1].end
    if missing.end_in(comparable(text), 0) is not None:
        return Difference(span=whole, is_out_of_order=True)
    near = _nearest(missing.tokens[:MOST_COMPARED], tokens(text))
    return _worded(quotation, text, near) if near else Difference(span=whole)


def _first_missing(parts: Sequence[Piece], text: str) -> Piece | None:
    at = 0
    for piece in parts:
        end = piece.end_in(text, at)
        if end is None:
            return piece
        at = end
    return None


# What a quotation asks for


@dataclass(slots=True)
class _Draft:
    """A piece as it grows."""

    tokens: list[Token] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    is_literal: bool = True

    def add(self, token: Token, pattern: str | None = None) -> None:
        self.tokens.append(token)
        self.patterns.append(pattern or re.escape(token.word) + " ")
        self.is_literal = self.is_literal and pattern is None

    def insert(self, words: Sequence[str]) -> None:
        """Let there be these words in brackets, or a few others instead of them."""
        literal = "".join(re.escape(word) + " " for word in ("[", *words, "]"))
        if self.patterns and self.patterns[-1].endswith(INSERTION):
            # Two gaps in a row are one: tried apart, they are tried in every way there is.
            before = self.patterns.pop().removeprefix("(?:").removesuffix(INSERTION)
            literal = before + literal
        self.patterns.append(f"(?:{literal}{INSERTION}")
        self.is_literal = False

    def piece(self) -> Piece:
        if self.is_literal:
            words = " ".join(token.word for token in self.tokens)
            return Piece(tuple(self.tokens), f" {words} ", is_literal=True)
        return Piece(tuple(self.tokens), " " + "".join(self.patterns), is_literal=False)


def pieces(quotation: str) -> tuple[Piece, ...]:
    """Return what must occur of a quotation, in order: what stands between its ellipses.

    What an editor put in brackets may be anything: `[the company]` stands for a few words of
    the source, `[W]e` for "we", `technolog[ies]` for a word that begins alike.
    """
    found = tokens(quotation)
    stretches: list[list[Token]] = [[]]
    for index, token in enumerate(found):
        if token.word == LEFT_OUT:
            stretches.append([])
        elif not _frames_an_ellipsis(found, index):
            stretches[-1].append(token)
    drafts = (_drafted(_trimmed(stretch)) for stretch in stretches)
    return tuple(draft.piece() for draft in drafts if draft.tokens)


def _frames_an_ellipsis(found: Sequence[Token], index: int) -> bool:
    word = found[index].word
    before = [each.word for each in found[max(index - 2, 0) : index]]
    after = [each.word for each in found[index + 1 : index + 3]]
    closes = before[1:] == [LEFT_OUT] and OPEN.get(before[0]) == word
    return closes or after == [LEFT_OUT, OPEN.get(word)]


def _trimmed(stretch: list[Token]) -> list[Token]:
    while stretch and stretch[-1].word in AT_ENDS:
        stretch = stretch[:-1]
    while stretch and stretch[0].word in AT_ENDS:
        stretch = stretch[1:]
    return stretch


def _drafted(stretch: Sequence[Token]) -> _Draft:
    draft, index = _Draft(), 0
    while index < len(stretch):
        token = stretch[index]
        closing = _closing(stretch, index)
        if closing is None:
            draft.add(token)
            index += 1
            continue
        index = _put_bracket(draft, stretch, index, closing)
    return draft


def _closing(stretch: Sequence[Token], index: int) -> int | None:
    if stretch[index].word != "[":
        return None
    words = [each.word for each in stretch[index:]]
    return index + words.index("]") if "]" in words else None


def _put_bracket(draft: _Draft, stretch: Sequence[Token], opening: int, closing: int) -> int:
    """Add what stands in brackets, and return where the rest goes on."""
    inside = [each.word for each in stretch[opening + 1 : closing]]
    after = stretch[closing + 1] if closing + 1 < len(stretch) else None
    before = stretch[opening - 1] if opening else None
    if after and after.start == stretch[closing].end and after.word[0].isalpha():
        whole = Token("".join(inside) + after.word, stretch[opening].start, after.end)
        draft.add(whole, _either(rf"(?i:{re.escape(whole.word)})", "[", *inside, "]", after.word))
        return closing + 2
    if before and before.end == stretch[opening].start and before.word[-1].isalpha():
        draft.tokens[-1:] = []
        draft.patterns[-1:] = []
        whole = Token(before.word + "".join(inside), before.start, stretch[closing].end)
        draft.add(whole, _either(rf"{re.escape(before.word)}\S*", before.word, "[", *inside, "]"))
        return closing + 1
    draft.insert(inside)
    return closing + 1


def _either(pattern: str, *words: str) -> str:
    """Return a pattern for one word of the source, or for the brackets as they stand there too."""
    literal = " ".join(map(re.escape, words))
    return f"(?:{pattern}|{literal}) "


# The nearest passage


@dataclass(frozen=True, slots=True)
class _Near:
    """Quoted tokens beside those of the passage that is nearest, and how they match."""

    quoted: Sequence[Token]
    there: Sequence[Token]
    steps: Sequence[tuple[str, int, int, int, int]]


def _nearest(quoted: Sequence[Token], found: Sequence[Token]) -> _Near | None:
    """Find the stretch of a text that shares most words; rare words count for more."""
    words = [each.word for each in quoted]
    start = _best_window(words, [each.word for each in found])
    margin = max(MARGIN, len(words) // 2)
    low = max(start - margin, 0)
    region = found[low : start + len(words) + margin]
    blocks = _matcher(words, region).get_matching_blocks()[:-1]
    if sum(each.size for each in blocks) < NEAR * len(words):
        return None
    first, last = blocks[0], blocks[-1]
    begin = max(first.b - first.a, 0)
    end = last.b + last.size + len(words) - (last.a + last.size)
    there = region[begin:end]
    return _Near(quoted, there, tuple(_steps(_matcher(words, there))))


def _matcher(words: Sequence[str], there: Sequence[Token]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, words, [each.word for each in there], autojunk=False)


def _best_window(words: Sequence[str], text: Sequence[str]) -> int:
    needed, often = Counter(words), Counter(text)
    weight = {word: 1_000_000 // often[word] for word in needed if often[word]}
    have: Counter[str] = Counter()
    best = score = start = 0
    for index, word in enumerate(text):
        if word in weight:
            score += weight[word] if have[word] < needed[word] else 0
            have[word] += 1
        left = text[index - len(words)] if index >= len(words) else ""
        if left in weight:
            have[left] -= 1
            score -= weight[left] if have[left] < needed[left] else 0
        if score > best:
            best, start = score, max(index - len(words) + 1, 0)
    return start


def _steps(matcher: "SequenceMatcher[str]") -> Iterator[tuple[str, int, int, int, int]]:
    """Return the steps from one to the other; a lone match between two changes is chance."""
    merged: list[tuple[str, int, int, int, int]] = []
    steps = matcher.get_opcodes()
    for index, (tag, a1, a2, b1, b2) in enumerate(steps):
        is_chance = tag == "equal" and a2 - a1 < SHORTEST_SAME and 0 < index < len(steps) - 1
        kind = "replace" if is_chance else tag
        if merged and kind != "equal" and merged[-1][0] != "equal":
            _, start_a, _, start_b, _ = merged[-1]
            merged[-1] = ("replace", start_a, a2, start_b, b2)
        else:
            merged.append((kind, a1, a2, b1, b2))
    yield from merged


def _worded(quotation: str, text: str, near: _Near) -> Difference:
    parts = []
    for index, (kind, a1, a2, b1, b2) in enumerate(near.steps):
        there, quoted = near.there[b1:b2], near.quoted[a1:a2]
        if kind == "equal":
            is_last = index == len(near.steps) - 1
            parts.append(_shortened(text, there, is_first=index == 0, is_last=is_last))
            continue
        if not quoted:
            parts.append(f" [left out: {_as_typed(text, there)}] ")
        else:
            parts.append(f"{_as_typed(text, there)} [not: {_as_typed(quotation, quoted)}] ")
    passage = " ".join("".join(parts).split())
    changed = next((step for step in near.steps if step[0] != "equal"), near.steps[0])
    shown = passage if len(passage) <= LONGEST_HINT else passage[: LONGEST_HINT - 1] + "…"
    return Difference(span=_span(near.quoted, changed[1], changed[2]), passage=shown)


def _span(quoted: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Return where tokens stand; where there are none, the one that should follow them."""
    if start == end:
        start, end = min(start, len(quoted) - 1), min(start, len(quoted) - 1) + 1
    return quoted[start].start, quoted[end - 1].end


def _shortened(text: str, there: Sequence[Token], *, is_first: bool, is_last: bool) -> str:
    """Return what both have, as typed; only what stands next to a difference is of interest."""
    head = "" if is_first else _as_typed(text, there[:CONTEXT], is_open=True)
    tail = "" if is_last else _as_typed(text, there[-CONTEXT:], is_open=True)
    if len(there) <= 2 * CONTEXT and not (is_first or is_last):
        return _as_typed(text, there, is_open=True)
    if is_first and len(there) <= CONTEXT:
        return tail
    if is_last and len(there) <= CONTEXT:
        return head
    return f"{head} … {tail}"


def _as_typed(text: str, there: Sequence[Token], *, is_open: bool = False) -> str:
    """Return tokens as a text has them; if open, with the white space behind them."""
    if not there:
        return ""
    end = there[-1].end
    after = " " if is_open and text[end : end + 1].isspace() else ""
    return " ".join(text[there[0].start : end].split()) + after
