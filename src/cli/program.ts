/** The command `mathverdict`: its subcommands, their options and their help. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { duplicateGrades } from '../curate/duplicates.ts'
import { shapeNames } from '../formats/shapes.ts'
import { type OverlongSpec, overlongPenalty } from '../reward/overlong.ts'
import { rewardPresets } from '../reward/presets.ts'
import { exitCodes, FileError, UsageError } from './exit-codes.ts'
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
    .addOption(new Option('--prompt <name>', 'what the model is asked').choices(['deepvision', 'strict']).default('deepvision'))
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

const overview = `
Examples:
  mathverdict judge rollouts.jsonl                 writes rollouts_evaluation.json and more beside it
  mathverdict verify '\\frac12' 0.5                 prints the outcome; exit code 0
  mathverdict explain 'So \\boxed{0.5}.' '\\frac13'  says why not
  mathverdict parse '2\\frac13 x'                   shows how it is read

Every command tells its exit codes in its own --help. NO_COLOR turns colour off.`

const judgeHelp = `
Fields of a row:
  response    model_response, response, model_responses[].content (several samples), or --response
  gold        gdt, ground_truth, answer, reward_model.ground_truth, gold, or --gold; numbers and booleans count, 0 as well
  also right  reward_model.equivalent_answers or equivalent_answers; a list with __EMPTY__ is dropped
  options     options or choices: a list of texts, or an object from letters to texts
  cut off     finish_reason of the row or of a sample: after "length" only a finished answer counts
  length      response_length, response_token_length, tokens, usage.completion_tokens, or --tokens; where a reward prices it
  who judges  reward or category (wethink), problem_type (video-r1), reward_verifier (v-triune); judgement holds what a model said
  declared    gold: { type, ordered, tolerance, unit, options, multiple }
  Rows of verl, VLMEvalKit, ms-swift, Qwen2.5-Math, MathRuler, EasyR1, R1-V, WeThink and GameQA are known by their fields (--shape).

Files written for X.jsonl:
  X_evaluation.json   the summary: counts, accuracy, undecided by cause and side, by kind, by place, by strategy
  X_verdicts.jsonl    one line for each sample: outcome, extracted answer, reason
  X_errors.jsonl      every row that is not entirely correct, whole, with _eval_info: the rows to judge again
  X_bad-lines.jsonl   lines that are no row, with their line number (only if there are any)
  They appear when the file is done; an interrupted run leaves earlier results as they were. Results of an earlier run are
  replaced, foreign files and inputs never (--force replaces the former). For standard input X is "stdin", and files are
  written only with --out.

Counting:
  An undecided answer is neither correct nor wrong; the accuracy is given with undecided as wrong and as right. A missing
  response counts as undecided. Rows without gold and bad lines are outside the accuracy, and are counted and shown.

Rewards:
  The score is that of the preset, by its own demands on an answer; --compat brings back the published function, with which our
  verdicts stay as they are. A row that a model or a measure judges is unscored until its judgement is there: rejudge asks for it.

Exit codes:
  0  every row was judged
  1  done, but some lines or rows could not be judged: bad lines, no gold, no response
  2  wrong call: nothing was read or written
  3  there was no row to judge
  4  reading or writing failed; results of an earlier run are untouched
  130  interrupted

Examples:
  mathverdict judge rollouts.jsonl
  mathverdict judge runs/*.jsonl --out verdicts --reward deepvision
  mathverdict judge stage1.jsonl --reward vision-r1 --max-tokens 4096
  mathverdict judge run.jsonl --reward dapo --overlong 16384,2000,0.1 --tokens usage.output_tokens
  mathverdict judge big.jsonl.gz --json --no-write | jq .total.accuracy
  mathverdict judge eval.jsonl --response output.text --gold meta.solution --pass-at 1,8`

const migrateHelp = `
Math-Verify is called as verl calls it: the gold in a box of its own, the response whole, every default. What it fails on, or does
not answer in 30 s, counts as refused and is counted apart.

Exit codes:
  0  every row was compared, whatever the differences
  1  done, but some rows had no gold, no response or no label
  2  wrong call, or no Math-Verify in that Python
  3  there was no row to compare

Examples:
  mathverdict migrate rollouts.jsonl --python .venv/bin/python --out differences.jsonl
  mathverdict migrate rollouts.jsonl --label math_verify`

const serveHelp = `
Shapes:
  POST /openrlhf  {"query": [...], "prompts": [...], "labels": [...]}  ->  {"rewards": [...], "scores": [...], "extra_logs": {...}}
  POST /slime     {"prompt": ..., "response": "...", "label": "..."}    ->  a number; with ?detail=true the whole reply
  POST /judge     {"rows": [request, ...]}                             ->  {"replies": [...]}; requests are those of mathverdict worker
  ?preset=NAME and ?policy=NAME hold for all samples of a request.

With MATHVERDICT_TOKEN in the environment, requests need "Authorization: Bearer TOKEN". SIGTERM and Ctrl-C answer what is
there and end. Too much at once is refused with 429 and Retry-After.

Exit codes: 0 ended in order, 2 wrong call or no such address

Examples:
  mathverdict serve --port 8787 --reward deepvision
  curl -s localhost:8787/slime -H 'content-type: application/json' -d '{"response": "\\\\boxed{0.5}", "label": "1/2"}'`

const workerHelp = `
Request:
  {"id": 7, "response": "So \\\\boxed{0.5}.", "gold": "1/2"}        id comes back; gold may be a list of alternatives
  {"id": 8, "prediction": "0.5", "gold": "1/2", "policy": "exact"}    an answer by itself
  further fields: references, options, finish_reason, tokens, preset, compat, max_tokens, overlong, thinking_opened, finished, prose, as, verdict

Reply: the columns of a trainer's log (score, acc, outcome, kind, cause, side, prediction, reason, ...), or
  {"id": 7, "line": 3, "error": {"code": "bad-json" | "bad-request" | "internal", "message": "..."}}

Exit codes: 0 at the end of the input, 4 when nobody reads the replies`

const curateHelp = `
Stages, in this order; the first that objects drops the row and is named in the manifest:
  read        lines that are no row, rows that cannot be judged
  validity    proof, explain, describe, several questions, yes/no, options missing, answers that no rule can verify
  label       correctness labels other than 1 (ERR_IMG_MISSING, ERR_TEXT_MISSING, ERR_MISMATCH, CORRECTION)
  difficulty  pass rates outside of --band; undecided rollouts count as not right
  suspect     with --drop-suspects
  duplicate   the same question with the same images: exact, normalised, or near with the same numbers
  sample      with --sample

Files written into the folder:
  X_kept.*          the rows of X that are kept, in the same format, letter by letter, with pass_rate if rollouts were judged
  manifest.jsonl    one line for each row that is left out: file, row, id, stage, rule, reason
  suspects.jsonl    rows whose rollouts agree with each other and not with the gold, or whose equivalent answers contradict it
  curation.json     the rules, and the counts of every stage
  They appear when everything is done. A run that was ended, at any moment, goes on with the same command and gives the same bytes.

Exit codes:
  0  every row was read      1  done, but some lines or rows could not be read
  2  wrong call              3  there was no row
  4  reading or writing failed
  130  interrupted

Examples:
  mathverdict curate rollouts.jsonl --out train --band deepvision
  mathverdict curate math-77k.parquet --out train --band 1/8..7/8 --sample 20000 --dedupe near
  mathverdict curate run.parquet --verdicts judged --out train --drop-suspects`

const rejudgeHelp = `
What is asked about: different, undecided-reference, undecided-both, undecided-prediction, equivalent. By default the first two. What the
prediction made unreadable is asked about only if it is named. Never sent: two plain numbers, no answer, long answers, answers
that speak to the judge, markup, gibberish. Rows that name a model as their judge (judge --reward wethink) are always asked about,
for a tier: Correct, Partly or Incorrect.

What holds: for verdicts other than equivalent the word of the model, if it is exactly Correct or Incorrect; else that of the rules.
A reply that is anything else is unparsed, a request without reply failed; neither is ever correct.

Files written into the folder, for X:
  X_verdicts.jsonl    every verdict with correct (what holds), origin (rule or model), rule_correct, model_verdict,
                        and score as the model's word changes it, with rule_score
  X_evaluation.json   the evaluation with the counts that hold, and rejudge: totals, cost, precision and recall of the rules
  judge-cache.jsonl   replies, so that a run that was ended asks only for the rest

Exit codes: 0 done, 1 done but some replies failed or were unparsed, 2 wrong call, 4 the judge or a file failed, 130 interrupted

Examples:
  mathverdict judge run.jsonl --out judged
  OPENAI_API_KEY=none mathverdict rejudge run.jsonl --from judged --out final --model qwen3 --base-url http://127.0.0.1:8000/v1
  mathverdict curate run.jsonl --verdicts final --out train --band deepvision`

const labelHelp = `
Labels: 1 (fits and is right), CORRECTION, ERR_IMG_MISSING, ERR_TEXT_MISSING, ERR_MISMATCH; anything else becomes unparsed.
Corrections are written beside the label and never applied.

Exit codes: 0 done, 1 done but some labels are unparsed, 2 wrong call, 4 the judge or a file failed, 130 interrupted

Example:
  mathverdict label math.parquet --out labelled --model gpt-5-mini
  mathverdict curate labelled/math_labelled.parquet --out train --require-label`

const reportHelp = `
The page holds everything that it needs: no network, no server, no other file. What models and data sets wrote is escaped and
cannot run. Counts are those of all verdicts; the verdicts themselves are chosen evenly, so a page of a million rows stays small.
Those that are shown are judged again for their traces, by the same rules.

Exit codes: 0 done, 2 wrong call, or judged by other rules, 3 there was no verdict, 4 a file failed, 130 interrupted

Examples:
  mathverdict judge run.jsonl --out judged && mathverdict report run.jsonl --from judged --out report.html
  mathverdict report run.jsonl --from final --out report.html --each 200`

const verifyHelp = `
Exit codes: 0 equivalent, 1 different, 2 wrong call, 3 undecided

Examples:
  mathverdict verify '\\frac{1}{2}' 0.5
  mathverdict verify '-1<x\\le2' '(-1,2]'
  mathverdict verify 24 B --option 12 24 36 48
  mathverdict verify - 42 --as response < response.txt
  if mathverdict verify -q "$answer" "$gold"; then echo right; fi

An answer that begins with a minus sign needs no care: mathverdict verify -x -1x`

const explainHelp = `
Exit codes: 0 explained, whatever the outcome; 2 wrong call

Examples:
  mathverdict explain 1.41 '\\sqrt2'
  mathverdict explain 'Thus \\boxed{x+1}' '\\frac{x^2-1}{x-1}'`

const parseHelp = `
Exit codes: 0 read completely, 1 a part could not be read, 2 wrong call

Examples:
  mathverdict parse '2\\frac13'
  mathverdict parse 'sqrt(3)/2' --format latex
  mathverdict parse 'x**2' --format mathjson`

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
