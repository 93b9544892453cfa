export { answer, answerLine, type Graded, type Refused, type Reply } from './worker/answer.ts'
export { type GoldValue, type Request, requestFields } from './worker/request.ts'
