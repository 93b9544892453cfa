/** From the options of the command to those of the judge. */
import { readFile } from 'node:fs/promises'
import { createModelJudge, JudgeUnavailable, type ModelJudge, type ModelJudgeOptions } from '../../judge-model.ts'
import { UsageError } from '../exit-codes.ts'

/** What is said about the judge on the command line. */
export interface JudgeCallOptions {
  readonly model: string
  readonly baseUrl?: string
  readonly keyVariable?: string
  readonly prompt?: string
  readonly concurrency?: number
  readonly timeout?: number
  readonly retries?: number
  readonly reasks?: number
  readonly maxTokens?: number
  readonly longestAnswer?: number
  readonly price?: { readonly input: number; readonly output: number }
  readonly cache?: string
}

/** @throws UsageError when an option is wrong or the environment holds no key */
export async function openJudge(options: JudgeCallOptions, cache: string): Promise<ModelJudge> {
  const prompt = options.prompt?.endsWith('.json') === true ? await promptIn(options.prompt) : options.prompt
  const names = [
    'model',
    'baseUrl',
    'keyVariable',
    'prompt',
    'concurrency',
    'timeout',
    'retries',
    'reasks',
    'maxTokens',
    'longestAnswer',
    'price',
  ] as const
  const given = names.filter(name => options[name] !== undefined).map(name => [name, options[name]])
  try {
    return await createModelJudge({
      ...Object.fromEntries(given),
      ...(prompt !== undefined && { prompt }),
      cache: options.cache ?? cache,
    } as ModelJudgeOptions)
  } catch (error) {
    if (error instanceof TypeError || error instanceof JudgeUnavailable) throw new UsageError(error.message)
    throw error
  }
}

/** A prompt of the caller's, from a file of JSON. */
async function promptIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`--prompt: cannot read ${path}: ${(error as Error).message}`)
  }
}
