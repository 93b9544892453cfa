/**
 * The page: one file of HTML that needs no network, no server and no other file, and keeps its peace about what it shows.
 *
 * Everything that a model or a data set wrote is escaped; a content security policy lets only the page's own script run, by its
 * digest, and nothing be loaded. Formulas are set when the page is made, so a reader without scripts sees them, too.
 */
import { createHash } from 'node:crypto'
import { entryItem, type ReportEntry } from './entry.ts'
import { filterForm, script } from './filters.ts'
import { html, type Html, trusted } from './html.ts'
import { katexStyle, style } from './style.ts'
import { countedTables, type ReportTable, tableOf } from './tables.ts'

export interface ReportOptions {
  /** Default `Verdicts`. */
  readonly title?: string
  /** Who judged, and by which rules. */
  readonly terms?: readonly string[]
  /** Tables above the verdicts. Default: counts of the entries. */
  readonly tables?: readonly ReportTable[]
  /** What is said above the verdicts: which of them are shown. */
  readonly note?: string
}

/**
 * A report on verdicts as one page of HTML.
 *
 * @throws TypeError for what is no list of entries
 * @example
 * const verdict = judge({ response: '\\boxed{0.5}', reference: '\\frac12' })
 * renderReport([{ id: 'row 1', verdict }]).startsWith('<!doctype html>') // true
 */
export function renderReport(entries: readonly ReportEntry[], options: ReportOptions = {}): string {
  checkEntries(entries)
  const { title = 'Verdicts', terms = [], tables = countedTables(entries), note } = options
  const body = html`<header><h1>${title}</h1>${terms.map(term => html`<p class="terms">${term}</p>`)}</header>
<main><h2>Summary</h2><div class="tables">${tables.map(tableOf)}</div>
<h2>Verdicts</h2>${note !== undefined && html`<p class="note">${note}</p>`}
${filterForm(entries)}<ol class="entries">${entries.map(entryItem)}</ol></main>`
  return page(title, body).text
}

function page(title: string, body: Html): Html {
  const digest = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${title}</title>
<style>${trusted(katexStyle(body.text))}</style><style>${trusted(style)}</style></head>
<body>
${body}
<script>${trusted(script)}</script></body></html>
`
}

function checkEntries(entries: readonly ReportEntry[]): void {
  if (!Array.isArray(entries)) throw new TypeError(`Expected the entries as an array, found ${typeof entries}`)
  for (const [at, entry] of entries.entries()) {
    const verdict: unknown = typeof entry === 'object' && entry !== null ? entry.verdict : undefined
    if (typeof verdict !== 'object' || verdict === null || !('outcome' in verdict))
      throw new TypeError(`Expected entries[${at}].verdict as judge returns it, found ${verdict === null ? 'null' : typeof verdict}`)
  }
}
