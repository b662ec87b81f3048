import { ChannelConnectionError, ChannelRequestError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { isRefusal, lookAfterFailure } from "./look-after-failure.ts";

const CALL = { channel: "connect", operation: "createUsageFile" };
const lost = new ChannelConnectionError({ ...CALL, reason: "reset", outcomeUnknown: true });
const unsent = new ChannelConnectionError({ ...CALL, reason: "refused", outcomeUnknown: false });
const answer = (status: number) =>
  new ChannelRequestError({ ...CALL, status, detail: "no", isWrite: true });

describe("lookAfterFailure", () => {
  it("does not look when the write was answered", async () => {
    const look = () => Promise.reject(new Error("looked"));
    expect(await lookAfterFailure(async () => "written", look)).toBe("written");
  });

  it("gives what it finds when the answer was lost", async () => {
    expect(
      await lookAfterFailure(
        () => Promise.reject(lost),
        async () => "found",
      ),
    ).toBe("found");
    const failed = () => Promise.reject(answer(502));
    expect(await lookAfterFailure(failed, async () => "found")).toBe("found");
  });

  it("keeps the first error when looking finds nothing or fails too", async () => {
    const write = () => Promise.reject(lost);
    await expect(lookAfterFailure(write, async () => undefined)).rejects.toBe(lost);
    await expect(lookAfterFailure(write, () => Promise.reject(unsent))).rejects.toBe(lost);
  });

  it("does not look when nothing was sent or stored", async () => {
    const look = async () => "found";
    await expect(lookAfterFailure(() => Promise.reject(unsent), look)).rejects.toBe(unsent);
    const refused = answer(400);
    await expect(lookAfterFailure(() => Promise.reject(refused), look)).rejects.toBe(refused);
  });
});

describe("isRefusal", () => {
  it("tells what would be refused again from what may pass later", () => {
    expect([400, 409, 413, 422].map((status) => isRefusal(answer(status)))).not.toContain(false);
    expect([401, 404, 429, 500].map((status) => isRefusal(answer(status)))).not.toContain(true);
    expect(isRefusal(lost)).toBe(false);
  });
});
