/** A local server that speaks the chat protocol and misbehaves as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Request {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly temperature?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
}
/** What the server does with a request: a reply of the model, or anything else. `count` begins at 1. */
export type Behaviour = (asked: Readonly<Record<string, string>>, count: number, request: Request) => Action
export type Action =
  | string
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly body: string }
  | { readonly delay: number; readonly reply: string }
  | 'hang-up'

export interface ChatServer {
  readonly baseUrl: string
  readonly requests: Request[]
  readonly keys: string[]
  /** Most requests that were open at the same time. */
  readonly peak: () => number
}

export async function chatServer(behave: Behaviour): Promise<ChatServer> {
  const requests: Request[] = []
  const keys: string[] = []
  let open = 0
  let peak = 0
  const server = createServer((request, response) => {
    open += 1
    peak = Math.max(peak, open)
    response.on('close', () => {
      open -= 1
    })
    void answer(request, response)
  })
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as Request
    requests.push(body)
    keys.push(String(request.headers.authorization))
    const action = behave(fieldsOf(body.messages.at(-1)?.content), requests.length, body)
    if (action === 'hang-up') return void request.socket.destroy()
    if (typeof action === 'string') return send(response, completion(action))
    if ('delay' in action) {
      setTimeout(() => send(response, completion(action.reply)), action.delay)
      return
    }
    if ('status' in action)
      response
        .writeHead(action.status, { 'content-type': 'application/json', ...action.headers })
        .end(action.body ?? '{"error": {"message": "as told"}}')
    else send(response, action.body)
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests, keys, peak: () => peak }
}

/** The fields of a question; a prompt of the caller's may be no JSON. */
function fieldsOf(content = '{}'): Readonly<Record<string, string>> {
  try {
    return JSON.parse(content)
  } catch {
    return { content }
  }
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}

const completion = (content: string): string =>
  JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'judge',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 100, completion_tokens: 2, total_tokens: 102 },
  })
