/**
 * Is this text a numeral as `NumberNode.lexeme` holds it? ASCII digits, at most one `.` with digits, a recurring block or
 * dots after it, and an exponent: `1000`, `.5`, `0.(3)`, `0.333...`, `3e-5`.
 */
export function isLexeme(text: string): boolean {
  return /^(?=\.?[0-9])[0-9]*(?:\.[0-9]*(?:\([0-9]+\)|\.\.\.)?)?(?:e-?[0-9]+)?$/.test(text)
}
