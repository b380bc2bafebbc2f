// The certified provider `oidc-provider`, with pages of its own to sign in on. It names Node 22 as its oldest; 20 does for this.
import { createServer } from "node:http"
import { exportJWK, generateKeyPair } from "jose"
// @ts-expect-error It brings no types.
import Provider from "oidc-provider"

/**
 * @typedef {{ sub: string, name?: string, email?: string, email_verified?: boolean }} Person
 */

export class Real {
  static client = { id: "baton", secret: "a secret of both sides" }

  /**
   * Anybody signs in with their login; what is known of them is in `people`, by login.
   * @param {Record<string, Person>} people
   * @param {{ inToken?: boolean }} [options] whether the ID token itself tells the address, or the provider only when asked
   */
  static async start(people, { inToken = false } = {}) {
    const provider = new Real(people, inToken)
    await new Promise((resolve) => provider.server.listen(0, "127.0.0.1", () => resolve(undefined)))
    const address = provider.server.address()
    if (!address || typeof address === "string") throw new Error("The system gives no port.")
    provider.issuer = `http://127.0.0.1:${address.port}`
    const { privateKey } = await generateKeyPair(inToken ? "ES256" : "RS256", { extractable: true })
    provider.key = {
      ...(await exportJWK(privateKey)),
      kid: "only",
      use: "sig",
      alg: inToken ? "ES256" : "RS256",
    }
    provider.register([])
    return provider
  }

  /** @param {Record<string, Person>} people @param {boolean} inToken */
  constructor(people, inToken) {
    this.people = people
    this.inToken = inToken
    this.issuer = ""
    /** @type {import("jose").JWK} */
    this.key = {}
    /** @type {import("node:http").RequestListener} */
    this.handler = () => {}
    this.server = createServer((request, response) => this.handler(request, response))
  }

  /** Where it sends people back to: known once the workspace knows the provider. @param {string[]} redirectUris */
  register(redirectUris) {
    const { id, secret } = Real.client
    const client = {
      client_id: id,
      client_secret: secret,
      redirect_uris: redirectUris,
      response_types: ["code"],
      grant_types: ["authorization_code"],
      id_token_signed_response_alg: this.key.alg,
    }
    const provider = new Provider(this.issuer, {
      clients: redirectUris.length ? [client] : [],
      jwks: { keys: [this.key] },
      cookies: { keys: ["a key for its own cookies"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      conformIdTokenClaims: !this.inToken,
      pkce: { required: () => true },
      findAccount: (/** @type {unknown} */ _, /** @type {string} */ login) => {
        const person = this.people[login]
        return person && { accountId: login, claims: () => ({ ...person, sub: login }) }
      },
    })
    this.handler = provider.callback()
  }

  async stop() {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
