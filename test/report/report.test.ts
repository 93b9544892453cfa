import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judge } from '../../src/index.ts'
import { type ReportEntry, renderReport } from '../../src/report.ts'
import { call, file, folder } from '../cli/call.ts'

const attacks = [
  '<script>document.title="run"</script>',
  '</script><script>document.title="run"</script>',
  '"><img src=x onerror="document.title=`run`">',
  "' onmouseover='document.title=1",
  '\\href{javascript:document.title=1}{x}',
  '\\htmlData{x=1}{\\includegraphics{http://example.org/x.png}}',
  '\\def\\a{\\a\\a}\\a',
  `${'{'.repeat(500)}x${'}'.repeat(500)}`,
  '\\rule{9999em}{9999em}',
  'a\u202eb\u200bc\u0000d',
  '\ud800',
]

const entry = (response: string, reference: string, more: Partial<ReportEntry> = {}): ReportEntry => ({
  response,
  verdict: judge({ response, reference }),
  ...more,
})

describe('a report', () => {
  it('shows formulas, trees, the trace, the witness and the place of the answer', () => {
    const page = renderReport([entry('So \\boxed{\\frac{x^2-1}{x-1}} it is.', 'x+2', { id: 'row 7', question: 'Simplify.', score: 0 })])
    expect(page).toContain('class="katex"')
    expect(page).toContain('<mfrac>')
    expect(page).toContain('<mark>&#92;frac'.replace('&#92;', '\\'))
    expect(page).toContain('<code>divide</code>')
    expect(page).toContain('<b>fingerprint</b>')
    expect(page).toContain('value at x = 4')
    expect(page).toContain('data-outcome="different"')
    expect(page).toContain('row 7')
    expect(page).toContain('<dt>score</dt><dd>0</dd>')
  })

  it('counts its entries unless it is given tables', () => {
    const entries = [entry('\\boxed{1}', '1'), entry('\\boxed{2}', '1'), entry('', '1')]
    expect(renderReport(entries)).toContain('<tr><th scope="row">equivalent</th><td>1</td><td>33.3 %</td></tr>')
    const page = renderReport(entries, { title: 'A < B', tables: [{ title: 'T & U', head: ['', 'n'], rows: [['<i>', 12345]] }] })
    expect(page).toContain('<title>A &#60; B</title>')
    expect(page).toContain('<caption>T &#38; U</caption>')
    expect(page).toContain('<th scope="row">&#60;i&#62;</th><td>12,345</td>')
  })

  it('needs nothing from outside, and lets only its own script run', () => {
    const page = renderReport([entry('\\boxed{\\mathcal{O}(n)}', 'n')])
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, body]) => body ?? '')
    expect(scripts).toHaveLength(1)
    expect(page).toContain(
      `script-src 'sha256-${createHash('sha256')
        .update(scripts[0] ?? '')
        .digest('base64')}'`,
    )
    expect(page).toContain("default-src 'none'")
    const loaded = [...page.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]{0,40})/g)].map(([, address]) => address ?? '')
    expect(loaded.filter(address => !address.startsWith('data:font/woff2'))).toEqual([])
    expect(page).toMatch(/font-family:KaTeX_Caligraphic/)
    expect(renderReport([entry('\\boxed{n}', 'n')])).not.toMatch(/@font-face\{font-family:"?KaTeX_Caligraphic/)
  })

  it.each(attacks)('shows %j and does not run it', text => {
    const page = renderReport([
      entry(`So \\boxed{${text}} ${text}`, text, { id: text, question: text, file: text, model: text }),
      entry(text, text),
      { verdict: judge({ prediction: text, reference: '1' }), response: text },
    ])
    // Not `toMatch`, whose message would hold the whole page.
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(/<img|<\w+(?:\s+[\w-]+(?:="[^"]*")?)*\s+(?:on\w+|href|src)\s*=/.test(page)).toBe(false)
    for (const hidden of ['\u202e', '\u200b', '\u0000']) expect(page.includes(hidden)).toBe(false)
  })

  it('says what is no entry', () => {
    expect(() => renderReport({} as never)).toThrow('Expected the entries as an array, found object')
    expect(() => renderReport([{} as never])).toThrow('Expected entries[0].verdict as judge returns it, found undefined')
  })
})

const rows = [
  { id: 'a', question: 'What is it?', gdt: '1/2', out: { text: 'So \\boxed{0.5}.' }, n: 10 },
  ...Array.from({ length: 30 }, (_, number) => ({ id: `b${number}`, gdt: '1/2', out: { text: `\\boxed{${number}}` }, n: 10 })),
  { id: 'c', gdt: '1/2', out: { text: attacks[1] }, n: 10 },
  { id: 'd', gdt: '\\frac{1}{', out: { text: '\\boxed{1}' }, n: 10 },
]

describe('mathverdict report', () => {
  it('makes a page of what was judged, with all counts and some of each verdict', async () => {
    const [input, from] = [file('run.jsonl', rows), folder()]
    await call('judge', input, '--out', from, '--response', 'out.text', '--reward', 'dapo', '--tokens', 'n', '--quiet')
    const out = join(folder(), 'report.html')
    const { code, out: said, err } = await call('report', input, '--from', from, '--out', out, '--each', '4')
    expect([code, err, said]).toEqual([0, '', `${out}: 7 of 33 verdicts\n`])
    const page = readFileSync(out, 'utf8')
    expect(page).toContain('<title>run.jsonl</title>')
    expect(page).toContain('<tr><th scope="row">run.jsonl</th><td>33</td><td>33</td><td>1</td><td>30</td><td>2</td>')
    expect(page).toContain('reward dapo')
    expect(page.match(/data-outcome="different"/g)).toHaveLength(4)
    expect(page).toContain('data-cause="unreadable-reference, by the gold"')
    const again = join(folder(), 'again.html')
    await call('report', input, '--from', from, '--out', again, '--each', '4')
    expect(readFileSync(again, 'utf8')).toBe(page)
  })

  it('shows what a reward has cut off as it was judged', async () => {
    const input = file('run.jsonl', [{ gdt: '2', response: '<think>Hm.</think><answer>2</answer>', tokens: 5000 }])
    await call('judge', input, '--reward', 'vision-r1', '--max-tokens', '4096', '--quiet')
    const out = input.replace('.jsonl', '.html')
    expect(await call('report', input, '--out', out)).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(out, 'utf8')).toContain('none: truncated')
  })

  it('says what is missing', async () => {
    const input = file('run.jsonl', rows)
    const out = join(folder(), 'report.html')
    expect(await call('report', input, '--out', out)).toMatchObject({ code: 2, err: expect.stringContaining('Judge first') })
    await call('judge', input, '--response', 'out.text', '--quiet')
    const evaluation = input.replace('.jsonl', '_evaluation.json')
    const text = readFileSync(evaluation, 'utf8')
    writeFileSync(evaluation, text.replace('"rules_version": "', '"rules_version": "0.0-'))
    expect(await call('report', input, '--out', out)).toMatchObject({ code: 2, err: expect.stringContaining('was judged by rules 0.0-') })
    writeFileSync(evaluation, text.replace('"samples"', '"sample"'))
    expect(await call('report', input, '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no evaluation that judge has written: samples: expected an object, found nothing'),
    })
    writeFileSync(evaluation, text)
    writeFileSync(input, rows.map(row => `${JSON.stringify({ ...row, out: { text: '\\boxed{0.5}' } })}\n`).join(''))
    expect(await call('report', input, '--out', out)).toMatchObject({ code: 2, err: expect.stringContaining('it has changed since') })
  })
})

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path))

/** Where a browser is installed. */
describe.skipIf(chromium === undefined)('in a browser', () => {
  const dump = (page: string, hash = ''): string => {
    const path = join(folder(), 'report.html')
    writeFileSync(path, page)
    return execFileSync(
      chromium ?? '',
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--virtual-time-budget=3000',
        '--dump-dom',
        `${pathToFileURL(path)}${hash}`,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000, maxBuffer: 1e8 },
    )
  }

  it('filters by what stands in the address', { timeout: 90_000 }, () => {
    const page = renderReport([entry('\\boxed{1}', '1'), entry('\\boxed{2}', '1'), entry('', '1'), entry('\\boxed{x+7}', 'x')])
    expect(dump(page)).toContain('4 of 4 shown')
    expect(dump(page, '#outcome=different')).toContain('2 of 4 shown')
    expect(dump(page, '#outcome=different&words=X%2B7')).toContain('1 of 4 shown')
  })

  it('runs nothing of what it shows', { timeout: 90_000 }, () => {
    const dom = dump(renderReport(attacks.map(text => entry(`\\boxed{${text}}`, text, { id: text, question: text }))))
    expect(dom).toContain(`${attacks.length} of ${attacks.length} shown`)
    expect(dom).toContain('<title>Verdicts</title>')
  })
})
