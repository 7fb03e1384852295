// Keep the anchor when the reader switches the language: a fact has the same id in both.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-fs-twin]")
  if (link) link.hash = location.hash
})

// A list that has grown too long for one page leads on to where a record of it stands now.
const leadOn = async () => {
  const anchor = decodeURIComponent(location.hash.slice(1))
  const isKept = !anchor || anchor.startsWith("_") || document.getElementById(anchor)
  if (isKept || !document.querySelector(".fs-cards")) return
  const { base } = JSON.parse(document.getElementById("__config").textContent)
  const root = new URL(`${base}/`, location.href)
  const [id, point] = anchor.split("@")
  const { pages, entries } = await (await fetch(new URL("search/facts.json", root))).json()
  const found = entries.find(([, own, , , names]) => own === `#${id}` || names.includes(id))
  if (found) location.replace(new URL(pages[found[0]] + found[1] + (point ? `@${point}` : ""), root))
}
leadOn()
addEventListener("hashchange", leadOn)

// The search box of the home page opens the theme's search.
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-fs-search]"))) return
  const toggle = document.getElementById("__search")
  if (!toggle.checked) toggle.click()
  document.querySelector(".md-search__input").focus()
})

// The theme's search listens to keys alone: what is pasted, dictated or picked from an input
// method's list comes without any. While something is being picked it is not yet a query.
for (const kind of ["input", "compositionend"]) {
  document.addEventListener(kind, (event) => {
    const isTyped = event.target instanceof Element && event.target.matches(".md-search__input")
    if (isTyped && !event.isComposing) event.target.dispatchEvent(new KeyboardEvent("keyup"))
  })
}

// Copy buttons: there only where they can work.
for (const button of document.querySelectorAll("[data-fs-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest("div").querySelector("[data-fs-text]").innerText)
    button.textContent = button.dataset.fsCopy
  })
}

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

// A link to a fact tells of it before it is followed: under a pointer, with the keyboard, or at
// the first tap of a finger. Without this, its title does.
const preview = document.createElement("span")
preview.className = "fs-preview"
preview.id = "__fs-preview"
preview.role = "tooltip"
let previewed = null
let pointer = ""

const hidePreview = () => {
  if (!previewed) return
  previewed.title = preview.innerText
  previewed.removeAttribute("aria-describedby")
  previewed = null
  preview.remove()
}

const showPreview = (link) => {
  if (link === previewed) return
  hidePreview()
  if (!link.title) return
  preview.replaceChildren(...link.title.split("\n").map((line) => {
    const row = document.createElement("span")
    row.textContent = line
    return row
  }))
  document.body.append(preview)
  // Below the link's first line, but never beyond the window.
  const box = link.getClientRects()[0]
  const room = document.documentElement.clientWidth - preview.offsetWidth - 8
  const below = box.bottom + 6
  const fits = below + preview.offsetHeight < innerHeight
  preview.style.left = `${Math.max(8, Math.min(box.left, room)) + scrollX}px`
  preview.style.top = `${(fits ? below : box.top - preview.offsetHeight - 6) + scrollY}px`
  link.title = ""
  link.setAttribute("aria-describedby", preview.id)
  previewed = link
}

const linkToFact = (event) =>
  event.target instanceof Element ? event.target.closest("a.fs-ref") : null

document.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType
  if (!linkToFact(event)) hidePreview()
})
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return
  const link = linkToFact(event)
  if (link) showPreview(link)
  else if (!preview.contains(event.target)) hidePreview()
})
document.addEventListener("focusin", (event) => {
  const link = linkToFact(event)
  if (link?.matches(":focus-visible")) showPreview(link)
})
document.addEventListener("focusout", hidePreview)
document.addEventListener("click", (event) => {
  const link = linkToFact(event)
  if (!link || pointer !== "touch" || link === previewed) return
  event.preventDefault()
  showPreview(link)
})
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hidePreview()
})
