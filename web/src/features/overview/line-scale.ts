/** The geometry of a line chart: round steps for its axis, and paths that break where a value is missing. */
export type Point = { date: string; value?: number | null; second?: number | null }

/** Round marks from 0 to at least the highest value, four or five of them. */
export function marksFor(highest: number): number[] {
  const rough = Math.max(highest, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 3, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough
  return Array.from({ length: Math.ceil(highest / step || 1) + 1 }, (_, at) => at * step)
}

/** At most `count` places spread over a series, the first and the last among them. */
export function spread(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, at) => at)
  return Array.from({ length: count }, (_, at) => Math.round((at * (length - 1)) / (count - 1)))
}

/** An SVG path through the values; a missing one lifts the pen. */
export function pathOf(
  values: (number | null | undefined)[],
  x: (at: number) => number,
  y: (value: number) => number,
) {
  let drawing = false
  return values
    .map((value, at) => {
      if (value == null) {
        drawing = false
        return ""
      }
      const move = drawing ? "L" : "M"
      drawing = true
      return `${move}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join("")
}

/** Places of values that stand alone, without a neighbour to draw a line to. */
export const lonely = (values: (number | null | undefined)[]) =>
  values.flatMap((value, at) => (value != null && values[at - 1] == null && values[at + 1] == null ? at : []))

/** The area under each unbroken stretch of `pathOf`, down to the floor. */
export function areaOf(
  values: (number | null | undefined)[],
  x: (at: number) => number,
  y: (value: number) => number,
  floor: number,
) {
  return pathOf(values, x, y)
    .split("M")
    .filter((stretch) => stretch.includes("L"))
    .map((stretch) => {
      const [start = ""] = stretch.split(" ")
      const [end = ""] = stretch.slice(stretch.lastIndexOf("L") + 1).split(" ")
      return `M${stretch}L${end} ${floor}L${start} ${floor}Z`
    })
    .join("")
}
