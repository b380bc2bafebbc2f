// An OpenID provider that says what a test wants it to say, right or wrong. The real one is in `provider.js`.
import { createHash, createHmac, createSecretKey, randomBytes } from "node:crypto"
import { createServer } from "node:http"
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose"

/**
 * @typedef {{ kid: string, alg: string, privateKey: import("jose").CryptoKey, publicKey: import("jose").CryptoKey }} Key
 * @typedef {object} Says what it says other than the truth, until the next sign-in
 * @property {Record<string, unknown>} [claims] put over the ID token's; undefined takes one away
 * @property {Record<string, unknown>} [header] put over the ID token's header
 * @property {Key} [signedBy] another key than the newest
 * @property {(claims: Record<string, unknown>, key: Key) => string | Promise<string>} [token] a token made otherwise
 * @property {Record<string, string>} [answer] put over what comes back with the browser
 * @property {Record<string, unknown> | undefined} [info] what it tells of the person when asked
 * @property {boolean} [down] it does not answer
 */

/** @param {string} kid */
export async function makeKey(kid, alg = "RS256") {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, publicKey }
}

const encode = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** A token that nobody signed. @param {Record<string, unknown>} claims */
export const unsigned = (claims) => `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.`

/** Signed with a secret that everybody knows: the public key. @param {Record<string, unknown>} claims @param {Key} key */
export async function signedWithPublicKey(claims, key) {
  const head = `${encode({ alg: "HS256", typ: "JWT", kid: key.kid })}.${encode(claims)}`
  const secret = createSecretKey(Buffer.from(await exportSPKI(key.publicKey)))
  return `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`
}

export class Hostile {
  /** Every client has this secret. */
  static secret = "a secret of / both & sides"

  /** @param {{ namesItself?: boolean }} [options] */
  static async start({ namesItself = false } = {}) {
    const provider = new Hostile(namesItself, await makeKey("first"))
    await new Promise((resolve) => provider.server.listen(0, "127.0.0.1", () => resolve(undefined)))
    const address = provider.server.address()
    if (!address || typeof address === "string") throw new Error("The system gives no port.")
    provider.issuer = `http://127.0.0.1:${address.port}`
    return provider
  }

  /** @param {boolean} namesItself @param {Key} key */
  constructor(namesItself, key) {
    this.namesItself = namesItself
    this.issuer = ""
    /** The keys that it publishes; the first signs. */
    this.keys = [key]
    /** Who signs in. @type {Record<string, unknown>} */
    this.person = {}
    /** @type {Says} */
    this.says = {}
    /** How often its keys were asked for. */
    this.askedForKeys = 0
    /** What it gave codes for. @type {Map<string, { clientId: string, nonce: string, challenge: string, redirectUri: string }>} */
    this.codes = new Map()
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error) => response.writeHead(500).end(String(error)))
    })
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async answer(request, response) {
    const url = new URL(request.url ?? "/", this.issuer)
    const json = (/** @type {unknown} */ body, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
    if (this.says.down) return response.writeHead(503).end()
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(this.description())
      case "/keys":
        this.askedForKeys++
        return json({ keys: await Promise.all(this.keys.map(published)) })
      case "/authorize":
        return response.writeHead(302, { location: this.authorize(url.searchParams).href }).end()
      case "/token":
        return json(...(await this.token(request)))
      case "/userinfo":
        return request.headers.authorization === "Bearer access" ? json(this.says.info ?? {}) : json({}, 401)
      default:
        return response.writeHead(404).end()
    }
  }

  description() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      response_types_supported: ["code"],
      authorization_response_iss_parameter_supported: this.namesItself,
    }
  }

  /** @param {URLSearchParams} asked */
  authorize(asked) {
    const given = (/** @type {string} */ name) => asked.get(name) ?? ""
    const right =
      given("response_type") === "code" &&
      given("code_challenge_method") === "S256" &&
      given("scope").split(" ").includes("openid")
    if (!right) throw new Error(`This is no request of OpenID Connect: ${asked}`)
    const code = randomBytes(16).toString("hex")
    const redirectUri = given("redirect_uri")
    const begun = { clientId: given("client_id"), nonce: given("nonce"), challenge: given("code_challenge") }
    this.codes.set(code, { ...begun, redirectUri })
    const back = new URL(redirectUri)
    const answer = {
      code,
      state: given("state"),
      ...(this.namesItself ? { iss: this.issuer } : {}),
      ...this.says.answer,
    }
    for (const [name, value] of Object.entries(answer)) if (value) back.searchParams.set(name, value)
    return back
  }

  /** A code is good once, for who has the secret and the verifier. @param {import("node:http").IncomingMessage} request @returns {Promise<[unknown, number?]>} */
  async token(request) {
    let body = ""
    for await (const chunk of request) body += chunk
    const form = new URLSearchParams(body)
    const code = form.get("code") ?? ""
    const begun = this.codes.get(code)
    this.codes.delete(code)
    const basic = Buffer.from(`${begun?.clientId}:${formEncoded(Hostile.secret)}`).toString("base64")
    if (request.headers.authorization !== `Basic ${basic}`) return [{ error: "invalid_client" }, 401]
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url")
    if (!begun || begun.challenge !== challenge || begun.redirectUri !== form.get("redirect_uri"))
      return [{ error: "invalid_grant" }, 400]
    const id_token = await this.idToken(begun)
    return [{ access_token: "access", token_type: "Bearer", expires_in: 60, id_token }]
  }

  /** @param {{ clientId: string, nonce: string }} begun */
  async idToken({ clientId, nonce }) {
    const now = Math.floor(Date.now() / 1000)
    const plain = { iss: this.issuer, aud: clientId, iat: now, exp: now + 300, nonce }
    const claims = { ...plain, ...this.person, ...this.says.claims }
    const key = this.says.signedBy ?? this.keys[0]
    if (!key) throw new Error("There is no key.")
    if (this.says.token) return this.says.token(claims, key)
    const header = { alg: key.alg, kid: key.kid, ...this.says.header }
    return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey, { crit: { "x-test": true } })
  }

  async stop() {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

/** @param {Key} key */
const published = async ({ kid, alg, publicKey }) => ({
  ...(await exportJWK(publicKey)),
  kid,
  alg,
  use: "sig",
})

/** As a form spells it, which the secret is before it is put into the header (RFC 6749, 2.3.1). @param {string} text */
const formEncoded = (text) => new URLSearchParams({ x: text }).toString().slice(2)
