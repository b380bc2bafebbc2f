/** What the tests use of a package that brings no types. */
declare module "smtp-server" {
  import type { Server } from "node:net"
  import type { Readable } from "node:stream"

  type Auth = { username?: string; password?: string }

  export class SMTPServer {
    server: Server
    constructor(options: {
      secure?: boolean
      disabledCommands?: string[]
      allowInsecureAuth?: boolean
      onAuth?(
        auth: Auth,
        session: unknown,
        done: (error: Error | null, accepted?: { user: string }) => void,
      ): void
      onData?(
        stream: Readable,
        session: { envelope: { rcptTo: { address: string }[] } },
        done: (error?: Error) => void,
      ): void
    })
    listen(port: number, host: string, done: () => void): void
    close(done: () => void): void
  }
}
