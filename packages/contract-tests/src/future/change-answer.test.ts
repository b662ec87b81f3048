import { expect, it } from "vitest";
import { changeAnswer, NEW_WORD } from "./change-answer.ts";
import { createRandom } from "./random.ts";

const answer = { id: "1", status: "ready", count: 7, notes: { first: "a", second: "b" } };
const members = { required: new Set(["id"]), words: new Set(["status"]) };

it("changes an answer in every way, keeps what is required and counts what went", () => {
  const random = createRandom(1);
  const changes = Array.from({ length: 200 }, () => changeAnswer(answer, members, random));
  const today = JSON.stringify(changes.map((change) => change.today));
  const future = JSON.stringify(changes.map((change) => change.future));
  for (const change of changes) {
    expect(change.future["id"]).toBe("1");
    expect(change.lost).toBeGreaterThanOrEqual(change.gone.length);
  }
  expect(today).toContain('"notes":null');
  expect(today).toContain(`"status":"${NEW_WORD}`);
  expect(today).not.toMatch(/"count":"7"|future_/);
  expect(future).toContain('"count":"7"');
  expect(future).toContain('"future_');
  expect(changes.some((change) => !("notes" in change.today))).toBe(true);
});

it("changes the same answers in the same way again", () => {
  const change = () => changeAnswer(answer, members, createRandom(7));
  expect(change()).toEqual(change());
});
