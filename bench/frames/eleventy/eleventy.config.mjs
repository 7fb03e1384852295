// The same frame for Eleventy: what Material's extension does for ids of headings is done here.
import fs from "node:fs"
import path from "node:path"

const MARKED = /\s*\{\s*#([^\s}]+)\s*\}$/

function headingIds(md) {
  md.core.ruler.push("heading_ids", (state) => {
    state.tokens.forEach((token, place) => {
      if (token.type !== "heading_open") return
      const inline = state.tokens[place + 1]
      const last = inline.children.at(-1)
      const found = last?.type === "text" && last.content.match(MARKED)
      if (!found) return
      token.attrSet("id", found[1])
      last.content = last.content.replace(MARKED, "")
    })
  })
}

function titleOf(file) {
  return /^title: "?(.*?)"?$/m.exec(fs.readFileSync(file, "utf-8"))?.[1] ?? path.basename(file)
}

function navigation(root) {
  const found = {}
  for (const code of fs.readdirSync(root)) {
    const folder = path.join(root, code)
    if (!fs.statSync(folder).isDirectory()) continue
    found[code] = fs.readdirSync(folder).filter((name) => name !== "index.md").sort().flatMap((name) => {
      const file = name.endsWith(".md") ? path.join(folder, name) : path.join(folder, name, "index.md")
      if (!fs.existsSync(file)) return []
      return [{ url: `/${code}/${name.replace(/\.md$/, "")}/`, title: titleOf(file) }]
    })
  }
  return found
}

export default function (eleventyConfig) {
  eleventyConfig.amendLibrary("md", (md) => md.use(headingIds))
  eleventyConfig.addGlobalData("navigation", navigation("content"))
  eleventyConfig.addGlobalData("layout", "frame.11ty.cjs")
  eleventyConfig.addGlobalData("eleventyExcludeFromCollections", true)
  eleventyConfig.addPassthroughCopy({ static: "/" })
  eleventyConfig.setQuietMode(true)
  return {
    dir: { input: "content", includes: "../layouts", output: "site" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  }
}
