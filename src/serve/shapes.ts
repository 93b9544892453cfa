/**
 * The bodies that trainers send, and what they expect back. Each shape is a schema, a way to requests and a way from replies.
 *
 *     POST /openrlhf   { query: [], prompts: [], labels: [] }   →  { rewards: [], scores: [], extra_logs: { name: [] } }
 *     POST /slime      { prompt, response, label }              →  0.5, or with ?detail=true the whole reply
 *     POST /judge      { rows: [request, …] }                   →  { replies: [] }
 *
 * The first two tell no lengths, so a soft limit of length is left out for them. They know numbers only. What has none is paid by the server's settings and told apart in the logs: `unscored` for a
 * reference that failed alone, `failed` for a sample that could not be judged at all.
 */
import type { Reply, Request } from '../worker.ts'

/** Numbers for samples that have no score. */
export interface Substitutes {
  /** The reference alone failed. Default 0. */
  readonly unscored: number
  /** The sample was not judged: its request is none, or threads died of it. Default 0. */
  readonly failed: number
}

/** What a caller sets for all samples of a request, in the query. */
export type Settings = Pick<Request, 'preset' | 'policy'>

export interface OpenRlhfBody {
  readonly query: readonly string[]
  readonly prompts?: readonly (string | null)[] | null
  readonly labels: readonly (Request['gold'] & unknown)[]
}
export interface SlimeBody {
  readonly prompt?: unknown
  readonly response: string
  readonly label: Request['gold'] & unknown
}
export interface JudgeBody {
  readonly rows: readonly Request[]
}

export function scoreOf(reply: Reply, { unscored, failed }: Substitutes): number {
  if ('error' in reply) return failed
  return typeof reply.score === 'number' ? reply.score : unscored
}

/** @returns requests, or a text that says what does not fit together */
export function openRlhfRequests({ query, prompts, labels }: OpenRlhfBody, settings: Settings): readonly Request[] | string {
  if (labels.length !== query.length) return `expected as many labels as queries (${query.length}), found ${labels.length}`
  if (prompts && prompts.length !== query.length) return `expected as many prompts as queries (${query.length}), found ${prompts.length}`
  return query.map((text, at) => ({ query: text, prompt: prompts?.[at] ?? null, gold: labels[at] ?? null, overlong: null, ...settings }))
}

/** `scores` is the accuracy from 0 to 1, by which samples are filtered; every list has one number for each query. */
export function openRlhfReply(replies: readonly Reply[], substitutes: Substitutes): object {
  const flag = (test: (reply: Reply) => boolean): readonly number[] => replies.map(reply => (test(reply) ? 1 : 0))
  const accuracy = replies.map(reply => ('error' in reply ? 0 : (reply.acc ?? 0)))
  return {
    rewards: replies.map(reply => scoreOf(reply, substitutes)),
    scores: accuracy,
    extra_logs: {
      accuracy,
      undecided: flag(reply => 'outcome' in reply && reply.outcome === 'undecided'),
      no_answer: flag(reply => 'no_answer' in reply && reply.no_answer === true),
      unscored: flag(reply => 'unscored' in reply && reply.unscored === true),
      failed: flag(reply => 'error' in reply),
    },
  }
}

export const slimeRequest = ({ response, label }: SlimeBody, settings: Settings): Request => ({
  response,
  gold: label,
  overlong: null,
  ...settings,
})

const gold = { anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, { type: 'array', maxItems: 256 }, { type: 'object' }] }

/** @param rows the most samples of one request */
export const schemas = (rows: number): Readonly<Record<'openrlhf' | 'slime' | 'judge' | 'settings', object>> => ({
  openrlhf: {
    type: 'object',
    required: ['query', 'labels'],
    properties: {
      query: { type: 'array', maxItems: rows, items: { type: 'string' } },
      prompts: { type: ['array', 'null'], maxItems: rows, items: { type: ['string', 'null'] } },
      labels: { type: 'array', maxItems: rows, items: gold },
    },
  },
  slime: { type: 'object', required: ['response', 'label'], properties: { response: { type: 'string' }, label: gold } },
  judge: {
    type: 'object',
    required: ['rows'],
    additionalProperties: false,
    properties: { rows: { type: 'array', maxItems: rows, items: { type: 'object' } } },
  },
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: { preset: { type: 'string' }, policy: { type: 'string' }, detail: { type: 'string', enum: ['true', 'false'] } },
  },
})
