import { describe, expect, it } from "vitest";
import { createStepWriter } from "./step-writer.ts";

describe("the step writer", () => {
  it("commits the steps of each delivery in their order", async () => {
    const commits: string[] = [];
    const writer = createStepWriter({
      commitSteps: async (deliveryId, steps) => {
        commits.push(`${deliveryId}: ${steps.join(", ")}`);
      },
    });
    writer.add("a", "create");
    writer.add("b", "create");
    writer.add("a", "upload");
    await writer.drain();
    writer.add("a", "submit");
    await writer.drain();
    expect(commits).toEqual(["a: create, upload", "b: create", "a: submit"]);
  });

  it("tells who waits that a step could not be committed", async () => {
    const commitSteps = async (): Promise<void> => {
      throw new Error("disk full");
    };
    const writer = createStepWriter({ commitSteps });
    writer.add("a", "create");
    await expect(writer.drain()).rejects.toThrow("disk full");
  });
});
