/** Two lines over time, the first filled and solid, the second dashed, with their names on them. */
import { useState } from "react"
import { instant } from "@/ui/dates"
import { areaOf, lonely, marksFor, type Point, pathOf, spread } from "./line-scale"
import { useWidth } from "./use-width"

type Props = {
  points: Point[]
  names: { value: string; second: string }
  /** A value in words. */
  words: (value: number | null | undefined) => string
  /** What the picture shows, for readers; the table has the numbers. */
  label: string
}

const height = 228
const inset = { left: 40, right: 14, top: 20, bottom: 26 }
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" })
const dayWords = (date: string) => dayMonth.format(instant(date))

/** With an edge of the card's colour, so that a name stays readable where a line passes behind it. */
const nameClass =
  "fill-muted-foreground stroke-[4px] stroke-card font-medium [paint-order:stroke] [stroke-linejoin:round]"

export function LineChart({ points, names, words, label }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const values = points.flatMap(({ value, second }) => [value ?? 0, second ?? 0])
  const marks = marksFor(Math.max(...values))
  const top = marks.at(-1) ?? 1
  const inner = width - inset.left - inset.right
  const floor = height - inset.bottom
  const x = (index: number) =>
    inset.left + (points.length > 1 ? (inner * index) / (points.length - 1) : inner / 2)
  const y = (value: number) => floor - ((floor - inset.top) * value) / top
  const median = points.map(({ value }) => value)
  const second = points.map(({ second }) => second)
  const line = pathOf(median, x, y)
  const first = median.findIndex((value) => value != null)
  const last = median.findLastIndex((value) => value != null)
  const firstSecond = points.findIndex(({ second }) => second != null)
  const dates = spread(points.length, width < 480 ? 3 : 5)
  const shown = at === null ? undefined : points[at]
  const follow = (clientX: number, box: DOMRect) => {
    const index = Math.round(((clientX - box.left - inset.left) / Math.max(1, inner)) * (points.length - 1))
    setAt(Math.max(0, Math.min(points.length - 1, index)))
  }
  return (
    <div ref={ref} className="relative px-2 pt-1 pb-2" style={{ height: height + 12 }}>
      {width > 0 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          className="block fill-subtle-foreground text-2xs tabular-nums"
          onPointerMove={(event) => follow(event.clientX, event.currentTarget.getBoundingClientRect())}
          onPointerLeave={() => setAt(null)}
        >
          {marks.map((mark) => (
            <g key={mark}>
              <line
                x1={inset.left}
                x2={width - inset.right}
                y1={y(mark)}
                y2={y(mark)}
                className="stroke-border"
              />
              <text x={inset.left - 8} y={y(mark) + 4} textAnchor="end">
                {mark.toLocaleString("en-GB")}
              </text>
            </g>
          ))}
          {dates.map((index, place) => (
            <text
              key={index}
              x={x(index)}
              y={height - 6}
              textAnchor={place === 0 ? "start" : place === dates.length - 1 ? "end" : "middle"}
            >
              {points[index] && dayWords(points[index].date)}
            </text>
          ))}
          {first >= 0 && last > first && (
            <path d={areaOf(median, x, y, floor)} className="fill-primary opacity-7" />
          )}
          <path
            d={pathOf(second, x, y)}
            className="fill-none stroke-[1.5] stroke-subtle-foreground [stroke-dasharray:4_3]"
          />
          <path d={line} strokeLinejoin="round" className="fill-none stroke-2 stroke-primary" />
          {lonely(second).map((index) => (
            <circle key={index} cx={x(index)} cy={y(second[index] ?? 0)} r="2" />
          ))}
          {[...new Set([...lonely(median), last])]
            .filter((index) => index >= 0)
            .map((index) => (
              <circle
                key={index}
                cx={x(index)}
                cy={y(median[index] ?? 0)}
                r="3.5"
                className="fill-primary stroke-2 stroke-card"
              />
            ))}
          {first >= 0 && (
            <text x={x(first) + 4} y={Math.max(11, y(median[first] ?? 0) - 8)} className={nameClass}>
              {names.value}
            </text>
          )}
          {firstSecond >= 0 && (
            <text
              x={x(firstSecond) + 4}
              y={Math.max(11, y(points[firstSecond]?.second ?? 0) - 8)}
              className={nameClass}
            >
              {names.second}
            </text>
          )}
          {at !== null && (
            <line x1={x(at)} x2={x(at)} y1={inset.top} y2={floor} className="stroke-border-strong" />
          )}
        </svg>
      )}
      {shown && at !== null && (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute top-1 whitespace-nowrap rounded-md bg-popover px-2 py-1 text-xs tabular-nums shadow-popover"
          style={x(at) > width / 2 ? { right: width - x(at) + 16 } : { left: x(at) + 16 }}
        >
          <span className="text-muted-foreground">{dayWords(shown.date)}</span> {names.value}{" "}
          <span className="font-medium">{words(shown.value)}</span>, {names.second} {words(shown.second)}
        </p>
      )}
    </div>
  )
}
