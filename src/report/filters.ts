/** The form by which a reader finds verdicts, and the script that does it. Without scripts the page shows everything. */
import { type Facets, facetsOf, type ReportEntry } from './entry.ts'
import { html, type Html } from './html.ts'
import { counted } from './tables.ts'

const labels: Readonly<Record<keyof Facets, string>> = {
  outcome: 'Outcome',
  cause: 'Cause',
  kind: 'Kind',
  place: 'Place of the answer',
  by: 'Strategy',
  notable: 'Notable',
}

/** A choice for every facet with more than one value among the entries, counted, and a field for words. */
export function filterForm(entries: readonly ReportEntry[]): Html {
  const facets = entries.map(facetsOf)
  const choices = (Object.keys(labels) as (keyof Facets)[]).map(name => {
    const values = counted(facets.map(facet => facet[name]))
    if (values.length < 2 && (values[0]?.[1] ?? entries.length) === entries.length) return undefined
    return html`<label>${labels[name]} <select name="${name}"><option value="">all</option>${values.map(
      ([value, count]) => html`<option value="${value}">${value} (${count})</option>`,
    )}</select></label>
`
  })
  return html`<form id="filters" hidden>${choices}<label>Words <input type="search" name="words" placeholder="in names, answers, reasons"></label>
<button type="reset">Show all</button> <button type="button" id="open">Open all shown</button> <output id="shown"></output></form>
`
}

/** Hides what does not match. What is chosen stands in the address, so that a view can be sent to somebody. */
export const script = `'use strict'
{
  const form = document.getElementById('filters')
  const entries = [...document.querySelectorAll('.entry')]
  const shown = document.getElementById('shown')
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value !== '')
    let count = 0
    for (const entry of entries) {
      const matches = wanted.every(([name, value]) =>
        name === 'words' ? entry.dataset.words.includes(value.toLowerCase()) : entry.dataset[name] === value)
      entry.hidden = !matches
      if (matches) count += 1
    }
    shown.textContent = count + ' of ' + entries.length + ' shown'
    history.replaceState(null, '', wanted.length === 0 ? location.pathname + location.search : '#' + new URLSearchParams(wanted))
  }
  for (const [name, value] of new URLSearchParams(location.hash.slice(1)))
    if (form.elements[name] !== undefined) form.elements[name].value = value
  form.addEventListener('input', apply)
  form.addEventListener('reset', () => setTimeout(apply))
  form.addEventListener('submit', event => event.preventDefault())
  document.getElementById('open').addEventListener('click', () => {
    const details = entries.filter(entry => !entry.hidden).map(entry => entry.firstElementChild)
    const open = details.some(one => !one.open)
    for (const one of details) one.open = open
  })
  form.hidden = false
  apply()
}
`
