import type { Settlement } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { decideCorrection } from "./decide-correction.ts";

function settlement(
  recordId: string,
  status: "accepted" | "absent" | "refused" | "unknown",
): Settlement {
  if (status === "accepted") return { status, recordId, reference: "ref" };
  if (status === "unknown") return { status, recordId, reason: "no answer" };
  if (status === "absent") return { status, recordId };
  return { status, recordId, problem: { rule: "rule", field: "quantity", message: "too much" } };
}

describe("decideCorrection", () => {
  it.each([
    ["absent", "accepted", "corrected", "accepted"],
    ["absent", "absent", "corrected", "absent"],
    ["absent", "refused", "retracted", "refused"],
    ["accepted", "absent", "kept", "refused"],
    ["accepted", "refused", "kept", "refused"],
    ["accepted", "accepted", undefined, undefined],
    ["unknown", "accepted", undefined, undefined],
    ["absent", "unknown", undefined, undefined],
  ] as const)("with the first %s and the second %s says %s and %s", (first, second, ...end) => {
    const result = decideCorrection(settlement("a", first), settlement("b", second), "reset");
    expect([result?.record, result?.replacement.status]).toEqual(end);
  });
});
