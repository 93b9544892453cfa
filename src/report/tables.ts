/** Tables above the verdicts. */
import { facetsOf, type ReportEntry } from './entry.ts'
import { html, type Html, visible } from './html.ts'

/** A table with a head and rows of texts and numbers; the first column names the row. */
export interface ReportTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export function tableOf({ title, head, rows }: ReportTable): Html {
  const cell = (value: string | number, at: number): Html =>
    at === 0
      ? html`<th scope="row">${visible(String(value), 120)}</th>`
      : html`<td>${typeof value === 'number' ? grouped(value) : visible(value, 120)}</td>`
  return html`<table><caption>${title}</caption><thead><tr>${head.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>
`
}

/** What the entries themselves come to, for callers without counts of their own. */
export function countedTables(entries: readonly ReportEntry[]): readonly ReportTable[] {
  const facets = entries.map(facetsOf)
  const head = ['', 'samples', 'equivalent', 'different', 'undecided']
  const by = (name: 'kind' | 'place'): ReportTable['rows'] =>
    counted(facets.map(facet => facet[name])).map(([value, samples]) => [
      value,
      samples,
      ...(['equivalent', 'different', 'undecided'] as const).map(
        outcome => facets.filter(facet => facet[name] === value && facet.outcome === outcome).length,
      ),
    ])
  const tables: ReportTable[] = [
    {
      title: 'Outcomes',
      head: ['', 'samples', 'share'],
      rows: counted(facets.map(({ outcome }) => outcome)).map(([outcome, samples]) => [
        outcome,
        samples,
        percent(samples / entries.length),
      ]),
    },
    { title: 'By kind of the gold', head, rows: by('kind') },
    { title: 'By place of the answer', head, rows: by('place') },
    { title: 'Undecided', head: ['cause', 'samples'], rows: counted(facets.map(({ cause }) => cause)) },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

/** The values that are not empty, most frequent first. */
export function counted(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

export const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)

/** `12345` as `12,345`. */
const grouped = (value: number): string => (Number.isInteger(value) ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ',') : String(value))
