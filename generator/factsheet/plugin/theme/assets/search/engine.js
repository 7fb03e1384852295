// The search, put together: an index in, a function from queries to Material's results out.
import { build } from "./index.js"
import { reader } from "./query.js"
import { ranker } from "./rank.js"
import { shower } from "./show.js"

export const searcher = (data) => {
  const index = build(data)
  // Made while nobody waits.
  setTimeout(index.stems)
  setTimeout(index.stemmedKeys, 100)
  const read = reader(index)
  const rank = ranker(index)
  const show = shower(index)
  return (typed) => {
    const query = read(typed)
    return show(rank(query), query)
  }
}
