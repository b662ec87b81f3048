import { createServer } from "node:net";
import { LedgerError } from "@usage-billing/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDesk, type TestDesk } from "./__fixtures__/create-desk.ts";
import { enter, type Sending, type Visitor, visit } from "./__fixtures__/visitor.ts";
import { startUi, type UiServer } from "./start-ui.ts";

let desk: TestDesk;
let ui: UiServer;
let visitor: Visitor;
beforeAll(async () => {
  desk = await createTestDesk();
  ui = await startUi({ desk });
  visitor = await enter(ui);
});
afterAll(async () => {
  await ui.close();
  await desk.remove();
});

const ask = (path: string, headers: Sending["headers"] = {}, method = "GET") =>
  visit(`${visitor.base}${path}`, { method, headers });

describe("the link", () => {
  it("lets a browser in by a cookie for a path that nobody guesses, and takes itself out of the address", async () => {
    const { status, headers } = await visit(ui.link);
    expect([status, headers.location]).toEqual([303, "./"]);
    const path = new URL(ui.link).pathname;
    expect(path).toMatch(/^\/[\w-]{12}\/$/);
    expect(headers["set-cookie"]).toEqual([
      expect.stringMatching(
        `^usage-billing-ui=[\\w-]{43}; Path=${path}; HttpOnly; SameSite=Strict$`,
      ),
    ]);
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  it("is another one at every start, and its token stands nowhere else", async () => {
    const other = await startUi({ desk });
    const token = new URL(other.link).searchParams.get("token") ?? "";
    expect(ui.link).not.toContain(token);
    expect(other.url).not.toContain(token);
    expect((await (await enter(other)).get("")).body).not.toContain(token);
    await other.close();
  });

  it("is refused with another token, and so is everything without one", async () => {
    const wrong = ui.link.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const paths = ["", "page.js", "api/overview", "api/record?id=taken-1", "statement?period=x"];
    const asked = [
      visit(wrong),
      visit(`${ui.url}/`),
      visit(`${ui.url}/favicon.ico`),
      ...paths.map((path) => ask(path)),
      ask("", { cookie: "usage-billing-ui=" }),
      ask("", { cookie: `${visitor.cookie}x` }),
      ask("", { cookie: `x${visitor.cookie}` }),
      ask("", {}, "DELETE"),
      ask("api/perform", { origin: ui.url }, "POST"),
      ask("", { host: "evil.example" }),
    ];
    for (const { status, body } of await Promise.all(asked)) {
      expect([status, JSON.parse(body).error]).toEqual([401, expect.stringContaining("link")]);
    }
  });
});

describe("requests with the token", () => {
  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil:80", "[::2]", "127.0.0.1:x"])(
    "are refused for the host %s, so that no other name leads here",
    async (host) => {
      const headers = { cookie: visitor.cookie, host };
      const { status } = await ask("api/overview", headers);
      expect(status).toBe(403);
    },
  );

  it.each(["localhost:7117", "127.0.0.1", "[::1]:80"])(
    "are answered for the host %s, through a tunnel too",
    async (host) => {
      const { status } = await ask("api/overview", { cookie: visitor.cookie, host });
      expect(status).toBe(200);
    },
  );

  it.each(["cross-site", "same-site"])("are refused from a page that is %s", async (site) => {
    const headers = { cookie: visitor.cookie, "sec-fetch-site": site };
    expect((await ask("api/overview", headers)).status).toBe(403);
  });

  it("change nothing from another origin, as a form, or by another method", async () => {
    const { cookie } = visitor;
    const type = { "content-type": "application/json" };
    const posted = (headers: Sending["headers"]) => ask("api/plan", { cookie, ...headers }, "POST");
    expect((await posted({ ...type, origin: "http://127.0.0.1:1" })).status).toBe(403);
    expect((await posted({ ...type, origin: "null" })).status).toBe(403);
    expect((await posted(type)).status).toBe(403);
    expect((await posted({ origin: ui.url, "content-type": "text/plain" })).status).toBe(415);
    expect((await ask("api/plan", { cookie, origin: ui.url }, "PUT")).status).toBe(405);
    expect((await ask("api/plan", { cookie })).status).toBe(404);
  });

  it("are answered without anything of a third party, kept by nobody and framed by nobody", async () => {
    const { headers, body } = await visitor.get("");
    const policy = String(headers["content-security-policy"]);
    const hash = "'sha256-[\\w+/]{43}='";
    const own = `^default-src 'none'; script-src 'self' ${hash}; style-src ${hash}; img-src 'self';`;
    expect(policy).toMatch(new RegExp(own));
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(body).not.toMatch(/https?:\/\//);
    expect(body).not.toContain("refused/3 <i>");
    expect(body).not.toMatch(/ style="| on[a-z]+="/);
    for (const file of ["page.js", "icon.svg"]) {
      expect((await visitor.get(file)).status).toBe(200);
    }
  });

  it("with too much or no JSON are refused", async () => {
    const large = await visitor.post("api/plan", { kind: "x".repeat(40_000) });
    expect(large.status).toBe(413);
    const headers = { cookie: visitor.cookie, origin: ui.url, "content-type": "application/json" };
    const broken = await visit(`${visitor.base}api/plan`, { method: "POST", headers, body: "{" });
    expect(broken.status).toBe(400);
  });
});

describe("startUi", () => {
  it.each(["0.0.0.0", "::", "192.0.2.1", "localhost", "example.com"])(
    "serves no address but this machine's own: not %s",
    async (host) => {
      await expect(startUi({ desk, host })).rejects.toMatchObject({
        code: "UI",
        message: expect.stringContaining(`not at ${host}; from another machine`),
      });
    },
  );

  it("serves ::1", async () => {
    const six = await startUi({ desk, host: "::1" });
    expect(six.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await (await enter(six)).get("api/overview")).status).toBe(200);
    await six.close();
  });

  it("says that a port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    await expect(startUi({ desk, port })).rejects.toThrow(`at port ${port}: it is taken`);
    await new Promise((resolve) => other.close(resolve));
  });

  it("ends at once, with a connection open", async () => {
    const other = await startUi({ desk });
    const { promise, resolve } = Promise.withResolvers<void>();
    const { connect } = await import("node:net");
    const socket = connect(Number(new URL(other.url).port), "127.0.0.1", () => resolve());
    const ended = new Promise((end) => socket.once("close", end));
    socket.on("error", () => undefined);
    await promise;
    await other.close();
    await ended;
    await expect(visit(other.link)).rejects.toThrow();
  });

  it("shows the page, and says why there is no data, while the ledger cannot be had", async () => {
    desk.broken = new LedgerError("ledger.db", "is in use by another process");
    const { status, body } = await visitor.get("");
    expect([status, body]).toEqual([200, expect.stringContaining("is in use by another process")]);
    expect((await visitor.get("api/overview")).view["error"]).toContain("is in use");
    delete desk.broken;
  });

  it("tells the terminal of a defect, and the page nothing of it", async () => {
    desk.broken = new TypeError("a secret of the inside");
    const { status, body } = await visitor.get("api/overview");
    expect([status, body.includes("secret")]).toEqual([500, false]);
    expect(desk.errors).toEqual([desk.broken]);
    delete desk.broken;
  });
});

describe("reading that takes long", () => {
  it("ends when nobody waits for it any more, and when the server ends", async () => {
    let read = 0;
    const { promise: reading, resolve: begin } = Promise.withResolvers<void>();
    const endless = {
      ...desk.ledger,
      file: desk.ledger.file,
      record: async () => undefined,
      records: async function* () {
        for await (const held of desk.ledger.records()) {
          for (;;) {
            yield held;
            read += 1;
            if (read > 1_000) begin();
          }
        }
      },
    };
    const other = await startUi({
      desk: { ...desk, use: (work) => work(endless as unknown as TestDesk["ledger"]) },
    });
    const asked = (await enter(other)).get(
      "statement?period=2026-10-01T00:00:00Z/2026-11-01T00:00:00Z",
    );
    asked.catch(() => undefined);
    await reading;
    await other.close();
    await expect(asked).rejects.toThrow();
    const ended = read;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).toBeLessThanOrEqual(ended + 1);
    expect(desk.errors).not.toContainEqual(expect.objectContaining({ name: "AbortError" }));
  });
});
