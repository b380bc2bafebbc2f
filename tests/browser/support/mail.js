// A real mail server on this machine, and the letters that it took.
import { SMTPServer } from "smtp-server"

const user = "baton"
const password = "a secret of the mail server"

/** Takes letters from who knows the password, and keeps them. */
export class MailServer {
  /** @type {{ to: string[], text: string }[]} */
  letters = []
  port = 0
  /** @type {SMTPServer | undefined} */
  server

  /** What `--smtp-url` is. */
  get url() {
    return `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}`
  }

  /** Listens, on the same port as before if there was one. */
  async start() {
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.username === user && auth.password === password
          ? done(null, { user })
          : done(new Error("Who are you?")),
      onData: (stream, session, done) => {
        let text = ""
        stream.setEncoding("utf8")
        stream.on("data", (chunk) => {
          text += chunk
        })
        stream.on("end", () => {
          // Quoted-printable breaks long lines softly.
          const whole = text.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=")
          this.letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: whole })
          done()
        })
      },
    })
    await new Promise((resolve) => server.listen(this.port, "127.0.0.1", () => resolve(undefined)))
    const address = server.server.address()
    if (!address || typeof address === "string") throw new Error("The mail server has no port.")
    this.port = address.port
    this.server = server
  }

  async stop() {
    const server = this.server
    this.server = undefined
    if (server) await new Promise((resolve) => server.close(() => resolve(undefined)))
  }
}
