// Sign-in at OpenID providers: the right ones, and all that must be refused.
import assert from "node:assert/strict"
import { after, before, beforeEach, describe, test } from "node:test"
import { Hostile, makeKey, signedWithPublicKey, unsigned } from "../support/hostile.js"
import { addProvider, Visitor } from "../support/openid.js"
import { Server } from "../support/server.js"
import { until } from "../support/wait.js"

/** @typedef {import("../support/hostile.js").Says} Says */

const ana = { sub: "u-ana", email: "Ana@Example.com", email_verified: true, name: "Ana of the provider" }

/** @type {Server} */
let server
/** @type {Hostile} */
let provider
let key = ""
let token = ""
/** @type {Visitor} */
let visitor

const failed = (/** @type {string} */ code) => `/sign-in?error=${code}`
const input = (/** @type {Hostile} */ of, over = {}) => ({
  name: "Corp",
  issuer: of.issuer,
  clientId: "baton",
  clientSecret: Hostile.secret,
  allowedDomains: ["example.com"],
  ...over,
})

before(async () => {
  server = await Server.start({
    flags: ["--allow-internal", "127.0.0.1", "--sign-in-limit", "100", "--cookie-operations", "any"],
  })
  await server.setUp()
  token = await server.createToken(Server.admin.email)
  provider = await Hostile.start()
  key = (await addProvider(server, token, input(provider))).key
})
after(async () => {
  await provider?.stop()
  await server?.stop()
})
beforeEach(() => {
  visitor = new Visitor(server)
  provider.person = { ...ana }
  provider.says = {}
})

describe("A sign-in at a provider", () => {
  test("opens a session for who has the verified address, and ends where it was to", async () => {
    assert.equal(await visitor.signIn(key, "/deals?view=board"), "/deals?view=board")
    assert.equal((await visitor.person()).email, "ana@example.com")
    assert.deepEqual([...visitor.cookies.keys()], ["baton_session"], "nothing else is left behind")
  })

  test("knows the account again when its address has changed", async () => {
    provider.person = { ...ana, email: "ana.ribeiro@example.com" }
    assert.equal(await visitor.signIn(key), "/")
    assert.equal((await visitor.person()).email, "ana@example.com")
  })

  test("asks the provider for the address that is not in the token, and takes nobody else's", async () => {
    provider.person = { sub: "u-quiet" }
    provider.says.info = { sub: "u-quiet", email: "ana@example.com", email_verified: true }
    assert.equal(await visitor.signIn(key), "/")
    provider.says.info = { sub: "u-loud", email: "ana@example.com", email_verified: true }
    assert.equal(await new Visitor(server).signIn(key), failed("TOKEN_REFUSED"))
  })

  test("sends the browser to no other site in the end", async () => {
    for (const next of ["//evil.example/", "https://evil.example/", "/\\evil.example", "/..//evil.example"])
      assert.equal(await new Visitor(server).signIn(key, next), "/", next)
  })

  test("keeps what it needs in a cookie of the provider's addresses that no script reads", async () => {
    const answer = await fetch(`${server.url}/auth/${key}/start`, { redirect: "manual" })
    const [cookie = ""] = answer.headers.getSetCookie()
    for (const part of ["HttpOnly", "SameSite=Lax", "Max-Age=600", `Path=/auth/${key}/`])
      assert.match(cookie, new RegExp(part))
    assert.equal(answer.headers.get("cache-control"), "no-store")
    const asked = new URL(answer.headers.get("location") ?? "").searchParams
    for (const secret of [asked.get("state"), asked.get("nonce")])
      assert.ok(secret && secret.length >= 32 && !cookie.includes(secret), "what it keeps is sealed")
  })

  test("goes on in two tabs at once", async () => {
    const [first, second] = [await visitor.goAway(key, "/today"), await visitor.goAway(key, "/leads")]
    assert.equal((await visitor.get(second)).headers.get("location"), "/leads")
    assert.equal((await visitor.get(first)).headers.get("location"), "/today")
  })
})

describe("A token is refused", () => {
  const now = () => Math.floor(Date.now() / 1000)
  /** What it says, and what the log has to say of it. @type {Record<string, [() => Says | Promise<Says>, string]>} */
  const cases = {
    "of another issuer": [() => ({ claims: { iss: "https://accounts.example.com" } }), "another issuer's"],
    "of an issuer with a slash more": [
      () => ({ claims: { iss: `${provider.issuer}/` } }),
      "another issuer's",
    ],
    "for another audience": [() => ({ claims: { aud: "somebody-else" } }), "another audience"],
    "for several audiences without the authorized party": [
      () => ({ claims: { aud: ["baton", "other"] } }),
      "another party",
    ],
    "that was given to another party": [() => ({ claims: { azp: "somebody-else" } }), "another party"],
    "with another nonce": [() => ({ claims: { nonce: "0".repeat(64) } }), "another sign-in"],
    "without a nonce": [() => ({ claims: { nonce: undefined } }), "another sign-in"],
    "that has expired": [() => ({ claims: { iat: now() - 600, exp: now() - 120 } }), "has expired"],
    "without an end": [() => ({ claims: { exp: undefined } }), "missing field `exp`"],
    "from the future": [() => ({ claims: { iat: now() + 600, exp: now() + 900 } }), "in the future"],
    "that is not valid yet": [() => ({ claims: { nbf: now() + 600 } }), "not valid yet"],
    "without a subject": [() => ({ claims: { sub: undefined } }), "missing field `sub`"],
    "that nobody signed": [() => ({ token: unsigned }), "unknown variant `none`"],
    "that is signed with the public key as a secret": [
      () => ({ token: signedWithPublicKey }),
      "none of the provider's keys",
    ],
    "that another key signed under the known name": [
      async () => ({ signedBy: await makeKey("first") }),
      "InvalidSignature",
    ],
    "of an algorithm that the key is not for": [
      async () => ({ signedBy: await makeKey("first", "ES256") }),
      "none of the provider's keys",
    ],
    "that asks for what is not understood": [
      () => ({ header: { crit: ["x-test"], "x-test": "yes" } }),
      "what we do not know",
    ],
    "that is no token": [() => ({ token: () => "sesame" }), "InvalidToken"],
    "that is another sign-in's": [() => ({ token: () => kept }), "another sign-in"],
  }
  let kept = ""
  before(async () => {
    provider.person = { ...ana }
    provider.says = {}
    kept = await provider.idToken({ clientId: "baton", nonce: "the nonce of another sign-in" })
  })

  for (const [what, [says, why]] of Object.entries(cases))
    test(what, async () => {
      provider.says = await says()
      server.log = ""
      assert.equal(await visitor.signIn(key), failed("TOKEN_REFUSED"))
      await until(`the log says why: ${why}`, async () => server.log.includes(why))
      assert.equal(await visitor.person(), null)
    })

  test("but the same one without the fault is taken", async () => {
    assert.equal(await visitor.signIn(key), "/")
  })
})

describe("An answer is refused", () => {
  test("when it comes a second time", async () => {
    const back = await visitor.goAway(key)
    const cookies = new Map(visitor.cookies)
    assert.equal((await visitor.get(back)).headers.get("location"), "/")
    visitor.cookies = cookies
    assert.equal((await visitor.get(back)).headers.get("location"), failed("ATTEMPT_OVER"))
  })

  test("when it comes twice at the same time: one of the two gets in", async () => {
    const back = await visitor.goAway(key)
    const twins = [new Visitor(server), new Visitor(server), new Visitor(server), new Visitor(server)]
    for (const twin of twins) twin.cookies = new Map(visitor.cookies)
    const ends = await Promise.all(twins.map(async (twin) => (await twin.get(back)).headers.get("location")))
    assert.deepEqual(ends.sort(), ["/", ...Array(3).fill(failed("ATTEMPT_OVER"))])
  })

  test("when its code was used with another sign-in", async () => {
    const first = new URL(await visitor.goAway(key))
    const second = new URL(await visitor.goAway(key))
    second.searchParams.set("code", first.searchParams.get("code") ?? "")
    assert.equal((await visitor.get(second.href)).headers.get("location"), failed("TOKEN_REFUSED"), "PKCE")
  })

  test("in another browser than the one that began", async () => {
    const back = await visitor.goAway(key)
    const other = new Visitor(server)
    assert.equal((await other.get(back)).headers.get("location"), failed("ATTEMPT_OVER"))
    await other.goAway(key)
    assert.equal((await other.get(back)).headers.get("location"), failed("ATTEMPT_OVER"))
    const [name] = visitor.cookies.keys()
    const [value] = other.cookies.values()
    other.cookies.set(name ?? "", value ?? "")
    assert.equal(
      (await other.get(back)).headers.get("location"),
      failed("ATTEMPT_OVER"),
      "not under its name either",
    )
    assert.equal(await other.person(), null)
  })

  test("without a state, or with one that was made up", async () => {
    const back = new URL(await visitor.goAway(key))
    back.searchParams.set("state", "0".repeat(64))
    assert.equal((await visitor.get(back.href)).headers.get("location"), failed("ATTEMPT_OVER"))
    back.searchParams.delete("state")
    assert.equal((await visitor.get(back.href)).headers.get("location"), failed("ATTEMPT_OVER"))
  })

  test("without a code", async () => {
    provider.says.answer = { code: "" }
    assert.equal(await visitor.signIn(key), failed("TOKEN_REFUSED"))
  })

  test("when the provider says no", async () => {
    provider.says.answer = { code: "", error: "access_denied" }
    assert.equal(await visitor.signIn(key), failed("DENIED"))
  })

  test("when it names another issuer, or none though its provider always does", async () => {
    provider.says.answer = { iss: "https://accounts.example.com" }
    assert.equal(await visitor.signIn(key), failed("TOKEN_REFUSED"))
    const naming = await Hostile.start({ namesItself: true })
    try {
      naming.person = { ...ana }
      const named = await addProvider(server, token, input(naming, { name: "Naming" }))
      assert.equal(await visitor.signIn(named.key), "/")
      naming.says.answer = { iss: "" }
      assert.equal(await visitor.signIn(named.key), failed("TOKEN_REFUSED"))
    } finally {
      await naming.stop()
    }
  })

  test("at the address of another provider", async () => {
    const other = await addProvider(server, token, input(provider, { name: "Other", clientId: "other" }))
    const back = await visitor.goAway(key)
    assert.equal(
      (await visitor.get(back.replace(key, other.key))).headers.get("location"),
      failed("ATTEMPT_OVER"),
    )
    assert.equal(await visitor.goAway("01J00000000000000000000000"), failed("PROVIDER_UNKNOWN"))
  })
})

describe("Somebody is refused", () => {
  test("whose address the provider has not verified", async () => {
    for (const email_verified of [false, undefined, "no", 1]) {
      provider.person = { sub: "u-new", email: "ana@example.com", email_verified }
      assert.equal(await new Visitor(server).signIn(key), failed("EMAIL_UNVERIFIED"), String(email_verified))
    }
  })

  test("whose address is of another domain, also when they are known", async () => {
    provider.person = { ...ana, sub: "u-new", email: "ana@example.com.evil.example" }
    assert.equal(await visitor.signIn(key), failed("DOMAIN_NOT_ALLOWED"))
    provider.person = { ...ana, email: "ana@elsewhere.example" }
    assert.equal(await visitor.signIn(key), failed("DOMAIN_NOT_ALLOWED"))
  })

  test("whom nobody here knows, unless the provider has a role for them", async () => {
    provider.person = { sub: "u-zoe", email: "zoe@example.com", email_verified: true, name: "Zoe Adler" }
    assert.equal(await visitor.signIn(key), failed("PERSON_UNKNOWN"))
    const open = await addProvider(server, token, input(provider, { clientId: "open", roleId: "role:sales" }))
    assert.equal(await visitor.signIn(open.key), "/")
    const zoe = await visitor.person()
    assert.equal(`${zoe.name} ${zoe.email} ${zoe.roleId}`, "Zoe Adler zoe@example.com role:sales")
    assert.equal(await visitor.signIn(key), "/", "and from then on they are known")
    assert.equal((await visitor.person()).id, zoe.id)
  })
})

describe("A provider's keys", () => {
  test("may be of every kind that is allowed", async () => {
    for (const alg of ["ES256", "PS256", "EdDSA"]) {
      const other = await Hostile.start()
      try {
        other.person = { ...ana }
        other.keys = [await makeKey(alg, alg)]
        const added = await addProvider(server, token, input(other, { name: alg }))
        assert.equal(await new Visitor(server).signIn(added.key), "/", alg)
      } finally {
        await other.stop()
      }
    }
  })

  test("may change: a new one is looked up at once, and one that is not published never", async () => {
    const other = await Hostile.start()
    try {
      other.person = { ...ana }
      const added = await addProvider(server, token, input(other, { name: "Changing" }))
      assert.equal(await visitor.signIn(added.key), "/")
      assert.equal(other.askedForKeys, 1)
      other.keys = [await makeKey("second"), ...other.keys]
      assert.equal(await visitor.signIn(added.key), "/")
      assert.equal(other.askedForKeys, 2)
      for (let i = 0; i < 3; i++) {
        other.says.signedBy = await makeKey(`unknown ${i}`)
        assert.equal(await visitor.signIn(added.key), failed("TOKEN_REFUSED"))
      }
      assert.equal(other.askedForKeys, 2, "within a minute it is not asked again")
    } finally {
      await other.stop()
    }
  })
})

test("A provider that does not answer is told of, and works again when it does", async () => {
  const back = await visitor.goAway(key)
  provider.says.down = true
  assert.equal((await visitor.get(back)).headers.get("location"), failed("PROVIDER_UNREACHABLE"))
  provider.says.down = false
  assert.equal(await visitor.signIn(key), "/")
})

test("A provider that is turned off or removed lets nobody in, also who is on the way", async () => {
  const other = await Hostile.start()
  try {
    other.person = { ...ana }
    const added = await addProvider(server, token, input(other, { name: "Leaving" }))
    const back = await visitor.goAway(added.key)
    const off = "mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { enabled } }"
    await server.ask(off, { input: { id: added.id, expectedVersion: 1, enabled: false } }, token)
    assert.equal((await visitor.get(back)).headers.get("location"), failed("PROVIDER_UNKNOWN"))
    assert.equal(await visitor.goAway(added.key), failed("PROVIDER_UNKNOWN"))
  } finally {
    await other.stop()
  }
})
