/** The command `mathverdict`: its subcommands, their options and their help. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { duplicateGrades } from '../curate/duplicates.ts'
import { shapeNames } from '../formats/shapes.ts'
import { type OverlongSpec, overlongPenalty } from '../reward/overlong.ts'
import { rewardPresets } from '../reward/presets.ts'
import { exitCodes, FileError, UsageError } from './exit-codes.ts'
import {
  curateHelp,
  explainHelp,
  judgeHelp,
  labelHelp,
  migrateHelp,
  overview,
  parseHelp,
  rejudgeHelp,
  reportHelp,
  serveHelp,
  verifyHelp,
  workerHelp,
} from './help.ts'
import type { MigrateOptions } from './migrate/command.ts'
import { policyNames } from './policy-names.ts'
import type { ServeOptions } from './serve.ts'
import { shieldAnswers, unshield, unshieldAll } from './shield.ts'
import type { Terminal } from './terminal.ts'

/**
 * Run one call. Subcommands are loaded when they are called, so that `verify` does not wait for what `judge` needs.
 *
 * @param args arguments after the name of the program
 * @returns the exit code
 */
export async function run(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  let code: number = exitCodes.ok
  const program = build(terminal, signal, exit => {
    code = exit
  })
  try {
    await program.parseAsync(shieldAnswers(args), { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (error instanceof UsageError) {
      terminal.err(`error: ${error.message}\n`)
      return exitCodes.usage
    }
    if (error instanceof FileError) {
      terminal.err(`error: ${error.message}\n`)
      return exitCodes.io
    }
    throw error
  }
}

function build(terminal: Terminal, signal: AbortSignal, done: (code: number) => void): Command {
  const program = new Command('mathverdict')
    .description('Decide whether mathematical answers equal their references, and say why.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(mathverdict --help tells more)')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => Math.min(terminal.columns, 110) })
    .addHelpText('after', overview)

  const policy = new Option('--policy <name>', 'how answers are compared').choices(policyNames).default('standard')

  program
    .command('judge')
    .summary('judge the responses of files and write verdicts beside them')
    .description('Judge every response of files against its gold. Files of any size are read as a stream, in constant memory.')
    .argument('[files...]', 'JSONL, JSON, CSV or Parquet files, compressed or not; - or nothing reads standard input')
    .option('-o, --out <dir>', 'write results into this folder instead of beside each input; it is made if need be')
    .option('--no-write', 'write no files, only print')
    .option('--force', 'replace result files that this command did not write')
    .option('--resume', 'go on with a run of the same command that did not end; from the start where there is none')
    .option('--restart', 'begin anew where an earlier run did not end')
    .option('--response <path>', 'field with the response: a dot path, with [] for every item (choices[].message.content)')
    .option('--gold <path>', 'field with the gold: a dot path')
    .addOption(new Option('--shape <name>', 'the tool that wrote the rows, where its fields do not tell').choices(shapeNames))
    .option('--label <path>', 'field with an earlier verdict (boolean, score or word) to compare with')
    .addOption(policy)
    .option('--finished', 'accept finished answers only (the default)')
    .option('--no-finished', 'accept unfinished answers such as 123\\cdot456 or \\sum_{k=1}^{9}k')
    .option('--prose', 'where nothing is marked as the answer, read the last formula or number of the prose')
    .option('--thinking-opened', 'the template of the prompt has written <think>: a response that never ends it has no answer')
    .addOption(new Option('--reward <preset>', 'also pay each verdict').choices(Object.keys(rewardPresets)))
    .option('--compat', 'pay as the published function of the preset would, holes included')
    .option('--tokens <path>', 'field with the length of a response in tokens')
    .option('--max-tokens <n>', 'a longer response is judged as one that was cut off: the limit of a stage', positiveInteger)
    .option('--overlong <max,buffer[,factor]>', 'soft limit of length, such as 16384,2000,0.1; none switches it off', overlong)
    .option('--limit <n>', 'judge the first n rows of each file', positiveInteger)
    .option(
      '--workers <n>',
      'threads that judge; the results are the same bytes for any number (default: the cores, for large files)',
      positiveInteger,
    )
    .option('--pass-at <k,...>', 'values of k for pass@k, when rows have several samples', positiveIntegers)
    .option('--examples <n>', 'examples of each outcome that are printed', wholeNumber, 3)
    .option('--json', 'print the summary as JSON instead of tables')
    .option('-q, --quiet', 'print nothing but mistakes')
    .addHelpText('after', judgeHelp)
    .action(async (files: readonly string[], options: object) => {
      const { judgeFiles } = await import('./judge/command.ts')
      done(await judgeFiles(files, { ...options, version: version() }, terminal, signal))
    })

  program
    .command('curate')
    .summary('choose the rows to train on, with a reason for each that is left out')
    .description('Judge the rollouts of files and keep the rows that can be verified, have the wanted difficulty and stand there once.')
    .argument('<files...>', 'JSONL, JSON, CSV or Parquet files, compressed or not')
    .requiredOption('-o, --out <dir>', 'folder for the rows that are kept and the manifest; it is made if need be')
    .option('--verdicts <dir>', 'take the verdicts that judge or rejudge wrote there instead of judging again')
    .option('--group', 'rows with the same question, images and gold are rollouts of one question, as trainers dump them')
    .option('--band <band>', 'pass rates that are kept: deepvision (1/8..7/8), visual-logic (3/8..4/8), hard (1/8..4/8) or two shares')
    .option('--sample <n>', 'keep all rows of the --hard band and n of the others, preferring rare knowledge points', wholeNumber)
    .option('--hard <band>', 'the band that --sample keeps whole (default: 1/8..4/8)')
    .option('--seed <n>', 'another sample of the same size', wholeNumber)
    .option('--no-validity', 'keep rows that no rule can verify')
    .option('--rules <rule,...>', 'validity rules that are asked (default: all)')
    .addOption(new Option('--dedupe <grade>', 'duplicates that are dropped').choices(['none', ...duplicateGrades]).default('normalised'))
    .option('--threshold <share>', 'share of three-word runs from which questions are near duplicates (default: 0.7)', share)
    .option('--drop-suspects', 'drop rows whose rollouts agree with each other and not with the gold; they are reported anyway')
    .option('--require-label', 'keep only rows whose correctness label is 1')
    .addOption(policy)
    .option('--no-finished', 'accept unfinished answers such as 123\\cdot456')
    .option('--prose', 'where nothing is marked as the answer, read the last formula or number of the prose')
    .addOption(new Option('--shape <name>', 'the tool that wrote the rows, where its fields do not tell').choices(shapeNames))
    .option('--response <path>', 'field with the response')
    .option('--gold <path>', 'field with the gold')
    .option('--question <path>', 'field with the question')
    .option('--points <path>', 'field with the knowledge points; a path may lead through a text of JSON')
    .option('--pass-rate <name>', 'field with a pass rate "2/8", and where a new one is written (default: pass_rate)')
    .option('--of <n>', 'how many rollouts a pass rate stands on that is written as a share such as 0.25', positiveInteger)
    .option('--label-field <path>', 'field with the correctness label (default: correctness_label)')
    .option(
      '--workers <n>',
      'threads that judge; the results are the same bytes for any number (default: the cores, for large files)',
      positiveInteger,
    )
    .option('--restart', 'begin anew where an earlier run did not end')
    .option('--force', 'replace files that this command did not write')
    .option('--json', 'print the report as JSON instead of tables')
    .option('-q, --quiet', 'print nothing but mistakes')
    .addHelpText('after', curateHelp)
    .action(async (files: readonly string[], options: { readonly out: string }) => {
      const { curateFiles } = await import('./curate/command.ts')
      done(await curateFiles(files, { ...options, version: version() }, terminal, signal))
    })

  const judged = (command: Command): Command =>
    command
      .argument('<files...>', 'the files that were judged: JSONL, JSON, CSV or Parquet, compressed or not')
      .requiredOption('-o, --out <dir>', 'folder for the results; it is made if need be')
      .requiredOption('--model <name>', 'the model as its server calls it')
      .option('--base-url <address>', 'an OpenAI-compatible API, up to and with /v1 (default: OPENAI_BASE_URL)')
      .option('--key-variable <name>', 'environment variable with the key (default: OPENAI_API_KEY)')
      .option('--concurrency <n>', 'requests at the same time (default: 8)', positiveInteger)
      .option('--timeout <ms>', 'milliseconds for one request (default: 60000)', positiveInteger)
      .option('--retries <n>', 'further tries when the server fails or limits rates (default: 5)', wholeNumber)
      .option('--reasks <n>', 'further tries when a reply is no verdict (default: 1)', wholeNumber)
      .option('--max-tokens <n>', 'tokens of a reply; reasoning models need many', positiveInteger)
      .option('--cache <file>', 'file that keeps replies (default: judge-cache.jsonl in --out)')
      .addOption(new Option('--shape <name>', 'the tool that wrote the rows, where its fields do not tell').choices(shapeNames))
      .option('--question <path>', 'field with the question')
      .option('-q, --quiet', 'print nothing but mistakes')

  judged(program.command('rejudge'))
    .summary('ask a model about what the rules refused or could not decide')
    .description('Ask a model for a second opinion on verdicts that judge has written, and merge its word into them with its origin.')
    .option('--from <dir>', 'folder with the results of judge (default: beside each file)')
    .option('--select <kinds>', 'verdicts that are asked about (default: different,undecided-reference)')
    .option('--audit <share>', 'share of the accepted answers that is asked about, too, for the precision of the rules', anyShare)
    .option('--prompt <name>', 'what the model is asked: deepvision, strict, or a file .json with a prompt of your own', 'deepvision')
    .option('--longest-answer <n>', 'longest answer that is sent (default: 300)', positiveInteger)
    .option('--price <input,output>', 'price of a million tokens, for the totals', prices)
    .option('--json', 'print the totals as JSON instead of tables')
    .addHelpText('after', rejudgeHelp)
    .action(async (files: readonly string[], options: { readonly out: string; readonly model: string }) => {
      const { rejudgeFiles } = await import('./rejudge/command.ts')
      done(await rejudgeFiles(files, { ...options, version: version() }, terminal, signal))
    })

  judged(program.command('label'))
    .summary('ask a model whether question and gold of each row fit together')
    .description('Ask a model for one correctness label for each row, and write the rows again with correctness_label, for curate.')
    .option('--gold <path>', 'field with the gold')
    .addHelpText('after', labelHelp)
    .action(async (files: readonly string[], options: { readonly out: string; readonly model: string }) => {
      const { labelFiles } = await import('./rejudge/label.ts')
      done(await labelFiles(files, options, terminal, signal))
    })

  program
    .command('report')
    .summary('show what was judged as one page of HTML')
    .description('Make one page of HTML of files that judge or rejudge has judged: tables, filters, formulas, trees and traces.')
    .argument('<files...>', 'the files that were judged: JSONL, JSON, CSV or Parquet, compressed or not')
    .requiredOption('-o, --out <file>', 'the page')
    .option('--from <dir>', 'folder with the results of judge or rejudge (default: beside each file)')
    .option('--title <text>', 'title of the page (default: the names of the files)')
    .option('--each <n>', 'verdicts of every outcome, cause and kind that are shown', positiveInteger, 50)
    .option('--question <path>', 'field with the question')
    .option('--force', 'replace a file that is no .html')
    .option('-q, --quiet', 'print nothing but mistakes')
    .addHelpText('after', reportHelp)
    .action(async (files: readonly string[], options: { readonly out: string }) => {
      const { reportFiles } = await import('./report/command.ts')
      done(await reportFiles(files, options, terminal, signal))
    })

  const answers = (command: Command): Command =>
    command
      .argument('<pred>', 'the prediction: an answer, or a response that holds a box; - reads standard input', unshield)
      .argument('<gold...>', 'the gold, and any alternatives to it', unshieldAll)
      .addOption(policy)
      .addOption(new Option('--as <what>', 'what the prediction is').choices(['auto', 'answer', 'response']).default('auto'))
      .option('--option <text...>', 'contents of the options A, B, … of a multiple-choice question')
      .option('--finished', 'demand a finished answer: no 123\\cdot456, no \\sum')
      .option('--json', 'print the verdict as JSON')

  answers(program.command('verify'))
    .summary('tell whether a prediction equals a gold')
    .description('Tell whether a prediction equals a gold. The prediction comes first.')
    .option('-q, --quiet', 'print nothing, only set the exit code')
    .addHelpText('after', verifyHelp)
    .action(async (prediction: string, golds: readonly string[], options: object) => {
      const { verifyAnswer } = await import('./answers.ts')
      done(await verifyAnswer(prediction, golds, options, terminal))
    })

  answers(program.command('explain'))
    .summary('tell why a prediction equals a gold, or not')
    .description('Tell how the answer was found, how both sides were read, and what decided.')
    .addHelpText('after', explainHelp)
    .action(async (prediction: string, golds: readonly string[], options: object) => {
      const { explainAnswer } = await import('./answers.ts')
      done(await explainAnswer(prediction, golds, options, terminal))
    })

  program
    .command('parse')
    .summary('show how an answer is read')
    .description('Read one answer, in LaTeX or plain text, and print its tree. Remarks on the text go to standard error.')
    .argument('<text>', 'the answer; - reads standard input', unshield)
    .addOption(new Option('--format <name>', 'what is printed').choices(['tree', 'json', 'latex', 'text', 'mathjson']).default('tree'))
    .addHelpText('after', parseHelp)
    .action(async (text: string, options: object) => {
      const { parseAnswer } = await import('./parse-answer.ts')
      done(await parseAnswer(text, options, terminal))
    })

  program
    .command('migrate')
    .summary('compare with Math-Verify on your own rows, before you switch')
    .description('Judge rows by this program and by Math-Verify, and list the differences by their reason.')
    .argument('[files...]', 'files of rows, as for judge; - or nothing reads standard input')
    .option('--label <path>', 'field with verdicts of Math-Verify that were recorded; without it Math-Verify is asked')
    .option('--python <command>', 'a Python that has Math-Verify installed', 'python3')
    .option('--response <path>', 'field with the response: a dot path')
    .option('--gold <path>', 'field with the gold: a dot path')
    .addOption(policy)
    .option('--finished', 'accept finished answers only, as rewards do')
    .option('--prose', 'where nothing is marked as the answer, read the last formula or number of the prose')
    .option('--limit <n>', 'compare the first n rows', positiveInteger)
    .option('--examples <n>', 'examples of each reason', wholeNumber, 2)
    .option('-o, --out <file>', 'write every difference as a line of JSON')
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', migrateHelp)
    .action(async (files: readonly string[], options: MigrateOptions) => {
      const { migrate } = await import('./migrate/command.ts')
      done(await migrate(files, options, terminal, signal))
    })

  program
    .command('serve')
    .summary('answer over HTTP, in the shapes that trainers send')
    .description('Answer over HTTP: POST /openrlhf, /slime and /judge; GET /health and /metrics.')
    .option('--port <n>', 'port; 0 takes a free one', wholeNumber, 8787)
    .option('--host <address>', 'address to listen on; others than this machine reach it only if it is changed', '127.0.0.1')
    .option('--threads <n>', 'threads that judge (default: one for each core but one)', positiveInteger)
    .addOption(
      new Option('--reward <preset>', 'what samples are paid that name no preset').choices(Object.keys(rewardPresets)).default('accuracy'),
    )
    .option('--unscored <score>', 'paid where the gold alone failed', number, 0)
    .option('--failed <score>', 'paid where a sample could not be judged at all', number, 0)
    .option('--max-rows <n>', 'samples of one request', positiveInteger, 4096)
    .option('--max-pending <n>', 'samples that may wait; more are refused with 429', positiveInteger, 16384)
    .option('--rate <n>', 'requests of one client in a minute', positiveInteger, 60000)
    .addHelpText('after', serveHelp)
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.ts')
      done(await serve(options, terminal, signal))
    })

  program
    .command('worker')
    .summary('answer lines of JSON on standard input, for parents in any language')
    .description('Read one request for each line of standard input and write one reply for each to standard output, in order.')
    .addHelpText('after', workerHelp)
    .action(async () => {
      const { processPipe, work } = await import('./worker.ts')
      done(await work(processPipe()))
    })

  return program
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.')
  return value
}

function overlong(text: string): OverlongSpec | 'none' {
  if (text === 'none') return text
  const found = /^(\d{1,15}),(\d{1,15})(?:,(\d{1,9}(?:\.\d{1,15})?))?$/.exec(text)
  if (found === null) throw new InvalidArgumentError('Expected max,buffer or max,buffer,factor, such as 16384,2000,0.1, or none.')
  const spec = { maxTokens: Number(found[1]), buffer: Number(found[2]), ...(found[3] !== undefined && { factor: Number(found[3]) }) }
  try {
    overlongPenalty(0, spec)
    return spec
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}

function anyShare(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Expected a share from 0 to 1.')
  return value
}

function prices(text: string): { readonly input: number; readonly output: number } {
  const found = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(text)
  if (found === null) throw new InvalidArgumentError('Expected two prices such as 0.25,2.')
  return { input: Number(found[1]), output: Number(found[2]) }
}

function share(text: string): number {
  const value = Number(text)
  if (!(value >= 0.5 && value <= 1)) throw new InvalidArgumentError('Expected a share from 0.5 to 1.')
  return value
}

function positiveInteger(text: string): number {
  const value = wholeNumber(text)
  if (value === 0) throw new InvalidArgumentError('Expected a whole number above 0.')
  return value
}

function positiveIntegers(text: string): readonly number[] {
  return [...new Set(text.split(',').map(part => positiveInteger(part.trim())))].sort((a, b) => a - b)
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version: found }: { version: string } = JSON.parse(text)
  return found
}
