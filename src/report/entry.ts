/**
 * One verdict on the page: a line that says it all, which opens to how it came about.
 *
 *     different   line 12   x+2 ≠ x+1   "…because…"
 *       question · response with the answer marked · both texts · both trees · trace · facts
 */
import { groundText } from '../canonical/ladder/ground.ts'
import { explain, type Verdict } from '../index.ts'
import { answerShown, formula, type Reading, readingOf } from './formula.ts'
import { html, type Html, plain, visible } from './html.ts'
import { treeList } from './tree.ts'

/** A verdict, and what is known about its sample. */
export interface ReportEntry {
  readonly verdict: Verdict
  /** Name of the row. */
  readonly id?: string | number | undefined
  readonly file?: string | undefined
  /** Number of the row in its file, from 1. */
  readonly line?: number | undefined
  /** Place among the samples of the row, from 0. */
  readonly sample?: number | undefined
  readonly question?: string | undefined
  /** Everything that the model wrote. */
  readonly response?: string | undefined
  /** What a reward paid; `null` is unscored. */
  readonly score?: number | null | undefined
  /** What an earlier verdict said. */
  readonly label?: boolean | undefined
  /** What a model judge said. */
  readonly model?: string | undefined
  /** The verdict that holds in the end, where a model had the last word. */
  readonly correct?: boolean | undefined
}

/** By what an entry is found. */
export interface Facets {
  readonly outcome: string
  readonly cause: string
  readonly kind: string
  readonly place: string
  readonly by: string
  readonly notable: string
}

export function facetsOf({ verdict, label, model, correct }: ReportEntry): Facets {
  const { extraction } = verdict
  const right = correct ?? verdict.outcome === 'equivalent'
  return {
    outcome: verdict.outcome,
    cause: verdict.outcome === 'undecided' ? `${verdict.cause}, by ${sides[verdict.side]}` : '',
    kind: verdict.kind ?? 'unread',
    place: extraction === undefined ? 'whole text' : extraction.found ? extraction.rule : `none: ${extraction.reason}`,
    by: verdict.outcome === 'undecided' ? '' : verdict.by,
    notable:
      label !== undefined && label !== right
        ? 'against the label'
        : model !== undefined && correct !== undefined && correct !== (verdict.outcome === 'equivalent')
          ? 'overturned by the model'
          : verdict.outcome === 'equivalent' && verdict.certainty === 'likely'
            ? 'likely, not proved'
            : '',
  }
}
const sides = { prediction: 'the prediction', reference: 'the gold', both: 'both' } as const

export function entryItem(entry: ReportEntry): Html {
  const { verdict } = entry
  const facets = facetsOf(entry)
  const [reference, prediction] = [readingOf(verdict.reference), readingOf(verdict.prediction)]
  const none = verdict.extraction?.found === false
  const answer = none ? html`<span class="none">no answer</span>` : answerShown(verdict.prediction, prediction)
  const data = Object.entries(facets).map(([name, value]) => html` data-${name}="${value}"`)
  const words = [nameOf(entry), entry.id, verdict.reference, verdict.prediction, explain(verdict)].join(' ').slice(0, 600).toLowerCase()
  return html`<li class="entry ${verdict.outcome}"${data} data-words="${plain(words)}"><details><summary>
<span class="badge">${verdict.outcome}</span> <span class="name">${visible(nameOf(entry), 60)}${entry.model !== undefined && html`<span class="held">model: ${visible(entry.model, 30)}</span>`}</span>
<span class="pair"><span class="gold">${answerShown(verdict.reference, reference)}</span> <span class="relation">${relations[verdict.outcome]}</span> <span class="answer">${answer}</span></span>
<span class="why">${visible(explain(verdict), 300)}</span></summary>
${details(entry, reference, none ? undefined : prediction)}</details></li>
`
}
const relations = { equivalent: '=', different: '≠', undecided: '?' } as const

function nameOf({ id, file, line, sample }: ReportEntry): string {
  const place = [file, line === undefined ? undefined : `line ${line}`, sample === undefined ? undefined : `sample ${sample + 1}`]
  return [id === undefined ? undefined : String(id), ...place].filter(part => part !== undefined).join(' · ')
}

function details(entry: ReportEntry, reference: Reading, prediction: Reading | undefined): Html {
  const { verdict, question, response } = entry
  return html`<div class="details">
${question !== undefined && html`<h3>Question</h3><p class="prose">${visible(question)}</p>`}
${response !== undefined && html`<h3>Response</h3><p class="prose">${marked(response, verdict)}</p>`}
<div class="sides"><div><h3>Gold, as it was read</h3>${side(verdict.reference, reference)}</div>
${prediction !== undefined && html`<div><h3>Answer, as it was read</h3>${side(verdict.prediction, prediction)}</div>`}</div>
${witness(verdict)}
<h3>Trace</h3><ol class="trace">${verdict.trace.map(({ rung, note }) => html`<li><b>${rung}</b> ${noted(note, verdict)}</li>`)}</ol>
<h3>Facts</h3><dl class="facts">${facts(entry).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`
}

const side = (text: string, { formula: set, tree, remarks }: Reading): Html =>
  html`<p><code>${visible(text, 1_000)}</code></p>${set !== undefined && html`<p class="set">${set}</p>`}${treeList(tree)}
${remarks.length > 0 && html`<ul class="remarks">${remarks.slice(0, 10).map(({ severity, code, message }) => html`<li>${severity} <code>${code}</code>: ${visible(message, 200)}</li>`)}</ul>`}`

/** Text before and behind the answer that is shown with it. */
const before = 900
const behind = 400

/** The response round its answer, the answer marked; the end of one that has none. */
function marked(response: string, { extraction }: Verdict): Html {
  if (extraction?.found !== true) return visible(response, before + behind, 'end')
  const { start, end } = extraction.span
  return html`${visible(response.slice(0, start), before, 'end')}<mark>${visible(response.slice(start, end), 1_000)}</mark>${visible(response.slice(end), behind)}`
}

/** A step of the trace; an answer at its end is set as a formula. */
function noted(note: string, { reference, prediction }: Verdict): Html {
  for (const text of [prediction, reference]) {
    if (text.trim() === '' || !note.endsWith(text) || note.length === text.length) continue
    return html`${visible(note.slice(0, -text.length), 300)}${answerShown(text, readingOf(text))}`
  }
  return visible(note, 500)
}

function witness(verdict: Verdict): Html | undefined {
  if (verdict.outcome !== 'different') return undefined
  const { what, reference, prediction, at } = verdict.witness
  const value = (text: string): Html => readingOf(text).formula ?? html`<code>${visible(text, 200)}</code>`
  const points = Object.entries(at ?? {}).map(([name, point]) => html` at ${formula(`${name} = `) ?? name}${value(point)}`)
  return html`<h3>Witness</h3><p>${visible(what, 120)}${points.length > 0 && !what.includes('at ') && points}: gold ${value(reference)}, answer ${value(prediction)}</p>`
}

function facts({ verdict, score, label, model, correct }: ReportEntry): readonly (readonly [string, Html | string])[] {
  const { kind, declared, extraction, steps, rulesVersion, policyDigest } = verdict
  const rows: (readonly [string, Html | string])[] = [
    ['kind', kind === null ? 'could not be read' : `${kind}, ${declared ? 'declared' : 'inferred'}`],
  ]
  if (verdict.outcome === 'undecided') rows.push(['cause', `${verdict.cause}, by ${sides[verdict.side]}`])
  else rows.push(['decided by', verdict.by])
  if (verdict.outcome === 'equivalent') rows.push(['certainty', verdict.certainty], ['ground', groundText(verdict)])
  if (extraction !== undefined) rows.push(['found by', extraction.found ? extraction.rule : `nothing: ${extraction.reason}`])
  if (score !== undefined) rows.push(['score', score === null ? 'unscored' : String(score)])
  if (label !== undefined) rows.push(['label', label ? 'right' : 'wrong'])
  if (model !== undefined) rows.push(['model judge', visible(model, 200)])
  if (correct !== undefined) rows.push(['counts as', correct ? 'correct' : 'not correct'])
  rows.push(['rules', `${rulesVersion}, policy ${policyDigest}, ${steps} steps`])
  return rows
}
