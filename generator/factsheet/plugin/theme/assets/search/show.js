// Results as Material's search box shows them.
//
// Enters: ranked entries. Leaves: its result groups, one entry each. All that a reader sees of one
// is in its title: Material shows the text of nothing that has an anchor.
import { completions } from "./match.js"
import { nearness } from "./numbers.js"
import { aligned, isHan, tokens, WORD_END } from "./text.js"

const TEASER = 160
const LEAD = 40

export const shower = (index) => (ranked, query) => {
  const words = new Set(ranked.hits.flatMap(({ marks }) => [...marks]))
  const stretches = [...words].filter(isHan).map((word) => new RegExp([...word].join(`${WORD_END}?`), "g"))
  const asked = query.atoms.filter(({ kind }) => kind === "number")
  const marker = { index, words, stretches, asked }
  const terms = Object.fromEntries(
    [...words].filter((word) => query.folded.includes(word)).map((word) => [word, true]),
  )
  const items = ranked.entries.map((entry, place) => [
    shown(index.entries[entry], marker, terms, ranked.entries.length - place),
  ])
  return { items, suggest: suggestion(index, query) }
}

const shown = (entry, marker, terms, score) => {
  const { index } = marker
  const [kind, kindWord] = index.kinds[entry.kind]
  const [mark, markWord] = index.marks[entry.mark]
  const about = [kindWord, entry.when].filter(Boolean).map(escaped).join(" · ")
  const badge = markWord && ` <span class="fs-badge fs-badge--${mark}">${escaped(markWord)}</span>`
  const value = entry.value && line("value", marked(entry.value, marker).html)
  const text = line("text", teaser([entry.values, entry.text].filter(Boolean).join(" · "), marker))
  const title = `<span class="fs-hit__title">${marked(entry.title, marker).html}</span>${value}${line("about", about + badge)}${text}`
  return {
    location: index.pages[entry.page] + entry.anchor,
    title: `<span class="fs-hit fs-hit--${kind}">${title}</span>`,
    text: "",
    score,
    terms,
  }
}

const line = (name, html) => (html ? `<span class="fs-hit__${name}">${html}</span>` : "")

const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`)

// The text in HTML with every match marked, and where the first one begins.
const marked = (text, marker) => {
  const { folded, at } = aligned(marker.index.fold, text)
  const back = offsets(text)
  const place = (each) => back(at ? at[each] : each)
  const spans = merged([...matches(folded, marker)].map(([start, end]) => [place(start), place(end)]))
  const shown = text.replaceAll(WORD_END, "")
  let html = "",
    done = 0
  for (const [start, end] of spans) {
    html += `${escaped(shown.slice(done, start))}<mark data-md-highlight>${escaped(shown.slice(start, end))}</mark>`
    done = end
  }
  return { html: html + escaped(shown.slice(done)), first: spans[0]?.[0] ?? 0 }
}

// Leads from places in a text to places in the same text without the ends of words.
const offsets = (text) => {
  if (!text.includes(WORD_END)) return (place) => place
  let skipped = 0
  const places = Array.from({ length: text.length + 1 }, (_, i) =>
    text[i - 1] === WORD_END ? i - ++skipped : i - skipped,
  )
  return (place) => places[place]
}

const matches = function* (folded, { index, words, stretches, asked }) {
  for (const token of tokens(folded)) {
    if (token.kind === "han") continue
    const size = token.kind === "number" && index.sizeOf(token, folded)
    if (size && asked.some((each) => nearness(each, size))) yield [token.start, size.end]
    else if (words.has(token.text + (token.unit ?? ""))) yield [token.start, token.end]
  }
  // Han is looked up letter by letter: the end of a word is no hindrance.
  for (const stretch of stretches)
    for (const found of folded.matchAll(stretch)) yield [found.index, found.index + found[0].length]
}

const merged = (spans) => {
  const whole = []
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    const before = whole.at(-1)
    if (before && start <= before[1]) before[1] = Math.max(before[1], end)
    else whole.push([start, end])
  }
  return whole
}

// The part of a text around its first match.
const teaser = (text, marker) => {
  const flat = text.replaceAll(WORD_END, "")
  if (flat.length <= TEASER) return marked(text, marker).html
  const { first } = marked(text, marker)
  const start = first > LEAD * 2 ? boundary(flat, first - LEAD) : 0
  const part = flat.slice(start, start + TEASER)
  return `${start ? "…" : ""}${marked(part, marker).html}${start + TEASER < flat.length ? "…" : ""}`
}

const boundary = (text, at) => {
  const space = text.indexOf(" ", at)
  return space >= 0 && space < at + 20 ? space + 1 : at
}

// Material completes the last word of the query by the last of these: the commonest that goes on.
const suggestion = (index, { folded, atoms }) => {
  const words = folded.split(/[\s-]+/)
  const last = words.at(-1)
  if (last.length < 2 || isHan(last) || index.words.has(last) || atoms.at(-1)?.kind === "date") return []
  const ongoing = completions(index, last).filter((each) => !/\d/.test(each))
  const commonest = ongoing.reduce(
    (best, each) => (index.words.get(each).length > (index.words.get(best)?.length ?? 0) ? each : best),
    "",
  )
  return commonest ? [...words.slice(0, -1), commonest] : []
}
