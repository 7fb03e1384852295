// Material's search worker, better: it speaks the same four messages and answers from `index.js`.
//
// The theme sets it up on every page (0) and is answered at once (1), so that the box is ready;
// the index is fetched when the reader first types something (2 asks, 3 answers).
const SETUP = 0,
  READY = 1,
  QUERY = 2,
  RESULT = 3
const NOTHING = { items: [] }

let load = () => Promise.reject(new Error("the search was asked before it was set up"))
let latest = 0

const once = (make) => {
  let made
  return () =>
    (made ??= make().catch((error) => {
      made = undefined // the network may be back at the next key
      throw error
    }))
}

const loader = (address) =>
  once(async () => {
    const [engine, answer] = await Promise.all([
      import("./engine.js"),
      fetch(address, { cache: "no-cache" }), // asked again, sent again only if it changed
    ])
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    return engine.searcher(await answer.json())
  })

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    load = loader(new URL(`../../${data.config.index}`, location.href).href)
    postMessage({ type: READY })
  } else if (type === QUERY) {
    const asked = ++latest
    const found = data.trim() ? (await load())(data) : NOTHING
    if (asked === latest) postMessage({ type: RESULT, data: found })
  }
})
