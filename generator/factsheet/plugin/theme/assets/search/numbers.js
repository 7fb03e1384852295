// Numbers and dates as people write them, in any of the site's languages.
//
// Enters: folded text. Leaves: exact sizes with the digits that were given, and ranges of days.

// Reads the size of numbers: `scales` maps words to powers of ten, as in {"billion": 9, "亿": 8}.
export const sizes = (scales, fold) => {
  const powers = new Map(Object.entries(scales).map(([word, power]) => [fold(word), power]))
  powers.set("m", 6).set("b", 9).set("k", 3)
  const longestFirst = [...powers.keys()].sort((a, b) => b.length - a.length).join("|")
  const next = new RegExp(`\\s?(${longestFirst})(?![a-z])`, "y")
  const percent = /\s?(?:%|per ?cent\b)/y

  // The size of a number token: {value, digits, isPercent, isScaled, isWord, end}; "5g" is a word.
  return (token, folded) => {
    const size = {
      value: Number(token.text.replaceAll(",", "")),
      digits: significant(token.text),
      isPercent: false,
      isScaled: false,
      isWord: false,
      end: token.end,
    }
    const after = token.end - token.unit.length
    next.lastIndex = percent.lastIndex = after
    const [, scale] = token.unit && !powers.has(token.unit) ? [] : (next.exec(folded) ?? [])
    if (scale && (token.unit || scale.length > 1 || !/[a-z]/.test(scale))) {
      size.value *= 10 ** powers.get(scale)
      size.isScaled = true
      size.end = next.lastIndex
    } else if (percent.test(folded)) {
      size.isPercent = true
      size.end = percent.lastIndex
    } else if (token.unit) size.isWord = true
    size.value = Number(size.value.toPrecision(12))
    return size
  }
}

const significant = (text) => text.replace(/^[0.,]+|[.,]/g, "").length

// How near a number is to one that was asked for: the same; the same when rounded or cut to the
// digits asked; one that goes on from the digits typed so far; or 0.
export const nearness = (asked, { value, digits, isPercent }) => {
  if (asked.isPercent !== isPercent && asked.isPercent) return 0
  if (value === asked.value) return digits === asked.digits ? 1 : 0.97
  if (asked.digits < 2 || !value) return 0
  const step = 10 ** (Math.floor(Math.log10(value)) - asked.digits + 1)
  const gap = Math.abs(value - asked.value) / step
  if (gap <= 0.5 + 1e-9) return 0.9 - gap / 10
  return value > asked.value && gap < 1 - 1e-9 ? 0.8 - gap / 10 : 0
}

const YEAR = "((?:1[5-9]|20|21)\\d\\d)"
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?"

// Finds dates in a folded query: `months` maps names to numbers. Each is {first, last, start, end,
// forms}: days as YYYYMMDD, and how texts may say it; without a year `first` is 0.
export const dates = (months) => {
  const name = `(${Object.keys(months)
    .sort((a, b) => b.length - a.length)
    .join("|")})\\.?`
  const month = (text) => months[text] ?? Number(text)
  const patterns = [
    [`${YEAR} ?[-/.年] ?(\\d{1,2}) ?[-/.月] ?(\\d{1,2})[日号]?(?!\\d)`, (y, m, d) => [y, m, d]],
    [`${YEAR} ?(?:[-/] ?(\\d{1,2})|年 ?(\\d{1,2})月份?)(?![\\d])`, (y, m, n) => [y, m ?? n]],
    [`${DAY} (?:of )?${name},? ${YEAR}(?!\\d)`, (d, m, y) => [y, m, d]],
    [`(?<![a-z])${name} ${DAY},? ${YEAR}(?!\\d)`, (m, d, y) => [y, m, d]],
    [`(?<![a-z])${name},? ${YEAR}(?!\\d)`, (m, y) => [y, m]],
    [`(?<!\\d)(\\d{1,2})月(\\d{1,2})[日号]?`, (m, d) => [0, m, d]],
    [`(?<![a-z])${name} ${DAY}(?![\\d年a-z])`, (m, d) => [0, m, d]],
    [`(?<![\\d.])${DAY} ${name}(?![a-z])`, (d, m) => [0, m, d]],
    [`(?<!\\d)${YEAR}年(?!\\d)`, (y) => [y]],
  ].map(([pattern, order]) => [new RegExp(pattern, "g"), order])
  const names = (wanted) => Object.keys(months).filter((each) => months[each] === wanted)

  return function* (folded) {
    let rest = folded
    for (const [pattern, order] of patterns) {
      for (const found of rest.matchAll(pattern)) {
        const [year, m, d] = order(...found.slice(1))
        const date = { year: Number(year), month: m ? month(m) : 0, day: Number(d ?? 0) }
        if (date.month > 12 || date.day > 31 || (m && !date.month)) continue
        const start = found.index,
          end = start + found[0].length
        rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end)
        yield { ...range(date), ...date, start, end, forms: forms(date, names(date.month)) }
      }
    }
  }
}

const range = ({ year, month, day }) =>
  year
    ? {
        first: year * 10000 + (month || 1) * 100 + (day || 1),
        last: year * 10000 + (month || 12) * 100 + (day || 31),
      }
    : { first: 0, last: 0 }

// The ways a plain text (see `plain` in text.js) may say a date.
const forms = ({ year, month, day }, names) => {
  const two = (number) => String(number).padStart(2, "0")
  if (!month) return [` ${year} `]
  if (!day)
    return [` ${year} 年 ${month} 月`, ` ${year} ${two(month)} `, ...names.map((name) => ` ${name} ${year} `)]
  const on = [` ${month} 月 ${day} 日`, ...names.flatMap((name) => [` ${day} ${name} `, ` ${name} ${day} `])]
  if (!year) return on
  return [
    ` ${year} 年 ${month} 月 ${day} 日`,
    ` ${year} ${two(month)} ${two(day)} `,
    ...names.flatMap((name) => [` ${day} ${name} ${year} `, ` ${name} ${day} ${year} `]),
  ]
}
