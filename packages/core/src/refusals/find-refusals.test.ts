import { describe, expect, it } from "vitest";
import { findRefusals } from "./find-refusals.ts";
import type { KnownRefusal, RefusalWords } from "./known-refusal.ts";

/** The members by which a refusal is found; what it means and what to do is not asked here. */
type Place = Pick<KnownRefusal, "rule" | "status" | "words" | "isGeneral">;

const catalogue = (
  [
    ["by a rule alone", { rule: "limit" }],
    ["by a rule and words", { rule: "limit", words: /hard limit/i }],
    ["by a status and words", { status: 409, words: /closed/ }],
    ["by the same status in general", { status: 409, words: /^/, isGeneral: true }],
    ["in general a second time", { status: 409, words: /./, isGeneral: true }],
    ["by any failure of the server", { status: 500, words: /^/ }],
    ["by words of a general kind", { words: /closed/, isGeneral: true }],
  ] satisfies readonly (readonly [string, Partial<Place>])[]
).map(([id, place]) => ({ id, ...place })) as unknown as readonly (KnownRefusal & {
  readonly id: string;
})[];

function find(said: RefusalWords): readonly string[] {
  return findRefusals(catalogue, said).map((refusal) => Reflect.get(refusal, "id"));
}

describe("findRefusals", () => {
  it.each<[string, RefusalWords, readonly string[]]>([
    ["a rule", { rule: "limit", words: "no" }, ["by a rule alone"]],
    ["a rule without words", { rule: "limit" }, ["by a rule alone"]],
    [
      "a rule whose words say more",
      { rule: "limit", words: "the HARD limit", status: 409 },
      ["by a rule alone", "by a rule and words"],
    ],
    ["another rule, whatever its status", { rule: "other", status: 409, words: "closed" }, []],
    ["a status and words", { status: 409, words: "it is closed" }, ["by a status and words"]],
    ["a status in general, once", { status: 409, words: "odd" }, ["by the same status in general"]],
    ["a status without words", { status: 409 }, ["by the same status in general"]],
    ["a status that is not known", { status: 410, words: "closed" }, []],
    ["a server that fails", { status: 503, words: "down" }, ["by any failure of the server"]],
    ["words alone, of no general kind", { words: "it is closed" }, ["by a status and words"]],
    ["words that nobody knows", { words: "odd" }, []],
    ["nothing", {}, []],
  ])("finds what is meant by %s", (_case, said, found) => {
    expect(find(said)).toEqual(found);
  });
});
