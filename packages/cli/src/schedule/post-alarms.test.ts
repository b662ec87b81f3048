import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALARM_WEBHOOK, type Announcement, describeAlarm, postAlarms } from "./post-alarms.ts";

const SECRET = "sk_c4nary_0123456789";
const announcement: Announcement = {
  source: "metering",
  channel: "rebilly",
  alarm: {
    kind: "failed",
    periods: [
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ],
    isPastDeadline: true,
    detail: `the query with ${SECRET} failed\nbadly`,
  },
};

let server: Server;
let bodies: string[];
let location: string | undefined;
let isSilent = false;
beforeEach(async () => {
  bodies = [];
  location = undefined;
  isSilent = false;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    bodies.push(body);
    if (isSilent) return;
    response.writeHead(
      location === undefined ? 204 : 302,
      location === undefined ? {} : { location },
    );
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function post(address?: string, timeout = 10_000): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  const environment = {
    [ALARM_WEBHOOK]: address ?? `http://127.0.0.1:${port}/key-t0p`,
    USAGE_BILLING_REBILLY_API_KEY: SECRET,
  };
  return postAlarms([announcement], { environment, signal: new AbortController().signal, timeout });
}

describe("postAlarms", () => {
  it("posts what is wrong, on one line and without credentials", async () => {
    expect(await post()).toBeUndefined();
    const [body = ""] = bodies;
    expect(body).not.toContain("c4nary");
    expect(JSON.parse(body)).toMatchObject({
      text: expect.stringMatching(
        /^ALARM failed: metering to rebilly, 2 windows, past its deadline: the query with .* failed\\nbadly$/,
      ),
      alarms: [{ source: "metering", channel: "rebilly", kind: "failed", isPastDeadline: true }],
    });
  });

  it("gives up an address that does not answer in time", async () => {
    isSilent = true;
    expect(await post(undefined, 50)).toBe("the webhook failed: it did not answer in time");
  });

  it("follows no redirect", async () => {
    location = "/elsewhere";
    expect(await post()).toBe("the webhook answered 302");
    expect(bodies).toHaveLength(1);
  });

  it.each(["not an address", "file:///etc/passwd"])(
    "refuses %s and does not repeat it",
    async (address) => {
      expect(await post(address)).toBe(
        "USAGE_BILLING_ALARM_WEBHOOK is no address such as https://example.com/alarms",
      );
    },
  );

  it("does nothing where there is no address or no alarm", async () => {
    const options = { environment: {}, signal: new AbortController().signal };
    expect(await postAlarms([announcement], options)).toBeUndefined();
    const environment = { [ALARM_WEBHOOK]: "not an address" };
    expect(await postAlarms([], { ...options, environment })).toBeUndefined();
  });
});

describe("describeAlarm", () => {
  it("stays on one line", () => {
    expect(describeAlarm(announcement)).not.toContain("\n");
  });
});
