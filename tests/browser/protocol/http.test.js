// GraphQL over HTTP: every audit of the reference implementation, each a test of its own.
import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { serverAudits } from "graphql-http"
import { useWorkspace } from "../support/workspace.js"

const workspace = useWorkspace()

describe("GraphQL over HTTP", () => {
  /** @param {string} url @param {RequestInit} [init] */
  const fetchFn = (url, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set("authorization", `Bearer ${workspace.token}`)
    return fetch(url, { ...init, headers })
  }
  const audits = serverAudits({ url: () => `${workspace.server.url}/graphql`, fetchFn })

  test("there are 61 audits", () => assert.equal(audits.length, 61))

  for (const audit of audits) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn()
      assert.equal(result.status, "ok", result.status === "ok" ? "" : `${result.status}: ${result.reason}`)
    })
  }
})
