import { AuthenticationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { answerJson, startServer } from "../__fixtures__/local-server.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";

const forbidden = (body: object = { error_code: "AUTH_003", errors: ["Forbidden"] }) =>
  startServer((response) => answerJson(response, body, { status: 403 }));

describe("a token of the other role", () => {
  it("is told which rule it breaks, for what only a distributor may do", async () => {
    await using server = await forbidden();
    const refused = createTestApi(server.url).files.accept("UF-1", "Fine");
    await expect(refused).rejects.toBeInstanceOf(AuthenticationError);
    await expect(refused).rejects.toMatchObject({
      status: 403,
      operation: "acceptUsageFile",
      detail: expect.stringMatching(/^AUTH_003: Forbidden; only the distributor \(provider\) may/),
    });
  });

  it("is told so for what only a vendor may do, whatever the answer's body", async () => {
    await using server = await forbidden({});
    await expect(createTestApi(server.url).files.submit("UF-1")).rejects.toThrow(
      /only the vendor may do this: use a token of the vendor's account/,
    );
  });

  it("is told of the permission where both may", async () => {
    await using server = await forbidden();
    await expect(createTestApi(server.url).files.get("UF-1")).rejects.toThrow(
      /lacks the permission/,
    );
  });

  it("is not confused with a token that is none", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { error_code: "AUTH_001", errors: ["bad token"] }, { status: 401 }),
    );
    await expect(createTestApi(server.url).files.close("UF-1")).rejects.toMatchObject({
      detail: "AUTH_001: bad token",
    });
  });

  it.each([
    [{ errors: ["Not for v1.2 tokens."] }, /^Not for v1\.2 tokens; only the vendor may do this/],
    [{ error_code: "AUTH_003" }, /^AUTH_003; only the vendor may do this/],
    [{ error_code: "AUTH_003", errors: ["a", "b"] }, /^AUTH_003: a; b; only the vendor/],
  ])(
    "is told so in one sentence with %j, and what was answered stays the cause",
    async (body, words) => {
      await using server = await forbidden(body);
      await expect(createTestApi(server.url).files.submit("UF-1")).rejects.toMatchObject({
        detail: expect.stringMatching(words),
        cause: { code: "AUTHENTICATION", status: 403 },
      });
    },
  );
});
