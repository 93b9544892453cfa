/** MathJSON, both ways. `json-heads.ts` holds the map of node types to heads and says how trees look there. */
export type { MathJson, MathJsonObject } from './json-heads.ts'
export { fromMathJson } from './json-read.ts'
export { toMathJson } from './json-write.ts'
