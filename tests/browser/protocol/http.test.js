// GraphQL over HTTP: every audit of the reference implementation, each a test of its own.
import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import { serverAudits } from "graphql-http"
import { Server } from "../support/server.js"

describe("GraphQL over HTTP", () => {
  /** @type {Server} */
  let server
  let token = ""

  before(async () => {
    server = await Server.start()
    await server.setUp()
    token = await server.createToken(Server.admin.email)
  })
  after(() => server?.stop())

  /** @param {string} url @param {RequestInit} [init] */
  const fetchFn = (url, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set("authorization", `Bearer ${token}`)
    return fetch(url, { ...init, headers })
  }
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn })

  test("there are 61 audits", () => assert.equal(audits.length, 61))

  for (const audit of audits) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn()
      assert.equal(result.status, "ok", result.status === "ok" ? "" : `${result.status}: ${result.reason}`)
    })
  }
})
