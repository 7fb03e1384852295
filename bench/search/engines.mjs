// Run by engines.py, beside the modules of the search: the same index, two engines.
import fs from "node:fs"
import zlib from "node:zlib"
import MiniSearch from "minisearch"
import { searcher } from "./engine.js"

const data = JSON.parse(fs.readFileSync(process.argv[2], "utf8"))
const fields = ["title", "names", "values", "text"]
const docs = data.entries.map((row, id) => ({
  id, title: row[3], names: row[4].join(" "), values: row[11], text: row[13],
}))
const options = { fields, tokenize: (text) => text.split(/[\s\u200b\p{P}]+/u) }
const queries = process.argv.slice(3)

const timed = (work) => {
  const start = performance.now()
  const made = work()
  return [performance.now() - start, made]
}
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1]
const answers = (ask) => queries.map((query) => median([1, 2, 3].map(() => timed(() => ask(query))[0])))

for (let round = 1; round <= 3; round++) {
  const [mini, theirs] = timed(() => {
    const made = new MiniSearch(options)
    made.addAll(docs)
    return made
  })
  const [own, ours] = timed(() => searcher(structuredClone(data)))
  const text = JSON.stringify(theirs)
  const [loaded] = timed(() => MiniSearch.loadJSON(text, options))
  console.log(`round ${round}: MiniSearch reads ${mini.toFixed(0)} ms, or loads a finished index in ` +
    `${loaded.toFixed(0)} ms (${text.length} bytes, ${zlib.gzipSync(text).length} compressed); ours reads ${own.toFixed(0)} ms`)
  const slow = answers((query) => theirs.search(query, { prefix: true, fuzzy: 0.2 }))
  const quick = answers(ours)
  queries.forEach((query, i) => console.log(`  ${query}: MiniSearch ${slow[i].toFixed(1)} ms, ours ${quick[i].toFixed(1)} ms`))
}
