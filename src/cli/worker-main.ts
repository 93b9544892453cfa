/** `mathverdict worker` alone: the entry of the single file that packages for other languages carry. */
import { processPipe, work } from './worker.ts'

// A parent that is interrupted closes the pipe when it is ready to.
process.on('SIGINT', () => undefined)
process.exitCode = await work(processPipe())
