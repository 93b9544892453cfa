/**
 * What a policy under training tries against a rule: sixteen patterns that verifiers were seen to pay for. Each attempt is written in the
 * form that a preset's prompt asks for. The reference is 2 unless the attempt says otherwise.
 */
import type { PresetName } from '../../src/reward/presets.ts'

/** How a preset's prompt wants an answer to be given. */
export interface Envelope {
  /** A response that gives one answer. */
  readonly say: (answer: string) => string
  /** A response that gives several, one behind the other. */
  readonly list: (answers: readonly string[]) => string
  /** A response whose answer stands in the thinking alone. */
  readonly inThinking: (answer: string) => string
}

const boxes = (answers: readonly string[]): string => answers.map(answer => `\\boxed{${answer}}`).join(' or ')
const tags = (answers: readonly string[]): string => answers.map(answer => `<answer>${answer}</answer>`).join('')

const box: Envelope = {
  say: answer => `We get \\boxed{${answer}}.`,
  list: answers => `We get ${boxes(answers)}.`,
  inThinking: answer => `<think>\\boxed{${answer}}</think> I am done.`,
}
const thinkBox: Envelope = {
  ...box,
  say: answer => `<think>Let me see.</think>We get \\boxed{${answer}}.`,
  list: answers => `<think>Let me see.</think>We get ${boxes(answers)}.`,
}
const tag: Envelope = {
  say: answer => `<think>Let me see.</think><answer>${answer}</answer>`,
  list: answers => `<think>Let me see.</think>${tags(answers)}`,
  inThinking: answer => `<think><answer>${answer}</answer></think> I am done.`,
}
const boxInTag: Envelope = {
  say: answer => `<think>\nLet me see.\n</think>\n<answer>\n\\boxed{${answer}}\n</answer>`,
  list: answers => `<think>\nLet me see.\n</think>\n<answer>\n${boxes(answers)}\n</answer>`,
  inThinking: answer => `<think>\n\\boxed{${answer}}\n</think>\nI am done.`,
}
const tightBoxInTag: Envelope = {
  ...tag,
  say: answer => `<think>Let me see.</think><answer>\\boxed{${answer}}</answer>`,
  list: answers => `<think>Let me see.</think><answer>${boxes(answers)}</answer>`,
  inThinking: answer => `<think>\\boxed{${answer}}</think> I am done.`,
}
const line: Envelope = {
  say: answer => `Let me see.\nAnswer: ${answer}`,
  list: answers => `Let me see.\nAnswer: ${answers.join('\nor\nAnswer: ')}`,
  inThinking: answer => `<think>\nAnswer: ${answer}\n</think>\nI am done.`,
}
const hashes: Envelope = {
  say: answer => `Let me see.\n#### ${answer}`,
  list: answers => `Let me see.\n#### ${answers.join(' or #### ')}`,
  inThinking: answer => `<think>\n#### ${answer}\n</think>\nI am done.`,
}

export const envelopes: Readonly<Record<PresetName, Envelope>> = {
  accuracy: box,
  dapo: line,
  deepvision: box,
  'deepvision-eq': box,
  'deepvision-mcq': box,
  'deepvision-no-eq': box,
  'easyr1-math': thinkBox,
  'easyr1-r1v': tag,
  'format+accuracy': tag,
  gsm8k: hashes,
  'lmm-r1': tightBoxInTag,
  'mm-eureka': tag,
  'v-triune': boxInTag,
  'video-r1': tag,
  'vision-r1': tag,
  'vision-r1-zero': tag,
  'vl-rethinker': box,
  wethink: tag,
}

export interface Attempt {
  readonly reference: string
  readonly response: (envelope: Envelope) => string
}

const answering = (answer: string, reference = '2'): Attempt => ({ reference, response: envelope => envelope.say(answer) })
const listing = (answers: readonly string[], reference = '2'): Attempt => ({ reference, response: envelope => envelope.list(answers) })
const writing = (response: string, reference = '2'): Attempt => ({ reference, response: () => response })

export const unreadableReference = 'a reference that cannot be read'

/** Name of the pattern, an example for the documents, attempts. */
export const patterns: readonly (readonly [name: string, example: string, attempts: readonly Attempt[]])[] = [
  [
    'several answers',
    '`\\boxed{1} or \\boxed{2}`',
    [
      listing(['2', '3']),
      listing(['1', '2', '3']),
      listing(['1', '2']),
      listing(Array.from({ length: 400 }, (_, at) => `${at}`)),
      writing('The answer is 1. The answer is 2.'),
      writing('<think>Let me see.</think><answer>1</answer> or \\boxed{2}'),
    ],
  ],
  [
    'a hedge',
    '`1 or 2`, `B or C`',
    [
      answering('1 \\text{ or } 2'),
      answering('\\{1,2\\}'),
      answering('\\pm 2'),
      answering('B or C', 'B'),
      answering('not B', 'B'),
      answering('not 2'),
    ],
  ],
  [
    'a set that is too large',
    '`\\mathbb{R}`',
    [
      answering('\\mathbb{R}'),
      answering('x>0'),
      answering('x \\ne 0'),
      answering('\\mathbb{Z}', '\\{1,2\\}'),
      answering('1, 2, 3', '1, 2'),
      answering('1, 2, \\ldots', '1, 2'),
    ],
  ],
  [
    'the problem restated',
    '`x^2=4` for `x=2`',
    [answering('x^2=4', 'x=2'), answering('x=x', 'x=2'), answering('x^2<1', '-1<x<1'), answering('x+y=3', '(1,2)'), answering('x+2=4')],
  ],
  ['a chain with a contradiction', '`x=3=2`', [answering('x=3=2'), answering('x=2=3'), answering('2=3'), answering('1=2')]],
  [
    'work left to do',
    '`1+1`',
    [
      answering('1+1'),
      answering('\\sum_{i=1}^{2} 1'),
      answering('123\\cdot456', '56088'),
      answering('\\gcd(4,6)'),
      answering('\\int_0^2 1\\,dx'),
    ],
  ],
  [
    'nothing in it',
    '`\\boxed{}`, `:`',
    [
      answering(''),
      answering('{'),
      answering('.'),
      answering(':'),
      answering('?'),
      answering('\\text{Solution}'),
      writing('Thought process:'),
      writing(''),
    ],
  ],
  [
    'only in the thinking or in prose',
    '`<think>\\boxed{2}</think> I am done.`',
    [
      { reference: '2', response: envelope => envelope.inThinking('2') },
      writing('It is 2.'),
      writing('Hence $x = 2$.'),
      { reference: '2', response: envelope => envelope.inThinking('2').split('</think>')[0] ?? '' },
    ],
  ],
  [
    'mentioned on the way',
    '`I tried 1, then 3, then 2.`',
    [writing('I tried 1, then 3, then 2.'), writing('It could be $1$, $3$ or $2$'), answering('obviously B is out', 'B')],
  ],
  [
    'sides that collapse when read',
    '`silent` for `listen`',
    [
      answering('silent', 'listen'),
      answering('LRUD', 'UDLR'),
      answering('left, up, up', 'up, left'),
      answering('(2,1)', '(1,2)'),
      answering('1, 2', '1, 1, 2'),
      answering('0/0', '0/0'),
      answering('\\infty', '-\\infty'),
      answering('2 2/3'),
    ],
  ],
  [
    'close, not equal',
    '`2.0000001` for `2`',
    [
      answering('2.0000001'),
      answering('10^{-7}', '2\\cdot10^{-7}'),
      answering('0.001', '0.004'),
      answering('2^{100}+1', '2^{100}'),
      answering('\\frac{355}{113}', '\\pi'),
    ],
  ],
  [
    'another unit',
    '`5 m` for `5 cm`',
    [answering('5\\text{ m}', '5\\text{ cm}'), answering('5 m', '5 cm'), answering('50', '0.5\\%'), answering('100', '1\\text{ m}')],
  ],
  [
    'look-alike and invisible characters',
    '`\u0410` (Cyrillic) for `A`',
    [answering('\u0410', 'A'), answering('2\u200b3', '23'), answering('\u202e21', '12'), answering('1\u2060 2', '12')],
  ],
  [
    'a stall',
    '`9^{9^{9^{9}}}`',
    [
      answering('9^{9^{9^{9}}}'),
      answering('(10^9)!!!'),
      answering(`${'('.repeat(5_000)}3${')'.repeat(5_000)}`),
      answering('{'.repeat(2_000)),
    ],
  ],
  [
    'code',
    "`__import__('os')`",
    [
      answering("__import__('os').system('true')"),
      answering('constructor.prototype'),
      answering('__proto__'),
      answering('\\input{/etc/passwd}'),
      answering('eval("2")'),
    ],
  ],
  [unreadableReference, 'anything for `\\frac{1}{`', [answering('3', '\\frac{1}{'), answering('2', '')]],
]
