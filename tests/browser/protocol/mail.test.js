// Letters of sign-in through a real mail server: their links work, and none is lost while it is down.
import assert from "node:assert/strict"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { test } from "node:test"
import { MailServer } from "../support/mail.js"
import { Server } from "../support/server.js"
import { until } from "../support/wait.js"

const PASSWORD = "violet tractor umbrella nine"
const RESET = "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }"

/** A workspace that knows a mail server. @param {import("node:test").TestContext} context */
async function workspace(context) {
  const mail = new MailServer()
  await mail.start()
  const server = await Server.start({
    flags: ["--smtp-url", mail.url, "--mail-from", "Baton <baton@example.com>"],
  })
  context.after(async () => {
    await server.stop()
    await mail.stop()
  })
  await server.setUp()
  const token = await server.createToken(Server.admin.email)
  return { mail, server, token }
}

/** The token in a letter's link. @param {MailServer["letters"][number]} letter @param {string} kind */
function tokenIn(letter, kind) {
  const found = new RegExp(`http://127\\.0\\.0\\.1:\\d+/${kind}/([0-9a-f]{64})`).exec(letter.text)
  assert.ok(found?.[1], letter.text)
  return found[1]
}

/** Whether anything in the server's folder or log holds a text. @param {Server} server @param {string} text */
async function isKept(server, text) {
  if (server.log.includes(text)) return true
  const files = await readdir(server.folder, { recursive: true, withFileTypes: true })
  for (const file of files.filter((file) => file.isFile())) {
    if ((await readFile(join(file.parentPath, file.name))).includes(text)) return true
  }
  return false
}

test("an invitation comes by mail, and its link lets in once", async (context) => {
  const { mail, server, token } = await workspace(context)
  assert.equal((await server.ask("{ welcome { mail } }")).welcome.mail, true)
  const invite = "mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link mailed } }"
  const input = { email: "ivy@example.com", name: "Ivy <b>Lane</b>", roleId: "role:sales", teamIds: [] }
  const sent = (await server.ask(invite, { input }, token)).inviteUser
  assert.equal(sent.mailed, true)
  await until("the letter came", async () => mail.letters.length === 1)
  const [letter] = mail.letters
  assert.ok(letter)
  assert.deepEqual(letter.to, ["ivy@example.com"])
  assert.match(letter.text, /Subject: Ana Ribeiro invites you to Northwind/)
  assert.match(letter.text, /From: "?Baton"? <baton@example\.com>/)
  assert.ok(letter.text.includes("Ivy &lt;b&gt;Lane"), "a name is no markup")

  const secret = tokenIn(letter, "invitation")
  const accept =
    "mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { user { email } } }"
  const accepted = await server.ask(accept, {
    input: { token: secret, name: "Ivy Lane", password: PASSWORD },
  })
  assert.equal(accepted.acceptInvitation.user.email, "ivy@example.com")
  // Neither this link nor the one on the inviter's screen lets in once more.
  for (const used of [secret, sent.link.split("/").at(-1)]) {
    await assert.rejects(
      server.ask(accept, { input: { token: used, name: "Eve", password: PASSWORD } }),
      /used already/,
    )
  }
  await server.halt()
  assert.equal(await isKept(server, "ivy@example.com"), true, "what is kept is found")
  assert.equal(await isKept(server, secret), false)
  assert.equal(await isKept(server, PASSWORD), false)
})

test("a new password can be had by mail, by who works here alone", async (context) => {
  const { mail, server } = await workspace(context)
  for (const email of ["nobody@example.com", Server.admin.email]) {
    assert.equal((await server.ask(RESET, { input: { email } })).requestPasswordReset, true)
  }
  await until("the letter came", async () => mail.letters.length > 0)
  assert.deepEqual(
    mail.letters.map(({ to }) => to),
    [[Server.admin.email]],
  )
  const [letter] = mail.letters
  assert.ok(letter)
  const reset = "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { user { email } } }"
  await server.ask(reset, { input: { token: tokenIn(letter, "reset"), password: PASSWORD } })
  const signIn = "mutation ($input: SignInInput!) { signIn(input: $input) { user { email } } }"
  const { email } = Server.admin
  assert.equal((await server.ask(signIn, { input: { email, password: PASSWORD } })).signIn.user.email, email)
  await assert.rejects(server.ask(signIn, { input: { email, password: Server.admin.password } }))
})

test("a letter is not lost while the mail server is down and the workspace starts again", async (context) => {
  const { mail, server } = await workspace(context)
  await mail.stop()
  await server.ask(RESET, { input: { email: Server.admin.email } })
  await until("it was tried", async () => server.log.includes("a job failed"))
  await server.restart()
  await mail.start()
  await until("the letter came", async () => mail.letters.length === 1, 30_000)
  const [letter] = mail.letters
  assert.ok(letter)
  assert.deepEqual(letter.to, [Server.admin.email])
})
