export { createPool, Pool, PoolFull, type PoolOptions } from './pool/pool.ts'
export type { GoldValue, Graded, Refused, Reply, Request } from './worker.ts'
