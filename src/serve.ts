export { createServer, type Server, type ServerOptions } from './serve/server.ts'
