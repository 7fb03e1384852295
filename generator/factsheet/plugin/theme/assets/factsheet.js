// Keep the anchor when the reader switches the language: a fact has the same id in both.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-fs-twin]")
  if (link) link.hash = location.hash
})

// The search box of the home page opens the theme's search.
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-fs-search]"))) return
  const toggle = document.getElementById("__search")
  if (!toggle.checked) toggle.click()
  document.querySelector(".md-search__input").focus()
})

// Filters: plain links to a first example become a choice of what the page shows.
const FACTS = ".fs-fact, .fs-source"
const chips = [...document.querySelectorAll("a[data-fs-filter]")]

const filter = (wanted) => {
  for (const chip of chips) chip.ariaPressed = String(chip.dataset.fsFilter === wanted)
  for (const fact of document.querySelectorAll(FACTS))
    fact.hidden = wanted !== "" && !(fact.dataset.fsIs ?? "").split(" ").includes(wanted)
  for (const heading of document.querySelectorAll(".md-content h2")) {
    const part = []
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) part.push(next)
    const facts = part.filter((each) => each.matches(FACTS))
    // A month stands above facts up to the next month.
    part.forEach((each, index) => {
      if (!each.matches(".fs-month")) return
      const rest = part.slice(index + 1)
      const end = rest.findIndex((next) => next.matches(".fs-month"))
      const own = (end < 0 ? rest : rest.slice(0, end)).filter((next) => next.matches(FACTS))
      each.hidden = wanted !== "" && own.every((fact) => fact.hidden)
    })
    const isEmpty = wanted !== "" && facts.every((fact) => fact.hidden)
    for (const each of [heading, ...part])
      if (!facts.includes(each) && !each.matches(".fs-month")) each.hidden = isEmpty
  }
}

for (const chip of chips) {
  chip.role = "button"
  chip.ariaPressed = "false"
  chip.addEventListener("click", (event) => {
    event.preventDefault()
    filter(chip.ariaPressed === "true" ? "" : chip.dataset.fsFilter)
  })
  chip.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault()
      chip.click()
    }
  })
}

// A link into a filtered page must find its target.
addEventListener("hashchange", () => filter(""))
