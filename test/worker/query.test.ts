import { describe, expect, it } from 'vitest'
import { responseText } from '../../src/worker/query.ts'

describe('the response in the text of a trainer', () => {
  it.each([
    ['behind the prompt', 'P \\boxed{1}: A', 'P \\boxed{1}:', ' A'],
    ['behind a prompt without its tokens', '<|im_start|>user\nP<|im_end|>\n<|im_start|>assistant\nA<|im_end|>\n', 'P', '\nA'],
    ['behind the turn, where the prompt is unknown', '<|im_start|>user\nP<|im_end|>\n<|im_start|>assistant\nA<|im_end|>', '', '\nA'],
    [
      'in Llama’s template',
      '<|start_header_id|>user<|end_header_id|>\n\nP<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nA<|eot_id|>',
      'Q',
      '\n\nA',
    ],
    ['without padding', 'PA</s><pad><pad>', 'P', 'A'],
    ['whole, where nothing is known', 'A', '', 'A'],
    ['empty', 'P', 'P', ''],
  ])('is found %s', (_, query, prompt, expected) => expect(responseText(query, prompt)).toBe(expected))
})
