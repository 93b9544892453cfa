/** What a thread of the pool runs. */
import { answer, type Reply, type Request } from '../worker.ts'

export const answerAll = (requests: readonly Request[]): readonly Reply[] => requests.map(answer)
