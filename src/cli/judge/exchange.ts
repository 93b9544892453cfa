import { BroadcastChannel, type MessagePort, receiveMessageOnPort, threadId } from 'node:worker_threads'
import type { Learnt, VerdictMemory } from './verdict-memory.ts'

/**
 * What one thread has judged, told to the others, so that none of them judges it again.
 *
 *     memory ──tell──→ channel of the run ──hear──→ memories of the other threads
 *
 * Verdicts are the same whoever finds them, so that it does not matter when they arrive, or whether they do.
 */
export class Exchange {
  readonly #memory: VerdictMemory
  readonly #channel: BroadcastChannel

  /** @param name of the run, from `exchangeName` */
  constructor(name: string, memory: VerdictMemory) {
    this.#memory = memory
    memory.collect()
    this.#channel = new BroadcastChannel(name)
    this.#channel.onmessage = message => memory.learn((message as { readonly data: readonly Learnt[] }).data)
    this.#channel.unref()
  }

  /** Before a batch: a thread that waits for tasks without turning its loop hears nothing by itself. */
  hear(): void {
    const port = this.#channel as unknown as MessagePort // which it may stand for here, as Node says, and its types do not
    for (let news = receiveMessageOnPort(port); news !== undefined; news = receiveMessageOnPort(port))
      this.#memory.learn(news.message as readonly Learnt[])
  }

  /** After a batch. */
  tell(): void {
    const news = this.#memory.news()
    if (news.length > 0) this.#channel.postMessage(news)
  }

  close(): void {
    this.#channel.close()
  }
}

/** Of one run: another one in this process judges by other rules. */
export const exchangeName = (): string => `mathverdict judge ${threadId} ${runs++}`
let runs = 0
