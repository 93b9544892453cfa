/** What Prometheus reads at `/metrics`. The counters are of this server alone, not of the process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Pool } from '../pool.ts'
import type { Reply } from '../worker.ts'

export interface Metrics {
  readonly registry: Registry
  /** Count the samples of a request. */
  readonly count: (endpoint: string, replies: readonly Reply[]) => void
  /** Count a request that was answered, and how long that took. */
  readonly time: (endpoint: string, status: number, seconds: number) => void
}

export function createMetrics(pool: Pool): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const samples = new Counter({
    name: 'mathverdict_samples_total',
    help: 'Samples by what became of them: outcome, and the cause of what is undecided or was not judged',
    labelNames: ['endpoint', 'outcome', 'cause'],
    registers,
  })
  const requests = new Histogram({
    name: 'mathverdict_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['endpoint', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const gauge = (name: string, help: string, value: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  gauge('mathverdict_pending_samples', 'Samples that wait or are being judged', () => pool.pending)
  gauge('mathverdict_threads', 'Threads that judge', () => pool.threads.length)
  gauge('mathverdict_thread_deaths', 'Threads that died and were replaced', () => pool.deaths)
  return {
    registry,
    count: (endpoint, replies) => {
      for (const reply of replies) {
        if ('error' in reply) samples.inc({ endpoint, outcome: 'failed', cause: reply.error.code })
        else samples.inc({ endpoint, outcome: String(reply.outcome), cause: String(reply.cause ?? '') })
      }
    },
    time: (endpoint, status, seconds) => requests.observe({ endpoint, status }, seconds),
  }
}
