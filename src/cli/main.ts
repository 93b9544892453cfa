#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts'
import { run } from './program.ts'
import { processTerminal } from './terminal.ts'

const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())
process.once('SIGTERM', () => interrupt.abort())
const terminal = processTerminal()
try {
  // The exit code is set, not forced, so that pipes are drained.
  process.exitCode = await run(process.argv.slice(2), terminal, interrupt.signal)
} catch (error) {
  terminal.err(
    `mathverdict failed, which is a mistake of its own and should be reported:\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = exitCodes.bug
}
