/** The first column (40 px, the checkbox) and the second (the name) stay while the others scroll. */
export const pinClass = {
  check: "sticky left-0 z-2 pr-0 pl-5",
  name: "sticky left-10 z-2 border-r",
}

/** Which of the two columns that stay a cell belongs to. */
export type Pin = keyof typeof pinClass
