import { expect, test } from "vitest"
import { branchOf, teamTree } from "./team-tree"

const team = (id: string, parentId: string | null = null) => ({ id, name: id.toUpperCase(), parentId })
const teams = [
  team("emea-south", "emea"),
  team("emea", "sales"),
  team("sales"),
  team("apac", "sales"),
  team("ops"),
]

test("teams stand below the one they belong to, by name", () => {
  expect(teamTree(teams).map(({ team, depth }) => [team.id, depth])).toEqual([
    ["ops", 0],
    ["sales", 0],
    ["apac", 1],
    ["emea", 1],
    ["emea-south", 2],
  ])
  expect(teamTree(teams).at(-1)?.path).toBe("SALES › EMEA › EMEA-SOUTH")
})

test("a team whose parent is gone, and teams in a circle, are still drawn once", () => {
  expect(teamTree([team("a", "gone")]).map(({ team }) => team.id)).toEqual(["a"])
  expect(teamTree([team("a", "b"), team("b", "a")]).map(({ team }) => team.id)).toEqual(["a", "b"])
})

test("a branch is the team and all below it, whatever their order", () => {
  expect([...branchOf(teams, "sales")].sort()).toEqual(["apac", "emea", "emea-south", "sales"])
  expect([...branchOf(teams, "ops")]).toEqual(["ops"])
})
