import { expect, it } from "vitest";
import { getDependencyReleaseLine, getReleaseLine } from "./changelog.ts";

it("gives the words of a changeset without its commit", () => {
  const changeset = { summary: "Report usage exactly.\n", commit: "0123456789", id: "brave-lions" };
  expect(getReleaseLine(changeset)).toBe("- Report usage exactly.");
});

it("keeps what stands under the first line in the same item", () => {
  expect(getReleaseLine({ summary: "One.\n\nTwo:\n- three" })).toBe("- One.\n\n  Two:\n  - three");
});

it("names the versions that a package goes with, once each", () => {
  const moved = [
    { name: "@usage-billing/core", newVersion: "0.1.0" },
    { name: "@usage-billing/http", newVersion: "0.1.0" },
  ];
  expect(getDependencyReleaseLine([{ summary: "One." }, { summary: "Two." }], moved)).toBe(
    "- Goes with @usage-billing/core 0.1.0, @usage-billing/http 0.1.0.",
  );
});

it("says nothing of dependencies that did not move", () => {
  expect(getDependencyReleaseLine([{ summary: "One." }], [])).toBe("");
});
