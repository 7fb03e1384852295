// The search, put together: an index in, a function from queries to Material's results out.
import { build } from "./index.js"
import { reader } from "./query.js"
import { ranker } from "./rank.js"
import { shower } from "./show.js"

export const searcher = (data) => {
  const index = build(data)
  setTimeout(index.stems) // made while nobody waits
  const read = reader(index),
    rank = ranker(index),
    show = shower(index)
  return (typed) => {
    const query = read(typed)
    return show(rank(query), query)
  }
}
