/**
 * `npm run coverage:golds -- FILE`: how much of a list of reference answers is read, and as what.
 *
 * Each gold is judged against itself. What could not be read, or only in part, is *unread* and can be listed with its
 * diagnostics; what was read and is an answer of no kind (*no kind*) is matched by its own spelling only. A gold that is
 * read and yet not equivalent to itself is counted, too, because no response can match it.
 */
import { createReadStream } from 'node:fs'
import { Command } from 'commander'
import { readLines } from '../src/formats/lines.ts'
import { readRow } from '../src/cli/judge/rows.ts'
import { table } from '../src/cli/table.ts'
import { printable } from '../src/cli/terminal.ts'
import type { GoldSpec } from '../src/compare/gold.ts'
import { formatDiagnostic, judge, parse, type Verdict } from '../src/index.ts'

const classes = ['mathematics', 'choice', 'quantity', 'short words', 'long text', 'no kind', 'unread'] as const
type Class = (typeof classes)[number]
/** Words that a short answer may have, and characters of a script that writes no spaces. */
const shortWords = 8
const shortLength = 60

interface Reading {
  readonly place: string
  readonly gold: string
  readonly source: string
  readonly as: Class
  /** Whether the gold is equivalent to itself. */
  readonly itself: boolean
  /** The cause, where it could not be decided. */
  readonly why: string
}

const program = new Command('coverage:golds')
  .description('Read every gold of a JSONL file and tell as what: rows with answer, gold, gdt, ground_truth or reward_model.ground_truth.')
  .argument('<file>', 'JSONL file')
  .option('--gold <path>', 'field with the gold')
  .option('--list <n>', 'list n unread golds with their diagnostics', '20')
  .option('--list-odd <n>', 'list n golds that are read and not equivalent to themselves', '10')
  .option('--list-class <class>', `list golds of one class: ${classes.join(', ')}`)
  .action(run)

interface Settings {
  readonly gold?: string
  readonly list: string
  readonly listOdd: string
  readonly listClass?: string
}

async function run(file: string, settings: Settings): Promise<void> {
  const readings: Reading[] = []
  let skipped = 0
  for await (const batch of readLines(createReadStream(file))) {
    for (const line of batch) {
      const row = 'fault' in line ? line.fault : line.text.trim() === '' ? '' : readRow(line.text, { gold: settings.gold })
      if (typeof row === 'string') {
        if (row !== '') skipped += 1
        continue
      }
      const [gold] = row.references
      if (gold === undefined) {
        skipped += 1
        continue
      }
      const source = row.fields['source'] ?? row.fields['data_source']
      readings.push({
        place: String(row.id ?? line.number),
        gold,
        source: typeof source === 'string' ? source : 'all',
        ...readingOf(gold, row.declared),
      })
    }
  }
  const sources = [...new Set(readings.map(({ source }) => source))].sort()
  const rows = sources.map(source =>
    countRow(
      source,
      readings.filter(reading => reading.source === source),
    ),
  )
  const head = ['source', 'golds', ...classes, 'read', 'not itself']
  const body = sources.length > 1 ? [...rows, countRow('all', readings)] : rows
  print(
    `${table(
      [head, ...body],
      head.map((_, at) => (at === 0 ? 'left' : 'right')),
    )}\n`,
  )
  if (skipped > 0) print(`${skipped} lines without a gold\n\n`)
  list(
    'Unread',
    readings.filter(({ as }) => as === 'unread'),
    Number(settings.list),
  )
  list(
    'Read, but of no kind',
    readings.filter(({ as }) => as === 'no kind'),
    Number(settings.list),
  )
  list('Read, and not equivalent to themselves', readings.filter(isOdd), Number(settings.listOdd))
  if (settings.listClass !== undefined) {
    list(
      settings.listClass,
      readings.filter(({ as }) => as === settings.listClass),
      Number.POSITIVE_INFINITY,
    )
  }
}

function readingOf(gold: string, declared: GoldSpec): Pick<Reading, 'as' | 'itself' | 'why'> {
  try {
    const verdict = judge({ prediction: gold, reference: { ...declared, answer: gold } }, { as: 'auto' })
    const why = verdict.outcome === 'undecided' ? [verdict.cause, verdict.detail ?? ''].join(' ').trim() : ''
    return { as: classOf(gold, verdict), itself: verdict.outcome === 'equivalent', why }
  } catch (error) {
    // The core never throws on text; if it does, the rest of the golds still count.
    return { as: 'unread', itself: false, why: `THREW ${error instanceof Error ? error.message : String(error)}` }
  }
}

function classOf(gold: string, verdict: Verdict): Class {
  if (verdict.outcome === 'undecided' && (verdict.cause === 'unreadable-reference' || verdict.cause === 'no-answer')) return 'unread'
  if (verdict.diagnostics.some(({ severity }) => severity === 'error')) return 'unread'
  switch (verdict.kind) {
    case 'choice':
      return 'choice'
    case 'quantity':
    case 'time':
    case 'date':
      return 'quantity'
    case 'words':
      return isShort(gold) ? 'short words' : 'long text'
    case null:
      if (parse(gold).tree.type !== 'text') return 'no kind'
      return isShort(gold) ? 'short words' : 'long text'
    default:
      return 'mathematics'
  }
}

const isShort = (gold: string): boolean => gold.trim().split(/\s+/).length <= shortWords && gold.length <= shortLength

const isRead = ({ as }: Reading): boolean => as === 'mathematics' || as === 'choice' || as === 'quantity' || as === 'short words'
const isOdd = ({ as, itself }: Reading): boolean => as !== 'unread' && !itself

function countRow(name: string, readings: readonly Reading[]): string[] {
  const counts = classes.map(one => readings.filter(({ as }) => as === one).length)
  const read = readings.filter(isRead).length
  return [
    name,
    String(readings.length),
    ...counts.map(String),
    `${((100 * read) / readings.length).toFixed(1)} %`,
    String(readings.filter(isOdd).length),
  ]
}

function list(title: string, readings: readonly Reading[], most: number): void {
  if (readings.length === 0 || most === 0) return
  print(`${title}: ${Math.min(most, readings.length)} of ${readings.length}\n`)
  // Spread over the file, because neighbours come from one source.
  const step = Math.max(1, Math.floor(readings.length / most))
  for (let at = 0, shown = 0; at < readings.length && shown < most; at += step, shown += 1) {
    const { place, gold, why } = readings[at] as Reading
    print(`  ${place}  ${printable(gold, 140)}\n`)
    if (why !== '') print(`    ${why}\n`)
    for (const diagnostic of parse(gold).diagnostics.slice(0, 2)) print(`${formatDiagnostic(diagnostic, gold).replace(/^/gm, '    ')}\n`)
  }
  print('\n')
}

function print(text: string): void {
  process.stdout.write(text)
}

await program.parseAsync()
