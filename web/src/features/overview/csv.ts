/** A table as a file that any spreadsheet opens. */
export type Cell = string | number | null
export type Table = { head: string[]; rows: Cell[][] }

const quoted = (cell: Cell) => {
  const text = cell === null ? "" : String(cell)
  // A formula must stay text when the file is opened.
  const safe = /^[=+@\t\r-]/.test(text) && typeof cell === "string" ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const toCsv = ({ head, rows }: Table) =>
  [head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")

export function downloadCsv(name: string, table: Table) {
  const file = new Blob([`\uFEFF${toCsv(table)}`], { type: "text/csv;charset=utf-8" })
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = `${name}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
