import { describe, expect, it } from "vitest";
import {
  createTwoCheckoutClient,
  type TwoCheckoutClientOptions,
} from "./create-two-checkout-client.ts";
import { signRequest } from "./sign-request.ts";

const account = { merchantCode: "YOURCODE123", secretKey: "SECRET_KEY" };
const usages = "/subscriptions/{SubscriptionReference}/usages/";
const query = {
  IntervalStart: "2026-10-01 00:00:00",
  IntervalEnd: "2026-10-31 23:59:59",
  Page: 1,
  Limit: 99,
};

/** A client whose requests are kept instead of sent. */
function observe(options: Partial<TwoCheckoutClientOptions> = {}) {
  const requests: Request[] = [];
  const client = createTwoCheckoutClient({
    ...account,
    fetch: async (request) => {
      requests.push(request);
      return Response.json({});
    },
    ...options,
  });
  return { client, requests };
}

describe("createTwoCheckoutClient", () => {
  it("signs each request afresh with one reading of the clock", async () => {
    const readings = [Date.UTC(2026, 9, 25), Date.UTC(2026, 9, 25, 0, 0, 1)];
    const expected = readings.map((now) => signRequest({ ...account, algorithm: "sha3-256", now }));
    const { client, requests } = observe({
      algorithm: "sha3-256",
      now: () => readings.shift() ?? Number.NaN,
    });
    const params = { path: { SubscriptionReference: "A/B" }, query };
    await client.GET(usages, { params });
    await client.GET(usages, { params });
    const header = "X-Avangate-Authentication";
    expect(requests.map(({ headers }) => headers.get(header))).toEqual(expected);
    expect(readings).toEqual([]);
  });

  it("sends the array of usages as JSON", async () => {
    const { client, requests } = observe();
    const usage = {
      OptionCode: "SEATS",
      UsageStart: query.IntervalStart,
      UsageEnd: query.IntervalEnd,
      Units: 15,
      Description: "Plätze",
    };
    await client.POST(usages, {
      params: { path: { SubscriptionReference: "A/B" } },
      body: [usage],
    });
    expect(requests[0]?.url).toBe("https://api.2checkout.com/rest/6.0/subscriptions/A%2FB/usages/");
    expect(requests[0]?.headers.get("accept")).toBe("application/json");
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
    expect(await requests[0]?.json()).toEqual([usage]);
  });

  it("uses SHA-256 and the computer's clock when nothing else is asked for", async () => {
    const { client, requests } = observe();
    const before = Math.floor(Date.now() / 1000) * 1000;
    await client.GET(usages, { params: { path: { SubscriptionReference: "A" }, query } });
    const signature = requests[0]?.headers.get("X-Avangate-Authentication") ?? "";
    const [, date = ""] = / date="([^"]+)" hash="[\da-f]{64}" algo="sha256"$/.exec(signature) ?? [];
    const signedAt = Date.parse(`${date.replace(" ", "T")}Z`);
    expect(signedAt).toBeGreaterThanOrEqual(before);
    expect(signedAt).toBeLessThanOrEqual(Date.now());
  });

  it("sends a merchant code beyond ASCII as the bytes it hashed", async () => {
    const { client, requests } = observe({ merchantCode: "ÄCME日" });
    await client.GET(usages, { params: { path: { SubscriptionReference: "A" }, query } });
    const signature = requests[0]?.headers.get("X-Avangate-Authentication") ?? "";
    expect(Buffer.from(signature, "latin1").toString()).toMatch(/^code="ÄCME日" /);
  });

  it.each([
    [{ merchantCode: "" }, "merchantCode must be a text without quotes and control characters"],
    [{ merchantCode: 'a"b' }, "merchantCode must be a text without quotes and control characters"],
    [{ secretKey: "" }, "secretKey is missing"],
    [{ algorithm: "md5" as "sha256" }, "algorithm must be sha256 or sha3-256"],
    [{ baseUrl: "api.2checkout.com" }, "baseUrl must be an absolute http or https URL"],
  ])("refuses %j", (options, problem) => {
    expect(() => observe(options)).toThrow(new TypeError(`createTwoCheckoutClient: ${problem}`));
  });
});
