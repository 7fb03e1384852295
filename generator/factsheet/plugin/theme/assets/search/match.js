// Where the atoms of a query are found, and how well.
//
// Enters: an atom. Leaves: for every entry a quality from 0 to 1 and the weight of the best place,
// and the words that were taken for it, to be marked in the results.
import { entryOf, fieldOf, NAMES, TEXT, TITLE, VALUE, WEIGHTS, whereOf } from "./index.js"
import { nearness } from "./numbers.js"
import { isHan, isOneSlip, stem } from "./text.js"

const MOST_COMPLETIONS = 300
const SHORTEST_MISSPELT = 5
const WITHIN = 0.8 // Han found, but not as a word of its own

export const matcher = (index) => (atom) => {
  const hits = new Hits(index)
  if (atom.kind === "date") matchDate(index, atom, hits)
  else if (atom.kind === "number") matchNumber(index, atom, hits)
  else if (atom.kind === "stretch") matchStretch(index, atom, hits)
  else matchWord(index, atom, hits)
  return hits
}

class Hits {
  constructor({ entries: { length: size }, leads }) {
    this.leads = leads
    this.quality = new Float32Array(size)
    this.weight = new Float32Array(size)
    this.entries = []
    this.marks = new Set()
  }

  add(entry, quality, weight) {
    if (!this.quality[entry]) this.entries.push(entry)
    if (quality * weight > this.quality[entry] * this.weight[entry]) {
      this.quality[entry] = quality
      this.weight[entry] = weight
    }
  }

  addAll(wheres, quality) {
    for (const where of wheres) this.addAt(where, quality)
  }

  // What is found in a name also leads to the facts that concern it.
  addAt(where, quality) {
    const field = fieldOf(where)
    this.add(entryOf(where), quality, WEIGHTS[field])
    if (field === TITLE || field === NAMES)
      for (const led of this.leads[entryOf(where)]) this.add(entryOf(led), quality, WEIGHTS[fieldOf(led)])
  }
}

const matchWord = (index, atom, hits) => {
  const take = (word, quality) => {
    hits.marks.add(word)
    hits.addAll(index.words.get(word), quality)
  }
  const { text } = atom
  if (index.words.has(text)) take(text, 1)
  if (atom.isHan) {
    matchStretch(index, atom, hits, WITHIN)
    return
  }
  for (const word of index.stems().get(stem(text)) ?? []) if (word !== text) take(word, 0.95)
  const isComplete = hits.entries.length > 0
  if (atom.isLast || !isComplete)
    for (const word of completions(index, text))
      if (word !== text) take(word, (isComplete ? 0.6 : 0.75) + 0.2 * (text.length / word.length))
  if (!hits.entries.length && text.length >= SHORTEST_MISSPELT)
    for (const word of index.sorted) if (isOneSlip(text, word)) take(word, 0.7)
  if (!hits.entries.length) for (const part of halves(index, text)) take(part, 0.6)
}

export const completions = ({ sorted }, text) => {
  let low = 0,
    high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < text) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < sorted.length && end - low < MOST_COMPLETIONS && sorted[end].startsWith(text)) end++
  return sorted.slice(low, end)
}

// Two words that were typed as one: "exportcontrols".
const halves = ({ words }, text) => {
  for (let i = 3; i <= text.length - 3; i++)
    if (words.has(text.slice(0, i)) && words.has(text.slice(i))) return [text.slice(0, i), text.slice(i)]
  return []
}

// Looks letters up where they stand, whatever words they are part of.
const matchStretch = (index, { text }, hits, quality = 1) => {
  hits.marks.add(text)
  lookUp(index, text, hits, quality)
  if (hits.entries.length || text.length < 3) return
  for (let i = 0; i < text.length - 1; i++) {
    const pair = text.slice(i, i + 2)
    hits.marks.add(pair)
    lookUp(index, pair, hits, 0.5)
  }
}

const lookUp = (index, text, hits, quality) => {
  index.heads.forEach((head, entry) => head.includes(text) && hits.addAt(whereOf(entry, TITLE), quality))
  index.texts.forEach((line, entry) => line.includes(text) && hits.addAt(whereOf(entry, TEXT), quality))
}

const matchNumber = (index, atom, hits) => {
  if (!atom.isScaled && !atom.isPercent && index.words.has(atom.text)) {
    hits.marks.add(atom.text)
    hits.addAll(index.words.get(atom.text), 1)
  }
  for (const known of index.numbers.values()) {
    const near = nearness(atom, known)
    if (near) hits.addAll(known.where, near)
  }
  if (!atom.isScaled && !atom.isPercent && atom.digits > 3)
    for (const known of index.numbers.values())
      if (digitsOf(known.value) === digitsOf(atom.value)) hits.addAll(known.where, 0.75)
  if ((atom.isLast && !atom.isScaled && !atom.isPercent) || !hits.entries.length)
    for (const word of completions(index, atom.text)) {
      hits.marks.add(word)
      hits.addAll(index.words.get(word), 0.7)
    }
}

// 22,103 may be millions.
const digitsOf = (value) => String(value).replace(".", "").replace(/0+$/, "")

const matchDate = (index, atom, hits) => {
  const { first, last, month, day } = atom
  index.entries.forEach((entry, place) => {
    if (!entry.first) return
    if (!first) {
      if (entry.first === entry.last && entry.first % 10000 === month * 100 + day)
        hits.add(place, 1, WEIGHTS[TITLE])
    } else if (entry.first >= first && entry.last <= last) hits.add(place, 1, WEIGHTS[TITLE])
    else if (entry.first <= last && entry.last >= first) hits.add(place, 0.4, WEIGHTS[TITLE])
  })
  for (const form of atom.forms)
    index.texts.forEach(
      (text, place) =>
        (text.includes(form) || index.heads[place].includes(form)) && hits.add(place, 0.5, WEIGHTS[VALUE]),
    )
  if (hits.entries.length || !first) return
  // Nothing on that day: what there is of the month, or else of the year.
  const wider = day
    ? { ...atom, day: 0, first: first - day, last: first - day + 31, forms: [] }
    : month
      ? { ...atom, month: 0, first: atom.year * 10000, last: atom.year * 10000 + 1231, forms: [] }
      : null
  if (wider) {
    matchDate(index, wider, hits)
    for (const entry of hits.entries) hits.quality[entry] *= 0.5
  }
}
