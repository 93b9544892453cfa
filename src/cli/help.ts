/** What `--help` adds to the options of each command: fields, files, counting, exit codes, examples. */

export const overview = `
Examples:
  mathverdict judge rollouts.jsonl                 writes rollouts_evaluation.json and more beside it
  mathverdict verify '\\frac12' 0.5                 prints the outcome; exit code 0
  mathverdict explain 'So \\boxed{0.5}.' '\\frac13'  says why not
  mathverdict parse '2\\frac13 x'                   shows how it is read

Every command tells its exit codes in its own --help. NO_COLOR turns colour off.`

export const judgeHelp = `
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
  A run that was ended leaves X_judge.journal and *.partial, with which --resume goes on to the same bytes.

Counting:
  An undecided answer is neither correct nor wrong; the accuracy is given with undecided as wrong and as right. A missing
  response counts as undecided. Rows without gold and bad lines are outside the accuracy, and are counted and shown.

Rewards:
  The score is that of the preset, by its own demands on an answer; --compat brings back the published function, with which our
  verdicts stay as they are. A row that a model or a measure judges is unscored until its judgement is there: rejudge asks for it.

Exit codes:
  0  every row was judged
  1  done, but some lines or rows could not be judged: bad lines, no gold, no response
  2  wrong call, another process that writes the same results, or an earlier run that did not end: nothing was written
  3  there was no row to judge
  4  reading or writing failed; results of an earlier run are untouched, and --resume goes on
  130  interrupted; --resume goes on

Examples:
  mathverdict judge rollouts.jsonl
  mathverdict judge runs/*.jsonl --out verdicts --reward deepvision --resume
  mathverdict judge stage1.jsonl --reward vision-r1 --max-tokens 4096
  mathverdict judge run.jsonl --reward dapo --overlong 16384,2000,0.1 --tokens usage.output_tokens
  mathverdict judge big.jsonl.gz --json --no-write | jq .total.accuracy
  mathverdict judge eval.jsonl --response output.text --gold meta.solution --pass-at 1,8`

export const migrateHelp = `
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

export const serveHelp = `
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

export const workerHelp = `
Request:
  {"id": 7, "response": "So \\\\boxed{0.5}.", "gold": "1/2"}        id comes back; gold may be a list of alternatives
  {"id": 8, "prediction": "0.5", "gold": "1/2", "policy": "exact"}    an answer by itself
  further fields: references, options, finish_reason, tokens, preset, compat, max_tokens, overlong, thinking_opened, finished, prose, as, verdict

Reply: the columns of a trainer's log (score, acc, outcome, kind, cause, side, prediction, reason, ...), or
  {"id": 7, "line": 3, "error": {"code": "bad-json" | "bad-request" | "internal", "message": "..."}}

Exit codes: 0 at the end of the input, 4 when nobody reads the replies`

export const curateHelp = `
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

export const rejudgeHelp = `
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

export const labelHelp = `
Labels: 1 (fits and is right), CORRECTION, ERR_IMG_MISSING, ERR_TEXT_MISSING, ERR_MISMATCH; anything else becomes unparsed.
Corrections are written beside the label and never applied.

Exit codes: 0 done, 1 done but some labels are unparsed, 2 wrong call, 4 the judge or a file failed, 130 interrupted

Example:
  mathverdict label math.parquet --out labelled --model gpt-5-mini
  mathverdict curate labelled/math_labelled.parquet --out train --require-label`

export const reportHelp = `
The page holds everything that it needs: no network, no server, no other file. What models and data sets wrote is escaped and
cannot run. Counts are those of all verdicts; the verdicts themselves are chosen evenly, so a page of a million rows stays small.
Those that are shown are judged again for their traces, by the same rules.

Exit codes: 0 done, 2 wrong call, or judged by other rules, 3 there was no verdict, 4 a file failed, 130 interrupted

Examples:
  mathverdict judge run.jsonl --out judged && mathverdict report run.jsonl --from judged --out report.html
  mathverdict report run.jsonl --from final --out report.html --each 200`

export const verifyHelp = `
Exit codes: 0 equivalent, 1 different, 2 wrong call, 3 undecided

Examples:
  mathverdict verify '\\frac{1}{2}' 0.5
  mathverdict verify '-1<x\\le2' '(-1,2]'
  mathverdict verify 24 B --option 12 24 36 48
  mathverdict verify - 42 --as response < response.txt
  if mathverdict verify -q "$answer" "$gold"; then echo right; fi

An answer that begins with a minus sign needs no care: mathverdict verify -x -1x`

export const explainHelp = `
Exit codes: 0 explained, whatever the outcome; 2 wrong call

Examples:
  mathverdict explain 1.41 '\\sqrt2'
  mathverdict explain 'Thus \\boxed{x+1}' '\\frac{x^2-1}{x-1}'`

export const parseHelp = `
Exit codes: 0 read completely, 1 a part could not be read, 2 wrong call

Examples:
  mathverdict parse '2\\frac13'
  mathverdict parse 'sqrt(3)/2' --format latex
  mathverdict parse 'x**2' --format mathjson`
