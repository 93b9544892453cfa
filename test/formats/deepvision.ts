/** Parquet files in the schema of DeepVision-103K, with rows of one's own and, where they are asked for, responses beside them. */
import type { SchemaElement } from 'hyparquet'
import { parquetWriteFile } from 'hyparquet-writer'

export interface DeepVisionRow {
  readonly question: string
  readonly images: readonly { readonly bytes: Uint8Array; readonly path: string | null }[]
  readonly answer: string
  readonly equivalent?: readonly string[]
  readonly passRate: string
  readonly points?: readonly string[]
  readonly responses?: readonly string[]
}

const text = (name: string): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' })
const list = (name: string, ...element: readonly SchemaElement[]): readonly SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
]
const struct = (name: string, children: number): SchemaElement => ({ name, repetition_type: 'OPTIONAL', num_children: children })

/** The columns as `datasets` writes them: nested lists of structs, texts that may be null. */
const schema = (responses: boolean): SchemaElement[] => [
  { name: 'schema', num_children: responses ? 11 : 10 },
  text('question'),
  ...list('images', struct('element', 2), { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }, text('path')),
  ...list('prompt', struct('element', 2), text('content'), text('role')),
  text('data_source'),
  text('ability'),
  struct('reward_model', 3),
  ...list('equivalent_answers', text('element')),
  text('ground_truth'),
  text('style'),
  text('mimo-pass_rate'),
  text('domain-anno'),
  text('gpt5-mini-vision-anno'),
  text('q32-vision-anno'),
  ...(responses ? list('model_responses', text('element')) : []),
]

/** @param codec rows of `datasets` are written with Snappy */
export function writeDeepVision(filename: string, rows: readonly DeepVisionRow[], rowGroupSize = 3): void {
  const responses = rows.some(row => row.responses !== undefined)
  const column = (name: string, value: (row: DeepVisionRow) => unknown) => ({ name, data: rows.map(value) })
  parquetWriteFile({
    filename,
    schema: schema(responses),
    rowGroupSize,
    kvMetadata: [{ key: 'huggingface', value: '{"info": {}}' }],
    columnData: [
      column('question', row => row.question),
      column('images', row => row.images),
      column('prompt', row => [
        { role: 'system', content: 'Put the answer into \\boxed{}.' },
        { role: 'user', content: row.question },
      ]),
      column('data_source', () => 'math-77k'),
      column('ability', () => 'math'),
      column('reward_model', row => ({ equivalent_answers: row.equivalent ?? ['__EMPTY__'], ground_truth: row.answer, style: 'rule' })),
      column('mimo-pass_rate', row => row.passRate),
      column('domain-anno', row => JSON.stringify({ Knowledge: row.points ?? [], Level_1: 'Mathematics' })),
      column('gpt5-mini-vision-anno', () => '{"visual_elements": {"planar_geometry": 1}}'),
      column('q32-vision-anno', () => '{"image_necessity": true, "visual_complexity": 2}'),
      ...(responses ? [column('model_responses', row => row.responses)] : []),
    ],
  })
}

/** Bytes that are no text, another sequence for each seed. */
export const image = (seed: number, length = 200): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at === 0 ? 0xff : (at * 31 + seed * 97) % 256))
