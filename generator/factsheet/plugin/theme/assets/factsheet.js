// Keep the anchor when the reader switches the language: a fact has the same id in both.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-fs-twin]")
  if (link) link.hash = location.hash
})
