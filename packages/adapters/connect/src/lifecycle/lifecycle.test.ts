import { describe, expect, it } from "vitest";
import { operationRoles } from "../api/operation-roles.ts";
import { stageOf } from "../file-stage.ts";
import { chunkLifecycle } from "./chunk-lifecycle.ts";
import { fileLifecycle } from "./file-lifecycle.ts";
import { type Lifecycle, statesAfter, statesBefore } from "./lifecycle.ts";
import { reconciliationLifecycle } from "./reconciliation-lifecycle.ts";
import { recordLifecycle } from "./record-lifecycle.ts";

const lifecycles: readonly (readonly [string, Lifecycle<string>])[] = [
  ["a usage file", fileLifecycle],
  ["a usage record", recordLifecycle],
  ["a chunk file", chunkLifecycle],
  ["a reconciliation", reconciliationLifecycle],
];

describe.each(lifecycles)("the life of %s", (_name, { states, transitions }) => {
  it("begins somewhere and reaches every state", () => {
    const first = transitions.filter(({ from }) => from.length === 0).map(({ to }) => to);
    const lifecycle = { states, transitions };
    const reached = new Set(first.flatMap((state) => [state, ...statesAfter(lifecycle, state)]));
    expect([...reached].toSorted()).toEqual([...states].toSorted());
  });

  it("names only its own states, once each", () => {
    expect(new Set(states).size).toBe(states.length);
    for (const { from, to } of transitions) {
      for (const state of [...from, to]) expect(states).toContain(state);
      expect(from).not.toContain(to);
    }
  });

  it("is moved by an operation of the role that may call it, or by the platform alone", () => {
    for (const { by, operations } of transitions) {
      expect(operations.length > 0).toBe(by !== "platform");
      for (const operation of operations) expect(operationRoles[operation]).toBe(by);
    }
  });
});

describe("the life of a usage file", () => {
  it("allows what the platform's pages allow", () => {
    expect(statesBefore(fileLifecycle, "uploadUsageFile")).toEqual([
      "draft",
      "invalid",
      "ready",
      "rejected",
    ]);
    expect(statesBefore(fileLifecycle, "deleteUsageFile")).toEqual(["draft", "invalid", "ready"]);
    expect(statesBefore(fileLifecycle, "submitUsageFile")).toEqual(["ready"]);
    expect(statesBefore(fileLifecycle, "acceptUsageFile")).toEqual(["pending"]);
    expect(statesBefore(fileLifecycle, "closeUsageFile")).toEqual(["accepted"]);
  });

  it("ends where it is closed or deleted", () => {
    const ends = fileLifecycle.states.filter(
      (state) => statesAfter(fileLifecycle, state).size === 0,
    );
    expect(ends).toEqual(["closed", "deleted"]);
  });

  it("has no state that the channel does not know what to do with", () => {
    expect(fileLifecycle.states.filter((state) => stageOf(state) === "unlisted")).toEqual([]);
    expect(stageOf("archived")).toBe("unlisted");
  });
});
