// The frame of a page: see ../README.md.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const escaped = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ENTITIES[sign])
const HEADING = /<h2 id="([^"]+)">(.*?)<\/h2>/g

module.exports = function ({ title, description, content, page, navigation }) {
  const code = page.url.split("/")[1]
  const sections = (navigation[code] ?? [])
    .map((each) => `<li><a href="${each.url}">${escaped(each.title)}</a></li>`)
  const contents = [...content.matchAll(HEADING)]
    .map(([, id, heading]) => `<li><a href="#${id}">${heading}</a></li>`)
  return `<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)} - Facts</title>
<meta name="description" content="${escaped(description)}">
<meta property="og:title" content="${escaped(title)}">
<meta property="og:description" content="${escaped(description)}">
<link rel="canonical" href="https://facts.example${page.url}">
<link rel="stylesheet" href="/assets/frame.css">
<script defer src="/assets/frame.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="header">
<a class="logo" href="/">Facts</a>
<form class="palette"><fieldset><legend>Light or dark</legend>
<label><input type="radio" name="palette" value="auto" checked>auto</label>
<label><input type="radio" name="palette" value="light">light</label>
<label><input type="radio" name="palette" value="dark">dark</label>
</fieldset></form>
<form class="search" role="search" action="/search/"><label>Search <input type="search" name="q" autocomplete="off"></label><output></output></form>
</header>
<div class="main">
<nav class="navigation" aria-label="Sections"><ul>${sections.join("")}</ul></nav>
<aside class="contents" aria-label="Table of contents"><nav><ul>${contents.join("")}</ul></nav></aside>
<main id="content">
${content}
</main>
</div>
<footer class="footer"><a href="#">Back to top</a><p>Facts with their sources</p></footer>
</body>
</html>`
}
