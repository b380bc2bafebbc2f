// The codes of an authenticator app (RFC 6238), for a secret as the setup shows it.
import { createHmac } from "node:crypto"

const STEP = 30
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

function bytesOf(secret: string) {
  const bits = [...secret.replace(/[\s=]/g, "")].map((sign) =>
    ALPHABET.indexOf(sign).toString(2).padStart(5, "0"),
  )
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code of this half minute, or of one some `steps` later: each counts once. */
export function code(secret: string, steps = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP) + steps))
  const hash = createHmac("sha1", bytesOf(secret)).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}
