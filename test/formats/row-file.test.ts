import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Zstd } from '@hpcc-js/wasm-zstd'
import { decompress } from 'fzstd'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { parquetWriteFile } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { copyRows } from '../../src/formats/copy.ts'
import { readArrayItems } from '../../src/formats/json-array.ts'
import type { Line } from '../../src/formats/lines.ts'
import { lineBatch, openRows, openStream, type RowFile } from '../../src/formats/row-file.ts'
import { file, folder } from '../cli/call.ts'
import { image, writeDeepVision } from './deepvision.ts'

const signal = new AbortController().signal
const zstdLibrary = await Zstd.load()

async function linesOf(rows: RowFile): Promise<readonly Line[]> {
  const lines: Line[] = []
  for await (const batch of rows.batches(signal)) lines.push(...batch.lines)
  return lines
}
const shown = (lines: readonly Line[]): readonly string[] =>
  lines.map(line => ('text' in line ? line.text : `${line.fault}: ${line.detail ?? ''}`))

/** Two frames of Zstandard, one line each: `{"a": 1}` and `{"a": 2}`. */
const zstd = Buffer.from('KLUv/SQJSQAAeyJhIjogMX0KM4ffwyi1L/0kCUkAAHsiYSI6IDJ9Chcx/8Q=', 'base64')

describe('rows of a file', () => {
  it.each([
    ['x.jsonl', Buffer.from('{"a": 1}\n{"a": 2}\n'), 'jsonl', 'none'],
    ['x.jsonl.gz', gzipSync('{"a": 1}\n{"a": 2}\n'), 'jsonl', 'gzip'],
    ['misnamed.jsonl', gzipSync('{"a": 1}\n{"a": 2}\n'), 'jsonl', 'gzip'],
    ['x.jsonl.zst', zstd, 'jsonl', 'zstd'],
    ['x.json', Buffer.from(' [ {"a": 1}, {"a": 2}\n]'), 'json', 'none'],
    ['x.json.gz', gzipSync('[{"a": 1},{"a": 2}]'), 'json', 'gzip'],
  ] as const)('%s', async (name, content, container, compression) => {
    const rows = await openRows(file(name, content))
    expect(rows).toMatchObject({ container, compression, size: content.length })
    expect(shown(await linesOf(rows)).filter(text => text !== '')).toEqual(['{"a": 1}', '{"a": 2}'])
  })

  it('count the bytes of the file, compressed as they lie there', async () => {
    const content = gzipSync('{"a": 1}\n'.repeat(50_000))
    let bytes = 0
    for await (const batch of (await openRows(file('x.jsonl.gz', content))).batches(signal)) bytes += batch.bytes
    expect(bytes).toBe(content.length)
  })

  it.each([
    ['gzip', gzipSync('{"a": 1}\n'.repeat(100)).subarray(0, 30)],
    ['zstd', zstd.subarray(0, 12)],
  ] as const)('say that %s is cut off', async (compression, content) => {
    await expect(linesOf(await openRows(file('x.jsonl', content)))).rejects.toThrow(`is damaged (${compression})`)
  })

  it('are not read before they are asked for, so that a run can be ended before', async () => {
    const rows = await openRows(file('x.jsonl', Buffer.from('{"a": 1}\n')))
    const end = new AbortController()
    const batches = rows.batches(end.signal)
    end.abort()
    await new Promise(done => setTimeout(done, 20)) // an error that nobody hears would end the process by now
    await expect(batches.next()).rejects.toThrow('abort')
  })

  it('come from a pipe of any kind but Parquet', async () => {
    const pipe = (content: Uint8Array): Promise<RowFile> => openStream('-', Readable.from([content]))
    expect(shown(await linesOf(await pipe(gzipSync('{"a": 1}'))))).toEqual(['{"a": 1}'])
    expect(shown(await linesOf(await pipe(Buffer.from('[{"a": 1}]'))))).toEqual(['{"a": 1}'])
    await expect(pipe(Buffer.from('PAR1....'))).rejects.toThrow('Name the file')
  })

  it('of a table are objects of texts, with lists where the name says so', async () => {
    const rows = await openRows(
      file('x.csv', Buffer.from('\ufeffanswer,"model_responses",note\n0.50,"[""a"", ""b""]","x, ""y""\nz"\n[1],,[1]\nshort\n')),
    )
    expect(rows.container).toBe('csv')
    expect(shown(await linesOf(rows))).toEqual([
      '{"answer":"0.50","model_responses":["a","b"],"note":"x, \\"y\\"\\nz"}',
      '{"answer":"[1]","model_responses":"","note":"[1]"}',
      'malformed: expected 3 cells, found 1',
    ])
    const tabs = await openRows(file('x.tsv', Buffer.from('a\tb\n1,5\t2\n')))
    expect(shown(await linesOf(tabs))).toEqual(['{"a":"1,5","b":"2"}'])
  })

  it('of an array are its items, letter by letter, whatever the chunks', async () => {
    const items = fc.array(
      fc.record({ key: fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', 'ä', ' ') }), list: fc.array(fc.integer()) }),
    )
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (values, size, spaced) => {
        const bytes = Buffer.from(JSON.stringify(values, undefined, spaced ? 2 : 0))
        async function* chunks(): AsyncGenerator<Uint8Array> {
          for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
        }
        const lines: Line[] = []
        for await (const batch of readArrayItems(chunks())) lines.push(...batch)
        expect(lines.map(line => ('text' in line ? JSON.parse(line.text) : line))).toEqual(values)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('of an array that is cut off are told apart from the whole', async () => {
    const rows = await openRows(file('x.json', Buffer.from('[{"a": 1}, {"a": 2')))
    expect(shown(await linesOf(rows))).toEqual(['{"a": 1}', 'malformed: the array is cut off: expected ] at its end'])
  })
})

describe('Parquet', () => {
  const rows = [0, 1, 2, 3, 4, 5, 6].map(at => ({
    question: `<image> Find x + ${at}.`,
    images: [{ bytes: image(at), path: at === 1 ? null : `${at}.png` }],
    answer: `${at}.50`,
    equivalent: at === 2 ? ['37/2', '18.5'] : ['__EMPTY__'],
    passRate: `${at}/8`,
  }))
  const written = (): string => {
    const path = join(folder(), 'math.parquet')
    writeDeepVision(path, rows)
    return path
  }
  const buffer = (path: string): ArrayBuffer => new Uint8Array(readFileSync(path)).buffer
  const objects = async (path: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    await parquetReadObjects({ file: buffer(path), utf8: false })

  it('is read as lines of JSON, with images by their digest', async () => {
    const found = await openRows(written())
    expect(found.container).toBe('parquet')
    const lines = shown(await linesOf(found)).map(text => JSON.parse(text))
    expect(lines).toHaveLength(7)
    expect(lines[2]).toMatchObject({
      question: '<image> Find x + 2.',
      images: [{ bytes: { $bytes: 200, $sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, path: '2.png' }],
      reward_model: { ground_truth: '2.50', equivalent_answers: ['37/2', '18.5'], style: 'rule' },
      'mimo-pass_rate': '2/8',
    })
  })

  it('is copied with the same schema, and images are untouched', async () => {
    const path = written()
    const out = join(folder(), 'copy.parquet')
    const count = await copyRows(await openRows(path), out, [], number => (number % 2 === 0 ? new Map() : undefined), signal)
    expect(count).toBe(3)
    const before = await objects(path)
    expect(await objects(out)).toEqual([before[1], before[3], before[5]])
    const [from, to] = [parquetMetadata(buffer(path)), parquetMetadata(buffer(out))]
    expect(to.schema).toEqual(from.schema)
    expect(to.key_value_metadata).toEqual(from.key_value_metadata)
    expect(to.row_groups[0]?.columns[0]?.meta_data?.codec).toBe('SNAPPY')
  })

  it('is compressed as it was with Zstandard', async () => {
    const path = join(folder(), 'x.parquet')
    parquetWriteFile({
      filename: path,
      codec: 'ZSTD',
      compressors: { ZSTD: input => zstdLibrary.compress(input) },
      columnData: [{ name: 'answer', data: Array.from({ length: 500 }, (_, at) => `answer ${at}`), type: 'STRING' }],
    })
    const out = join(folder(), 'copy.parquet')
    expect(await copyRows(await openRows(path), out, [], number => (number > 250 ? new Map() : undefined), signal)).toBe(250)
    expect(parquetMetadata(buffer(out)).row_groups[0]?.columns[0]?.meta_data?.codec).toBe('ZSTD')
    expect(shown(await linesOf(await openRows(out)))[0]).toBe('{"answer":"answer 250"}')
  })

  it('is copied with a column set or added', async () => {
    const path = written()
    const out = join(folder(), 'copy.parquet')
    const set = new Map([
      ['mimo-pass_rate', '5/8'],
      ['pass_rate', '5/8'],
    ])
    await copyRows(await openRows(path), out, [...set.keys()], number => (number === 1 ? set : new Map()), signal)
    const after = await objects(out)
    expect(after.map(row => [row['mimo-pass_rate'], row['pass_rate'] ?? null])).toEqual([
      ['5/8', '5/8'],
      ...rows.slice(1).map(row => [row.passRate, null]),
    ])
    expect(after[0]?.['images']).toEqual([{ bytes: image(0), path: '0.png' }])
  })

  it('without rows is a file, too', async () => {
    const out = join(folder(), 'none.parquet')
    expect(await copyRows(await openRows(written()), out, [], () => undefined, signal)).toBe(0)
    expect(await objects(out)).toEqual([])
  })

  it('that is damaged says so', async () => {
    const path = written()
    writeFileSync(path, readFileSync(path).subarray(0, 500))
    await expect(linesOf(await openRows(path))).rejects.toThrow('cannot be read as Parquet')
  })
})

describe('a copy', () => {
  const even = (number: number) => (number % 2 === 0 ? new Map([['pass_rate', '1/8']]) : undefined)
  it.each([
    [
      'x.jsonl',
      '{"a": 1}\n{ "id":  12345678901234567890, "b": 1.50 }\n',
      '{ "id":  12345678901234567890, "b": 1.50, "pass_rate": "1/8"}\n',
    ],
    ['x.jsonl', '{"a": 1}\n{"pass_rate": "0", "b": 1.50}\n', '{"pass_rate":"1/8","b":1.50}\n'],
    ['x.jsonl', '{"a": 1}\n{}\n', '{"pass_rate": "1/8"}\n'],
    ['x.json', '[{"a": 1}, {"b": 1.50}]', '[\n{"b": 1.50, "pass_rate": "1/8"}\n]\n'],
    ['x.csv', 'a,b\n1,2\n"3, 4",0.50\n', 'a,b,pass_rate\n"3, 4",0.50,1/8\n'],
    ['x.csv', 'a,b\n', 'a,b,pass_rate\n'],
  ])('of %s', async (name, content, expected) => {
    const out = join(folder(), name)
    await copyRows(await openRows(file(name, Buffer.from(content))), out, ['pass_rate'], even, signal)
    expect(readFileSync(out, 'utf8')).toBe(expected)
  })
  it('is compressed like its source', async () => {
    const out = join(folder(), 'x.jsonl.gz')
    expect(await copyRows(await openRows(file('x.jsonl.gz', gzipSync('{"a": 1}\n{"b": 2}\n'))), out, ['pass_rate'], even, signal)).toBe(1)
    expect(gunzipSync(readFileSync(out)).toString()).toBe('{"b": 2, "pass_rate": "1/8"}\n')
  })

  it('are compressed as they were with Zstandard, in turns, as one frame', async () => {
    const lines = Array.from({ length: 40_000 }, (_, number) => `{"id": ${number}, "question": "What is ${number} + ${number}?"}\n`)
    const path = file('x.jsonl.zst', zstd)
    const [all, first] = [join(folder(), 'all.zst'), join(folder(), 'first.zst')]
    const rows = await openRows(path)
    await Promise.all([
      copyRows({ ...rows, batches: batchesOf(lines) }, all, [], () => new Map(), signal),
      copyRows({ ...rows, batches: batchesOf(lines.slice(0, 10)) }, first, [], () => new Map(), signal),
    ])
    expect(Buffer.from(decompress(readFileSync(all))).toString()).toBe(lines.join(''))
    expect(Buffer.from(decompress(readFileSync(first))).toString()).toBe(lines.slice(0, 10).join(''))
    expect(readFileSync(all).subarray(0, 4)).toEqual(zstd.subarray(0, 4))
    expect(readFileSync(all).length).toBeLessThan(lines.join('').length / 4)
  })
})

const batchesOf = (lines: readonly string[]): RowFile['batches'] =>
  async function* () {
    for (let at = 0; at < lines.length; at += 500) {
      const part = lines.slice(at, at + 500).map((text, offset) => ({ number: at + offset + 1, text: text.trim(), bytes: text.length }))
      yield await Promise.resolve(lineBatch(part, 0))
    }
  }
