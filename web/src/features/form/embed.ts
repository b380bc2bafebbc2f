/** What a page needs to show a form: its address, and the lines to paste. */
const attribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")

export const addressOf = (path: string) => new URL(path, window.location.origin).href

export const embedOf = (path: string, title: string) =>
  `<iframe src="${attribute(addressOf(path))}" title="${attribute(title)}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`
