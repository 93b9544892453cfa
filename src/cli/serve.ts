/** `mathverdict serve`: the HTTP server, from its start to its end. */
import { isIPv6 } from 'node:net'
import { presetRule } from '../reward/presets.ts'
import { createServer } from '../serve.ts'
import { exitCodes, UsageError } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

export interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly threads?: number
  readonly reward?: string
  readonly unscored?: number
  readonly failed?: number
  readonly maxRows?: number
  readonly maxPending?: number
  readonly rate?: number
}

/** The token comes from the environment, because other users of a machine can read arguments. */
export const tokenVariable = 'MATHVERDICT_TOKEN'

export async function serve(options: ServeOptions, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const { port, host, reward, ...sizes } = options
  const token = process.env[tokenVariable]
  const server = await createServer({ ...sizes, ...(reward !== undefined && { preset: reward }), ...(token && { token }) })
  try {
    await server.app.listen({ port, host })
  } catch (error) {
    await server.close()
    throw new UsageError(`cannot listen on ${host} port ${port}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const [address] = server.app.addresses()
  terminal.err(`mathverdict serves at http://${isIPv6(host) ? `[${host}]` : host}:${typeof address === 'object' ? address.port : port}\n`)
  if (reward !== undefined && presetRule(reward).overlong !== null)
    terminal.err(`The price that '${reward}' puts on length is left out on /openrlhf and /slime, whose bodies tell no lengths.\n`)
  if (!token && !['127.0.0.1', '::1', 'localhost'].includes(host))
    terminal.err(`Whoever reaches this machine can use it: set ${tokenVariable} to ask for a token.\n`)
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await server.close()
  return exitCodes.ok
}
