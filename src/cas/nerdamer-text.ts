import type { Operation, Plain, PlainFunction } from './plain.ts'

/**
 * The plain language as text for nerdamer, every operation in parentheses. Variables are `v0`, `v1`, … and bring no colons,
 * commas or names of its own.
 */
export function nerdamerText(plain: Plain): string | undefined {
  switch (plain.type) {
    case 'number':
      return `(${plain.text.replace(/e\+?(-?[0-9]+)$/, '*10^($1)')})`
    case 'constant':
    case 'variable':
      return plain.name
    case 'function': {
      const name = functionNames[plain.name]
      const parts = all(plain.parts)
      return name === undefined || parts === undefined ? undefined : `${name}(${parts.join(',')})`
    }
    case 'operation': {
      const parts = all(plain.parts)
      if (parts === undefined) return undefined
      return operationText(plain.name, parts)
    }
    case 'bound': {
      const parts = all([plain.body, plain.lower, plain.upper])
      if (parts === undefined) return undefined
      const [body, lower, upper] = parts
      return plain.operator === 'integral'
        ? `defint(${body},${lower},${upper},${plain.variable})`
        : `${plain.operator}(${body},${plain.variable},${lower},${upper})`
    }
  }
}

function operationText(name: Operation, parts: readonly string[]): string {
  const [a, b] = parts
  switch (name) {
    case 'add':
      return `(${parts.join('+')})`
    case 'multiply':
      return `(${parts.join('*')})`
    case 'divide':
      return `((${a})/(${b}))`
    case 'negate':
      return `(-(${a}))`
    case 'power':
      return `((${a})^(${b}))`
    case 'root':
      return `((${a})^(1/(${b})))`
  }
}

function all(parts: readonly Plain[]): string[] | undefined {
  const texts = parts.map(nerdamerText)
  return texts.includes(undefined) ? undefined : (texts as string[])
}

/** Functions that mean the same in nerdamer. Sorted. */
const functionNames: Readonly<Partial<Record<PlainFunction, string>>> = {
  abs: 'abs',
  arccos: 'acos',
  arcosh: 'acosh',
  arcsin: 'asin',
  arctan: 'atan',
  arsinh: 'asinh',
  artanh: 'atanh',
  cos: 'cos',
  cosh: 'cosh',
  cot: 'cot',
  csc: 'csc',
  exp: 'exp',
  factorial: 'factorial',
  ln: 'log',
  sec: 'sec',
  sin: 'sin',
  sinh: 'sinh',
  tan: 'tan',
  tanh: 'tanh',
}
