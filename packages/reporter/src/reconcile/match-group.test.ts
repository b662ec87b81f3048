import { describe, expect, it } from "vitest";
import { type Group, matchGroup } from "./match-group.ts";
import type { HeldPiece, ReportedPiece } from "./piece.ts";

function reported(recordId: string, quantity: string, change: Partial<ReportedPiece> = {}) {
  return { recordId, quantity, state: "accepted", mayBeTrimmed: false, ...change } as const;
}

function held(reference: string, quantity: string, change: Partial<HeldPiece> = {}): HeldPiece {
  return { reference, quantity, status: "open", ...change };
}

/** What differs, in short: the kind, the record and the reference. */
function differencesOf(group: Group, namesRecords = false): readonly (readonly unknown[])[] {
  return matchGroup(group, namesRecords).differences.map((difference) => [
    difference.kind,
    difference.reported?.recordId,
    difference.held?.reference,
  ]);
}

describe("by natural key", () => {
  it("pairs what is equal, in whatever order", () => {
    const group = {
      reported: [reported("a", "1"), reported("b", "2.5")],
      held: [held("2", "2.5"), held("1", "1")],
    };
    expect(matchGroup(group, false)).toMatchObject({ matched: 2, differences: [] });
  });

  it("finds a thousandth", () => {
    const group = { reported: [reported("a", "1.001")], held: [held("1", "1.002")] };
    expect(differencesOf(group)).toEqual([["quantity-differs", "a", "1"]]);
  });

  it("says what is missing, unknown, held twice and trimmed", () => {
    expect(differencesOf({ reported: [reported("a", "1")], held: [] })).toEqual([
      ["missing-there", "a", undefined],
    ]);
    expect(differencesOf({ reported: [], held: [held("1", "1")] })).toEqual([
      ["unknown-here", undefined, "1"],
    ]);
    const twice = { reported: [reported("a", "1")], held: [held("1", "1"), held("2", "1")] };
    expect(differencesOf(twice)).toEqual([["duplicate", "a", "2"]]);
    const trimmed = reported("a", "5", { mayBeTrimmed: true });
    expect(differencesOf({ reported: [trimmed], held: [held("1", "4.999")] })).toEqual([
      ["trimmed", "a", "1"],
    ]);
  });

  it("takes the piece that the ledger knows by its reference before one that looks alike", () => {
    const record = reported("a", "5", { reference: "2" });
    const group = { reported: [record], held: [held("1", "5"), held("2", "5")] };
    expect(differencesOf(group)).toEqual([["duplicate", "a", "1"]]);
  });

  it("leaves usage of another quantity beside an equal pair unknown", () => {
    const group = { reported: [reported("a", "1")], held: [held("1", "1"), held("2", "9")] };
    expect(differencesOf(group)).toEqual([["unknown-here", undefined, "2"]]);
  });

  it("lets what is in flight take what could be it, after what is sure", () => {
    const flying = reported("b", "1", { state: "sending" });
    const group = { reported: [flying, reported("a", "1")], held: [held("1", "1")] };
    expect(matchGroup(group, false)).toMatchObject({ matched: 1, differences: [], absorbed: [] });
    const both = { ...group, held: [held("1", "1"), held("2", "1")] };
    expect(matchGroup(both, false)).toMatchObject({ matched: 1, differences: [] });
    expect(matchGroup(both, false).absorbed.map(({ reference }) => reference)).toEqual(["2"]);
  });

  it("says which record should not be held any more", () => {
    const gone = reported("a", "1", { state: "retracted" });
    expect(differencesOf({ reported: [gone], held: [held("1", "1")] })).toEqual([
      ["unknown-here", "a", "1"],
    ]);
    expect(differencesOf({ reported: [gone], held: [] })).toEqual([]);
  });

  it("does not miss a refused record that is held", () => {
    const refused = reported("a", "1", { state: "refused" });
    expect(differencesOf({ reported: [refused], held: [] })).toEqual([
      ["rejected", "a", undefined],
    ]);
    const match = matchGroup({ reported: [refused], held: [held("1", "1")] }, false);
    expect(match.differences.map(({ kind }) => kind)).toEqual(["unknown-here"]);
    expect(match.heldThoughRefused).toEqual([refused]);
  });

  it("takes a state of billing without a reference for a difference", () => {
    const closed = (billingReference?: string) =>
      differencesOf({
        reported: [reported("a", "1")],
        held: [
          held("1", "1", {
            status: "closed",
            ...(billingReference === undefined ? {} : { billingReference }),
          }),
        ],
      });
    expect(closed("inv-1")).toEqual([]);
    expect(closed()).toEqual([["closed-without-reference", "a", "1"]]);
  });
});

describe("by record id", () => {
  const named = (reference: string, quantity: string, recordId: string) =>
    held(reference, quantity, { recordId });

  it("pairs by the id whatever else is equal", () => {
    const group = {
      reported: [reported("a", "1"), reported("b", "2")],
      held: [named("1", "2", "a"), named("2", "1", "b")],
    };
    expect(differencesOf(group, true)).toEqual([
      ["quantity-differs", "a", "1"],
      ["quantity-differs", "b", "2"],
    ]);
  });

  it("takes usage without an id for a record that has none, and else for somebody else's", () => {
    const group = { reported: [reported("a", "1")], held: [held("1", "1")] };
    expect(matchGroup(group, true)).toMatchObject({ matched: 1, differences: [] });
    const beside = { ...group, held: [held("1", "1"), named("2", "1", "a")] };
    expect(differencesOf(beside, true)).toEqual([["unknown-here", undefined, "1"]]);
  });

  it("finds an id twice, and one of another ledger", () => {
    const pieces = [named("1", "1", "a"), named("2", "1", "a"), named("3", "1", "z")];
    expect(differencesOf({ reported: [reported("a", "1")], held: pieces }, true)).toEqual([
      ["duplicate", "a", "2"],
      ["unknown-here", undefined, "3"],
    ]);
  });
});
