// Text as it is compared: folded, and cut into tokens.
//
// Enters: text as readers write it. Leaves: tokens with their place, and one plain string in
// which phrases can be looked up. The same for what is searched and for what is asked.
import { stemmer } from "./stemmer.js"

export const WORD_END = "\u200b"
const HAN = /\p{Script=Han}/u
const ALL_HAN = /^\p{Script=Han}+$/u
const MARKS = /\p{M}+/gu
// Characters that have a simpler form: accented and wide letters and digits, ligatures, Roman and
// superscript numbers, squared units, compatibility ideographs, quotation marks.
const UNUSUAL =
  "\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u00c0-\u024f\u0300-\u036f\u1e00-\u1fff\u2018\u2019\u2070-\u209f\u2100-\u214f\u2160-\u2188\u2460-\u24ff\u02bc\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff01-\uff5e"

export const stem = (word) => (/^[a-z]{3,}$/.test(word) ? stemmer(word) : word)
export const isHan = (text) => ALL_HAN.test(text)

// Folding: width, case, accents and quotation marks do not count, nor which of its forms a Han
// character is written in. `variants` is pairs of characters: traditional, simplified.
export const folder = (variants) => {
  const simple = new Map([
    ["\u2018", "'"],
    ["\u2019", "'"],
    ["\u02bc", "'"],
  ])
  const characters = [...variants]
  for (let i = 0; i < characters.length; i += 2) simple.set(characters[i], characters[i + 1])
  const unusual = new RegExp(`[${UNUSUAL}${[...simple.keys()].join("")}]`, "g")
  const simplest = (each) => {
    if (!simple.has(each)) simple.set(each, each.normalize("NFKD").replace(MARKS, "").toLowerCase())
    return simple.get(each)
  }
  const fold = (text) => text.replace(unusual, simplest).toLowerCase()
  fold.isPlain = (text) => text.search(unusual) < 0
  return fold
}

// Folds so that places in the folded text lead back to the text.
export const aligned = (fold, text) => {
  if (fold.isPlain(text)) return { folded: text.toLowerCase(), at: null }
  let folded = ""
  const at = []
  let offset = 0
  for (const character of text) {
    const part = fold(character)
    for (let i = 0; i < part.length; i++) at.push(offset)
    folded += part
    offset += character.length
  }
  at.push(text.length)
  return { folded, at }
}

// What a UTF-16 unit is to a token; looked up once for each.
const OTHER = 1,
  DIGIT = 2,
  LETTER = 3,
  HAN_LETTER = 4,
  CURRENCY = 5,
  APOSTROPHE = 6
const classes = new Uint8Array(65536)
const classOf = (text, at) => {
  const code = text.charCodeAt(at)
  return (classes[code] ||= classify(text[at]))
}
const classify = (unit) => {
  if (unit >= "0" && unit <= "9") return DIGIT
  if (unit === "'") return APOSTROPHE
  if (unit === undefined) return OTHER
  if (unit === WORD_END || HAN.test(unit) || (unit >= "\ud840" && unit <= "\udfff")) return HAN_LETTER
  if (/[\p{L}\p{N}]/u.test(unit)) return LETTER
  return /\p{Sc}/u.test(unit) ? CURRENCY : OTHER
}

// Calls back with each token of a folded text: `visit(kind, text, start, end, unit)`, where kind is
// WORD, NUMBER or HAN; a number has what is written on to it in `unit`, Han still its ends of words.
export const WORD = "word",
  NUMBER = "number",
  HAN_RUN = "han"
export const scan = (folded, visit) => {
  const end = folded.length
  for (let start = 0; start < end;) {
    const kind = classOf(folded, start)
    let stop = start + 1
    if (kind === HAN_LETTER) {
      while (stop < end && classOf(folded, stop) === HAN_LETTER) stop++
      visit(HAN_RUN, folded.slice(start, stop), start, stop, "")
    } else if (kind === DIGIT) {
      const digits = endOfDigits(folded, start)
      stop = digits
      while (stop < end && classOf(folded, stop) === LETTER) stop++
      visit(NUMBER, number(folded.slice(start, digits)), start, stop, folded.slice(digits, stop))
    } else if (kind === LETTER) {
      stop = endOfWord(folded, start)
      visit(WORD, bare(folded.slice(start, stop)), start, stop, "")
    } else if (kind === CURRENCY) visit(WORD, folded[start], start, stop, "")
    start = stop
  }
}

// The same as a list of {kind, text, start, end, unit}.
export const tokens = (folded) => {
  const found = []
  scan(folded, (kind, text, start, end, unit) =>
    found.push({ kind, text: kind === HAN_RUN ? unmarked(text) : text, start, end, unit }),
  )
  return found
}

export const unmarked = (text) => (text.includes(WORD_END) ? text.replaceAll(WORD_END, "") : text)

// A word without what English puts at its end to say whose, and without other apostrophes.
const bare = (word) => (/['.]/.test(word) ? word.replace(/'s$/, "").replace(/['.]/g, "") : word)

const endOfWord = (text, start) => {
  let stop = endOfAbbreviation(text, start)
  for (stop ||= start; ; stop++) {
    const kind = classOf(text, stop)
    const goesOn =
      kind === LETTER || kind === DIGIT || (kind === APOSTROPHE && classOf(text, stop + 1) === LETTER)
    if (stop >= text.length || !goesOn) return stop
  }
}

const endOfDigits = (text, at) => {
  while (
    classOf(text, at) === DIGIT ||
    ((text[at] === "." || text[at] === ",") &&
      classOf(text, at - 1) === DIGIT &&
      classOf(text, at + 1) === DIGIT)
  )
    at++
  return at
}

// U.S. is one word, and so is u.s.a
const endOfAbbreviation = (text, at) => {
  if (text[at + 1] !== "." || classOf(text, at + 2) !== LETTER || text[at + 3] !== ".") return 0
  let stop = at
  while (classOf(text, stop) === LETTER && text[stop + 1] === ".") stop += 2
  return stop
}

// Thousands are set apart by commas, but 1,5 is not a thousand and five.
const number = (digits) => (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(",", "") : digits)

// What else a word is found by: the parts of FY2024.
export const partsOf = (word) => {
  const found = WORD_AND_NUMBER.exec(word)
  return found ? found.slice(1).filter(Boolean) : []
}
const WORD_AND_NUMBER = /^(\p{L}{2,4})(\d+)$|^\p{L}(\d{4})$/u

// The text as one string to look phrases up in: words set apart by single spaces, Han not.
export const plain = (folded) => {
  const line = new Line()
  scan(folded, (kind, text, _start, _end, unit) => line.add(kind, text, unit))
  return line.text
}

export class Line {
  #text = ""
  #afterHan = false

  add(kind, text, unit) {
    if (kind !== HAN_RUN) this.#text += ` ${text}${unit}`
    else this.#text += this.#afterHan ? unmarked(text) : ` ${unmarked(text)}`
    this.#afterHan = kind === HAN_RUN
  }

  get text() {
    return this.#text && `${this.#text} `
  }
}

// A plain name as its letters and digits alone: however it is spaced and punctuated, it is the same.
export const key = (line) =>
  (line.startsWith(" the ") ? line.slice(5) : line).replace(/[ .,$\u00a2-\u00a5\u20a0-\u20cf]+/g, "")

// A plain line with its words cut down to their stems: one car maker, two car makers.
export const stemmed = (line) => line.split(" ").map(stem).join(" ")

// Whether two words differ by one letter: another, one more, one less, or two that swapped.
export const isOneSlip = (a, b) => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const rest = (x, skip) => x.slice(i + skip)
  if (a.length === b.length) {
    if (rest(a, 1) === rest(b, 1)) return true
    return a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2)
  }
  return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1)
}
