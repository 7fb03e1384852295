// A query, read: what the reader asks for, piece by piece.
//
// Enters: the words as typed. Leaves: atoms, each one thing to be found: a word, a stretch of Han
// that no word covers, a number, a date. Nothing that was typed is dropped.
import { dates } from "./numbers.js"
import { key, plain, stemmed, tokens } from "./text.js"

export const reader = (index) => {
  const datesIn = dates(index.months)
  return (typed) => {
    const folded = index.fold(typed).trim()
    const found = [...datesIn(folded)]
    const rest = found.reduce(
      (text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end),
      folded,
    )
    const atoms = [...found.map((date) => ({ ...date, kind: "date" })), ...atomsOf(index, rest)]
    const last = atoms.findLast?.(({ kind }) => kind !== "date") ?? atoms[atoms.length - 1]
    if (last && last.end === folded.length) last.isLast = true
    const canGo = ({ text }) => index.stop.has(text) || /^\p{Sc}$/u.test(text)
    const isNeeded = atoms.some((atom) => !canGo(atom))
    for (const atom of atoms) atom.isOptional = isNeeded && canGo(atom)
    const line = plain(folded)
    return { folded, key: key(line), stems: key(stemmed(line)), plain: line, atoms }
  }
}

const atomsOf = function* (index, folded) {
  let done = 0
  for (const token of tokens(folded)) {
    if (token.start < done) {
      // A scale word that was read with its number; what follows it is still asked for.
      if (token.kind !== "han" || token.end <= done) continue
      yield* hanAtoms(index, folded.slice(done, token.end), done)
    } else if (token.kind === "han") yield* hanAtoms(index, token.text, token.start)
    else if (token.kind === "number") {
      const size = index.sizeOf(token, folded)
      done = size.end
      yield {
        ...size,
        kind: size.isWord ? "word" : "number",
        text: token.text + token.unit,
        start: token.start,
      }
    } else yield token
  }
}

// Cuts Han into the words of the index, as few as possible; what no word covers stays together.
const hanAtoms = function* (index, text, offset) {
  let loose = 0
  const words = cut(index, text)
  for (let i = 0, at = 0; i <= words.length; i++) {
    const word = words[i] ?? ""
    if (word.length === 1) {
      loose++
      at++
      continue
    }
    if (loose) yield* looseAtoms(index, text.slice(at - loose, at), offset + at - loose)
    loose = 0
    if (word)
      yield { kind: "word", isHan: true, text: word, start: offset + at, end: offset + at + word.length }
    at += word.length
  }
}

const looseAtoms = function* (index, text, start) {
  const end = start + text.length
  if (text.length > 1 && index.stop.has(text[0])) {
    yield { kind: "word", isHan: true, text: text[0], start, end: start + 1 }
    yield* looseAtoms(index, text.slice(1), start + 1)
  } else if (text.length > 1 && index.stop.has(text.at(-1))) {
    yield* looseAtoms(index, text.slice(0, -1), start)
    yield { kind: "word", isHan: true, text: text.at(-1), start: end - 1, end }
  } else yield { kind: text.length > 1 ? "stretch" : "word", isHan: true, text, start, end }
}

const cut = ({ words, longest, stop }, text) => {
  const cost = [0],
    from = [0]
  for (let end = 1; end <= text.length; end++) {
    cost[end] = Infinity
    for (let start = Math.max(0, end - longest); start < end; start++) {
      const word = text.slice(start, end)
      const isWord = word.length === 1 || words.has(word)
      const price = word.length === 1 ? (stop.has(word) ? 1 : 1.6) : 1
      // Of equally few words, the longer ones first: >= keeps the earliest start.
      if (isWord && cost[start] + price < cost[end]) {
        cost[end] = cost[start] + price
        from[end] = start
      }
    }
  }
  const cuts = []
  for (let end = text.length; end > 0; end = from[end]) cuts.unshift(text.slice(from[end], end))
  return cuts
}
