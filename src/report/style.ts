/** How the page looks: its own rules, and those of KaTeX with the fonts inside, so that the page needs nothing else. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Fonts that few formulas need, by the class that asks for them. */
const rareFonts: readonly (readonly [font: string, classes: RegExp])[] = [
  ['KaTeX_Caligraphic', /mathcal/],
  ['KaTeX_Fraktur', /mathfrak|textfrak/],
  ['KaTeX_SansSerif', /mathsf|textsf|mathboldsf/],
  ['KaTeX_Script', /mathscr|textscr/],
  ['KaTeX_Typewriter', /mathtt|texttt/],
]

/** @param body the page, which tells what fonts it needs */
export function katexStyle(body: string): string {
  const sheet = createRequire(import.meta.url).resolve('katex/dist/katex.min.css')
  const unused = rareFonts.filter(([, classes]) => !classes.test(body)).map(([font]) => font)
  return readFileSync(sheet, 'utf8')
    .replace(/@font-face\{[^}]*\}/g, face => (unused.some(font => face.includes(font)) ? '' : face))
    .replace(/src:url\((fonts\/[\w-]+\.woff2)\)[^;}]*/g, (_, font: string) => {
      const bytes = readFileSync(join(dirname(sheet), font))
      return `src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")`
    })
}

export const style = `
:root { color-scheme: light dark; --line: #8884; --dim: #777; --right: #18794e; --wrong: #b3261e; --open: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --dim: #999; --right: #4cc38a; --wrong: #ff8b85; --open: #e2b34a; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3 { font-size: .85rem; margin: 1rem 0 .25rem; color: var(--dim); font-weight: 600; }
.terms, .note { color: var(--dim); margin: .25rem 0; }
.tables { columns: 26rem; column-gap: 2.5rem; } .tables table:first-child { column-span: all; }
table { break-inside: avoid; margin: 0 0 1rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
td { white-space: nowrap; } th, td { padding: .15rem .75rem .15rem 0; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child { text-align: left; } tbody th { font-weight: 400; } thead th { color: var(--dim); font-weight: 400; vertical-align: bottom; }
#filters { position: sticky; top: 0; z-index: 1; background: Canvas; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; padding: .75rem 0; border-bottom: 1px solid var(--line); }
#filters[hidden] { display: none; }
#filters label { display: grid; font-size: .8rem; color: var(--dim); }
select, input, button { font: inherit; font-size: .9rem; max-width: 16rem; }
output { margin-left: auto; color: var(--dim); }
.entries { list-style: none; margin: 0; padding: 0; }
.entry { border-bottom: 1px solid var(--line); }
.entry[hidden] { display: none; }
summary { cursor: pointer; display: grid; grid-template-columns: 6.5rem 11rem minmax(0, 1fr) minmax(0, 1fr); gap: 0 1rem; align-items: center; padding: .4rem 0; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: #8881; }
.badge { font-size: .8rem; font-weight: 600; } .badge::before { content: "● "; }
.equivalent .badge, .equivalent .relation { color: var(--right); } .different .badge, .different .relation { color: var(--wrong); } .undecided .badge, .undecided .relation { color: var(--open); }
.held { display: block; color: var(--open); } .name, .why { color: var(--dim); font-size: .85rem; overflow-wrap: anywhere; }
.pair { overflow-x: auto; overflow-y: hidden; padding: .2rem 0; } .relation { font-weight: 700; padding: 0 .5rem; }
.none { color: var(--dim); font-style: italic; }
.details { padding: 0 0 1rem 1rem; border-left: 3px solid var(--line); margin: 0 0 .75rem .25rem; }
.prose { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; max-height: 22rem; overflow: auto; }
mark { background: #ffd54a; color: #000; padding: 0 .15em; border-radius: .2em; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2rem; }
.sides p { margin: .25rem 0; overflow-x: auto; overflow-y: hidden; }
code, samp { font: .88em ui-monospace, monospace; overflow-wrap: anywhere; } .unread { color: var(--wrong); }
.tree, .tree ul { margin: 0; padding-left: 1.1rem; } .tree { overflow-x: auto; overflow-y: hidden; } .tree code { color: var(--dim); }
.remarks { color: var(--open); padding-left: 1.1rem; }
.trace { margin: 0; padding-left: 1.5rem; } .trace b { font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; } .facts dt { color: var(--dim); } .facts dd { margin: 0; }
.gap { color: var(--dim); font-style: italic; }
.hidden-character { font: .75em ui-monospace, monospace; background: var(--wrong); color: Canvas; border-radius: .2em; padding: 0 .2em; }
@media (max-width: 60rem) { summary { grid-template-columns: 6.5rem 1fr; } .pair, .why { grid-column: 1 / -1; } }
@media print { #filters { display: none; } }
`
