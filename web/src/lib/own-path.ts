/** Addresses that come from outside, such as `?to=` in a link: only those of this site are followed. */

/**
 * The path, with its search and hash, that a browser would go to from here; null when that is on another site. It is read
 * as a browser reads it, which drops tabs, takes a backslash for a slash, and resolves dots.
 */
export function ownPath(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text, window.location.origin)) return null
  const { origin, pathname, search, hash } = new URL(text, window.location.origin)
  // A path that begins with two slashes is another site's once it is followed.
  if (origin !== window.location.origin || !/^\/(?!\/)/.test(pathname)) return null
  return pathname + search + hash
}
