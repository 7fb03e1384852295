// The index: made in the reader's browser from the language's entries.
//
// Enters: what `render/search.py` wrote. Leaves: words, numbers and names, each with the entries
// they are in, and the texts to look phrases up in.
import { sizes } from "./numbers.js"
import {
  folder,
  HAN_RUN,
  isHan,
  key,
  Line,
  NUMBER,
  partsOf,
  scan,
  stem,
  stemmed,
  WORD,
  WORD_END,
} from "./text.js"

// Where a word stands, and how much that says; an entry's fields are these places in a mask.
export const TITLE = 0,
  NAMES = 1,
  VALUE = 2,
  CONCERNS = 3,
  TEXT = 4,
  SOURCES = 5,
  KIND = 6
export const WEIGHTS = [8, 8, 7, 6, 2, 1, 1]
const FIELDS = 8
const COLUMNS = [
  "page",
  "anchor",
  "kind",
  "title",
  "names",
  "sounds",
  "when",
  "first",
  "last",
  "value",
  "mark",
  "values",
  "labels",
  "text",
  "concerns",
  "sources",
  "successor",
  "weight",
]

export const build = (data) => {
  const fold = folder(data.variants)
  const sizeOf = sizes(data.scales, fold)
  const entries = data.entries.map((row) => Object.fromEntries(COLUMNS.map((name, i) => [name, row[i]])))
  const index = {
    ...data,
    fold,
    sizeOf,
    entries,
    stop: new Set(data.stop.map(fold)),
    words: new Map(), // word → where: entry * FIELDS + field
    numbers: new Map(), // {value, digits, isPercent, where} by all of these
    keys: new Map(), // a name's letters → [[entry, rank]]: the lower the rank, the nearer the name
    titleLengths: [], // entry → letters and digits in its title
    heads: [], // entry → its title, value and names, plain
    leads: entries.map(() => []), // entry → where its name leads besides: what concerns it or rests on it
    names: [], // entry → its names, plain, the nearest first; of what is no entity its title alone
    texts: [], // entry → all that is said of it, plain
  }
  entries.forEach((entry, place) => read(index, entry, place))
  index.stems = once(() => grouped(index.words.keys(), stem))
  index.stemmedKeys = once(() => stemmedKeys(index))
  index.sorted = [...index.words.keys()].sort()
  index.longest = index.sorted.reduce((most, word) => (isHan(word) ? Math.max(most, word.length) : most), 0)
  return index
}

const read = (index, entry, place) => {
  const { fold } = index
  const where = (field) => whereOf(place, field)
  const names = [entry.title, ...entry.names].map((name, i) =>
    addText(index, fold(name), where(i ? NAMES : TITLE)),
  )
  const sounds = entry.sounds.map(fold)
  for (const sound of sounds)
    for (const word of [...sound.split(" "), sound.replaceAll(" ", "")]) add(index.words, word, where(NAMES))
  for (const other of entry.concerns) index.leads[other].push(whereOf(place, CONCERNS))
  for (const other of entry.sources) index.leads[other].push(whereOf(place, SOURCES))
  addText(index, fold(`${index.kinds[entry.kind][1]} ${index.marks[entry.mark][1]}`), where(KIND))
  index.names.push(names)
  index.titleLengths.push(key(names[0]).length)
  index.heads.push(
    `${names.join("|")}|${addText(index, fold(`${entry.value} | ${entry.when} | ${entry.labels}`), where(VALUE))}`,
  )
  index.texts.push(
    `${addText(index, fold(entry.values), where(VALUE))}|${addText(index, fold(entry.text), where(TEXT))}`,
  )
  addNames(index, place, names, sounds, entry.anchor.slice(1) || index.pages[entry.page])
}

// Adds the words and numbers of a text, and returns it as a plain line.
const addText = (index, folded, where) => {
  const line = new Line()
  const { words } = index
  let before = "",
    beforeEnd = -1
  scan(folded, (kind, text, start, end, unit) => {
    line.add(kind, text, unit)
    if (kind === HAN_RUN) addHan(words, text, where)
    else {
      add(words, text + unit, where)
      if (kind === NUMBER) addSize(index, { text, unit, end }, folded, where)
      else {
        for (const part of partsOf(text)) add(words, part, where)
        const isHyphenated = start === beforeEnd + 1 && folded[beforeEnd] === "-"
        if (isHyphenated) add(words, before + text, where)
      }
    }
    before = text
    beforeEnd = kind === WORD ? end : -1
  })
  return line.text
}

const addHan = (words, run, where) => {
  let start = 0
  for (let end = run.indexOf(WORD_END); end >= 0; end = run.indexOf(WORD_END, start)) {
    if (end > start) add(words, run.slice(start, end), where)
    start = end + 1
  }
  if (start < run.length) add(words, run.slice(start), where)
}

const addSize = (index, token, folded, where) => {
  const { value, digits, isPercent, isWord } = index.sizeOf(token, folded)
  if (isWord) return
  const name = `${value} ${digits} ${isPercent}`
  const known = index.numbers.get(name)
  if (known) known.where.push(where)
  else index.numbers.set(name, { value, digits, isPercent, where: [where] })
}

const add = (words, word, where) => {
  const listed = words.get(word)
  if (!listed) words.set(word, [where])
  else if (listed[listed.length - 1] !== where) listed.push(where)
}

// Names come first, in their order; then how they sound, initials and the id. Whole sentences,
// as quotes and claims have for a title, are no names.
const addNames = (index, place, names, sounds, id) => {
  if (!isSentence(index, place)) names.forEach((name, i) => addName(index, key(name), place, Math.min(i, 9)))
  for (const sound of sounds) {
    addName(index, key(sound), place, 20)
    const initials = sound
      .split(" ")
      .map((syllable) => syllable[0])
      .join("")
    if (initials.length > 2) addName(index, initials, place, 40)
  }
  addName(index, id.replace(/\/$/, "").replace(/^.*\//, "").replaceAll("-", ""), place, 30)
}
const isSentence = ({ kinds, entries }, place) => SENTENCES.has(kinds[entries[place].kind][0])
const SENTENCES = new Set(["quote", "claim"])

const addName = ({ keys }, name, place, rank) => {
  if (!name) return
  const known = keys.get(name)
  if (!known) keys.set(name, [[place, rank]])
  else if (!known.some(([other]) => other === place)) known.push([place, rank])
}

// Names by their stems, asked for only when nothing goes by the very name.
const stemmedKeys = (index) => {
  const keys = new Map()
  index.names.forEach((lines, place) => {
    if (isSentence(index, place)) return
    lines.forEach((line, i) => addName({ keys }, key(stemmed(line)), place, 10 + Math.min(i, 9)))
  })
  return keys
}

const once = (make) => {
  let made
  return () => (made ??= make())
}

const grouped = (words, by) => {
  const groups = new Map()
  for (const word of words) {
    const name = by(word)
    if (groups.has(name)) groups.get(name).push(word)
    else groups.set(name, [word])
  }
  return groups
}

export const whereOf = (entry, field) => entry * FIELDS + field
export const entryOf = (where) => Math.floor(where / FIELDS)
export const fieldOf = (where) => where % FIELDS
