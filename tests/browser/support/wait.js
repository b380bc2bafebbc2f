/**
 * Asks until the answer is yes; the last reason why not is what the error says.
 * @param {string} what
 * @param {() => Promise<boolean>} holds
 */
export async function until(what, holds, within = 10_000) {
  const end = Date.now() + within
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come true within ${within} ms that ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
