import { operations } from "@usage-billing/connect-client";
import { describe, expect, it } from "vitest";
import { operationOf, startAnyPlatform } from "../__fixtures__/any-platform.ts";
import { CALLS } from "../__fixtures__/every-call.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";
import { type ConnectUsage, createConnectUsage } from "../connect-usage.ts";
import { operationRoles } from "./operation-roles.ts";

/** The names of all methods that there are. */
function methodsOf(usage: ConnectUsage): readonly string[] {
  const { close: _close, rules, ...resources } = usage;
  return Object.entries({ ...resources, rules: rules("PRD-1") }).flatMap(([name, resource]) =>
    Object.keys(resource).map((method) => `${name}.${method}`),
  );
}

describe("the layer over the operations", () => {
  it("reaches every operation of the document, and asks for nothing that is not in it", async () => {
    await using server = await startAnyPlatform();
    const usage = createTestApi(server.url);
    for (const call of Object.values(CALLS)) await call(usage);
    const asked = server.seen.filter(({ url }) => !url.startsWith("/storage")).map(operationOf);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(operations).sort());
    expect(Object.keys(operations)).toHaveLength(38);
  });

  it("has no method that is not tried above", async () => {
    const usage = createTestApi("http://127.0.0.1:1");
    expect(methodsOf(usage).toSorted()).toEqual(Object.keys(CALLS).sort());
  });

  it("knows for every operation whose token it takes", () => {
    expect(Object.keys(operationRoles).sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(["", " ", "..", "."])("refuses %j as an id, which would name a list", async (id) => {
    const { files, records, chunks } = createTestApi("http://127.0.0.1:1");
    await expect(files.get(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(files.delete(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(records.close(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(chunks.get(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
  });

  it("keeps an id whole that holds signs of an address", async () => {
    await using server = await startAnyPlatform();
    await createTestApi(server.url).files.get("a/b?c#d");
    expect(server.seen[0]?.url).toBe("/usage/files/a%2Fb%3Fc%23d");
  });

  it("closes only a transport of its own", async () => {
    let closed = 0;
    const close = async (): Promise<void> => {
      closed += 1;
    };
    const transport = { fetch, Request, close };
    await createConnectUsage({ apiKey: "SU-1:token", transport }).close();
    expect(closed).toBe(0);
    await createConnectUsage({ apiKey: "SU-1:token" }).close();
    expect(() => createConnectUsage({ apiKey: " " })).toThrow(/no API key/);
  });
});
