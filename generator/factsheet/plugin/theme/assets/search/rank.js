// The order of results: an exact name first, then phrases, then all words, then some.
//
// Enters: a query that was read. Leaves: entries, the best first, and what to mark in them.
import { isHan, isOneSlip } from "./text.js"
import { matcher } from "./match.js"
import { CONCERNS, NAMES, TITLE, WEIGHTS } from "./index.js"

export const MOST_RESULTS = 60
// Tiers: whatever is in a higher one stands first; within a tier, words weigh at most 3,000.
const EXACT = 50000,
  IN_NAME = 40000,
  MISSPELT = 39500,
  WORDS_OF_NAME = 38000,
  IN_TITLE = 30000,
  ALL_IN_TITLE = 25000,
  IN_TEXT = 20000,
  ALL = 10000
// A name this long that is off by one letter is a name misspelt, even where its words are others'.
const SURELY_NAME = 8
const WHOLE = 0.8
const TIER = 5000
const COVERED = 1000,
  IN_HEAD = 600,
  FILLED = 700
// A name leads to who has it; words that are in no name lead to facts.
const NAMED = { entity: 300, sheet: 150, page: 100, source: -60 }
// Titles of figures and events are names too; those of quotes and claims are whole sentences.
const TITLED = { figure: 300, date: 200 }
const TOLD = { entity: -400, sheet: -200, source: -300, page: -800 }
const FALLEN = { "status-retracted": -20000, "status-superseded": -1500 }

export const ranker = (index) => {
  const match = matcher(index)
  const newest = Math.max(1, ...index.entries.map(({ last }) => (last < 99990000 ? last : 0)))
  const kindOf = (entry) => index.kinds[index.entries[entry].kind][0]
  const base = index.entries.map((entry) => {
    const recency = entry.first ? 30 - Math.min(30, (newest - entry.first) / 10000) : 0
    return (
      Math.min(20 * Math.log2(1 + entry.weight), 120) + recency + (FALLEN[index.marks[entry.mark][0]] ?? 0)
    )
  })

  // Who names a time wants to know what happened.
  const ofTime = ({ atoms }, entry) =>
    kindOf(entry) === "date" && atoms.some(({ kind }) => kind === "date") ? 200 : 0

  return (query) => {
    const hits = query.atoms.map(match)
    const scores = new Scores(index.entries.length)
    const told = (entry, score) => scores.lift(entry, score + (TOLD[kindOf(entry)] ?? 0))
    const named = (entry, score) => scores.lift(entry, score + (NAMED[kindOf(entry)] ?? 0))
    byAtoms(index, query, hits, told, named)
    byPhrase(index, query, scores, named)
    byName(index, query, hits, named)
    for (const entry of scores.entries) scores.of[entry] += base[entry] + ofTime(query, entry)
    const ranked = scores.best(
      MOST_RESULTS * 2,
      (a, b) => index.entries[b].first - index.entries[a].first || a - b,
    )
    return { entries: replaced(index, ranked), hits }
  }
}

class Scores {
  constructor(size) {
    this.of = new Float64Array(size).fill(-Infinity)
    this.entries = []
  }

  lift(entry, score) {
    if (this.of[entry] === -Infinity) this.entries.push(entry)
    if (score > this.of[entry]) this.of[entry] = score
  }

  // The best entries in order, and those that are as good as the last of them.
  best(number, among) {
    const { of, entries } = this
    const least =
      entries.length > number
        ? Float64Array.from(entries, (entry) => of[entry])
            .sort()
            .at(-number)
        : -Infinity
    return entries.filter((entry) => of[entry] >= least).sort((a, b) => of[b] - of[a] || among(a, b))
  }
}

const byAtoms = (index, { atoms, key: typed }, hits, told, named) => {
  const size = index.entries.length
  const weights = hits.map(
    ({ entries }, i) => Math.log(1 + size / (entries.length + 1)) * (atoms[i].isOptional ? 0.2 : 1),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const found = new Set()
  for (const { entries } of hits) for (const entry of entries) found.add(entry)
  for (const entry of found) {
    let covered = 0,
      inHead = 0,
      isAll = true,
      isName = true,
      isTitle = true
    hits.forEach(({ quality, weight }, i) => {
      if (!quality[entry]) isAll &&= atoms[i].isOptional
      if (weight[entry] < WEIGHTS[NAMES]) isName &&= atoms[i].isOptional
      if (weight[entry] < WEIGHTS[CONCERNS]) isTitle &&= atoms[i].isOptional
      covered += weights[i] * quality[entry]
      inHead += (weights[i] * quality[entry] * weight[entry]) / WEIGHTS[TITLE]
    })
    const filled = inHead / total > 0.6 ? Math.min(1, typed.length / index.titleLengths[entry]) : 0
    if (isName && index.kinds[index.entries[entry].kind][0] === "entity")
      named(entry, WORDS_OF_NAME + (covered / total) * 500 + filled * 500)
    const tier = isTitle && hits.length > 1 ? ALL_IN_TITLE : isAll ? ALL : 0
    told(entry, (covered / total) * COVERED + (inHead / total) * IN_HEAD + filled * FILLED + tier)
  }
}

// Words that stand together as they were typed; in a name they say more than in the text.
const byPhrase = (index, { plain, atoms }, scores, named) => {
  const phrase = plain.trimEnd()
  if (phrase.trim().length < 2 || atoms.every(({ kind }) => kind === "date")) return
  const words = /^ \p{Script=Han}/u.test(phrase) ? phrase.slice(1) : phrase
  const isSingle = atoms.filter(({ isOptional }) => !isOptional).length < 2
  for (const entry of scores.entries) {
    const score = scores.of[entry]
    const name = index.names[entry].find((each) => each.includes(words))
    const kind = index.kinds[index.entries[entry].kind][0]
    const isPiece = kind === "source" && name && words.length < WHOLE * name.length
    const within = score % TIER
    if (isPiece)
      scores.lift(entry, IN_TEXT + within) // a headline says what many facts say
    else if (name && kind === "entity") named(entry, IN_NAME + 1000 * (words.length / name.length))
    else if (name)
      scores.lift(entry, IN_TITLE + within + FILLED * (words.length / name.length) + (TITLED[kind] ?? 0))
    else if (index.heads[entry].includes(words)) scores.lift(entry, IN_TITLE + within)
    else if (!isSingle && index.texts[entry].includes(words))
      scores.lift(entry, kind === "page" ? ALL + within + FILLED : IN_TEXT + within)
  }
}

const byName = (index, query, hits, named) => {
  if (!query.key) return
  const exact = index.keys.get(query.key) ?? index.stemmedKeys().get(query.stems)
  for (const [entry, rank] of exact ?? []) named(entry, EXACT - rank * 20)
  const isSure =
    query.key.length < SURELY_NAME &&
    hits.every(({ quality, entries }) => entries.some((entry) => quality[entry] > 0.7))
  for (const [name, owners] of index.keys) {
    if (name === query.key) continue
    if (name.startsWith(query.key)) {
      if (query.key.length > 1 || isHan(query.key))
        for (const [entry, rank] of owners)
          named(entry, IN_NAME + (1000 * query.key.length) / name.length - rank * 10)
    } else if (!exact && !isSure && isMisspelt(query.key, name))
      for (const [entry, rank] of owners) named(entry, MISSPELT - rank * 10)
  }
}

const isMisspelt = (typed, name) =>
  isHan(typed)
    ? typed.length > 2 && typed.length === name.length && isOneSlip(typed, name)
    : typed.length > 4 && isOneSlip(typed, name)

// What was retracted or superseded never stands above what took its place.
const replaced = (index, ranked) => {
  const order = []
  const placed = new Set()
  const place = (entry) => {
    if (placed.has(entry)) return
    placed.add(entry)
    const { successor } = index.entries[entry]
    if (successor >= 0) place(successor)
    order.push(entry)
  }
  for (const entry of ranked) {
    place(entry)
    if (order.length >= MOST_RESULTS) break
  }
  return order
}
