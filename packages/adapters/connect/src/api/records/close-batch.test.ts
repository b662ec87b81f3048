import { describe, expect, it } from "vitest";
import {
  type Answer,
  answerJson,
  type LocalServer,
  startServer,
} from "../../__fixtures__/local-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";
import type { CloseManyOptions } from "./close-many.ts";
import type { Closing, ClosingResult } from "./closing.ts";

const drop: Answer = (response) => response.destroy();
const say =
  (body: unknown, status = 206): Answer =>
  (response) =>
    answerJson(response, body, { status });
const held = (status: string, bill: object = {}): Answer =>
  say(
    { id: "a", status, external_billing_id: "bill", external_billing_note: "note", ...bill },
    200,
  );

/** Answers the requests that close in turn, and those that read in turn; the last one again and again. */
function startScript(closes: readonly Answer[], reads: readonly Answer[]): Promise<LocalServer> {
  const counts = { GET: 0, POST: 0 };
  return startServer((response, request, count) => {
    const isRead = request.method === "GET";
    const script = isRead ? reads : closes;
    const turn = counts[isRead ? "GET" : "POST"]++;
    (script[turn] ?? script.at(-1) ?? drop)(response, request, count);
  });
}

const CLOSING: Closing = { id: "a", billingId: "bill", billingNote: "note" };

function close(
  { url }: LocalServer,
  closings: readonly Closing[] = [CLOSING],
  options: CloseManyOptions = {},
): Promise<ClosingResult[]> {
  return Array.fromAsync(createTestApi(url).records.closeMany(closings, options));
}

const methodsOf = ({ seen }: LocalServer) => seen.map(({ method }) => method).join(" ");
const LOST = /^connect gave no answer to closeUsageRecords: /;

describe("after a lost answer", () => {
  it.each([
    ["nothing of the bill was sent", { id: "a" }, {}, "closed"],
    ["the bill that was sent is empty", { id: "a", billingId: "", billingNote: "" }, {}, "closed"],
    ["the bill is the same", CLOSING, {}, "closed"],
    ["only its id is another", CLOSING, { external_billing_id: "x" }, "refused"],
    ["only its note is another", CLOSING, { external_billing_note: "x" }, "refused"],
  ])("a closed record is looked at: %s", async (_case, closing, bill, status) => {
    await using server = await startScript([drop], [held("closed", bill)]);
    expect(await close(server, [closing])).toMatchObject([{ id: "a", status }]);
    expect(methodsOf(server)).toBe("POST GET");
  });

  it("a record that is closed without a bill is not ours", async () => {
    const bill = { external_billing_id: null };
    await using server = await startScript([drop], [held("closed", bill)]);
    expect(await close(server)).toEqual([
      {
        id: "a",
        status: "refused",
        error: "it is closed under another bill (no billing id)",
        channelStatus: "closed",
      },
    ]);
  });

  it("nothing is known of a record that cannot be read, and it is not sent again", async () => {
    await using server = await startScript([drop], [say({ errors: ["gone"] }, 404)]);
    expect(await close(server)).toEqual([
      {
        id: "a",
        status: "unknown",
        error: "connect answered getUsageRecord with 404: gone",
        cause: expect.objectContaining({ code: "CHANNEL_REQUEST" }),
      },
    ]);
    expect(methodsOf(server)).toBe("POST GET");
  });

  it("nothing is known of an open record of which the second answer says nothing", async () => {
    await using server = await startScript([drop, say([])], [held("approved")]);
    expect(await close(server)).toEqual([
      {
        id: "a",
        status: "unknown",
        error: expect.stringMatching(LOST),
        cause: expect.objectContaining({ outcomeUnknown: true }),
      },
    ]);
    expect(methodsOf(server)).toBe("POST GET POST GET");
  });

  it("the first request may still arrive: what the second is refused for is read again", async () => {
    const late = [{ id: "a", status: "closed", error_details: "it is closed already" }];
    const reads = [held("approved"), held("closed")];
    await using server = await startScript([drop, say(late)], reads);
    expect(await close(server)).toEqual([{ id: "a", status: "closed" }]);
  });

  it("what the second request is refused for stays when the record is still open", async () => {
    const refusal = [{ id: "a", status: "approved", error_details: "not today" }];
    await using server = await startScript([drop, say(refusal)], [held("approved")]);
    expect(await close(server)).toEqual([
      { id: "a", status: "refused", error: "not today", channelStatus: "approved" },
    ]);
  });

  it("a second request that is refused as a whole refuses each record", async () => {
    await using server = await startScript(
      [drop, say({ errors: ["too many"] }, 400)],
      [held("approved")],
    );
    expect(await close(server)).toMatchObject([
      { status: "refused", error: "connect answered closeUsageRecords with 400: too many" },
    ]);
  });

  it("what the second answer closes is not read again", async () => {
    await using server = await startScript(
      [drop, say([{ id: "a", status: "closed" }])],
      [held("approved")],
    );
    expect(await close(server)).toEqual([{ id: "a", status: "closed" }]);
    expect(methodsOf(server)).toBe("POST GET POST");
  });

  it("a signal that ends the second request ends the call", async () => {
    const stop = new AbortController();
    const hang: Answer = () => stop.abort(new Error("enough"));
    await using server = await startScript([drop, hang], [held("approved")]);
    await expect(close(server, [CLOSING], { signal: stop.signal })).rejects.toThrow("enough");
  });

  it("records are read eight at a time", async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const read: Answer = (response, { url }) => {
      const answer = () => answerJson(response, { id: url.split("/").at(-1), status: "closed" });
      most = Math.max(most, waiting.push(answer));
      if (waiting.length === 8 || url.endsWith("/r9")) for (const go of waiting.splice(0)) go();
    };
    await using server = await startScript([drop], [read]);
    const closings = Array.from({ length: 10 }, (_, index) => ({ id: `r${index}` }));
    expect(await close(server, closings)).toEqual(
      closings.map(({ id }) => ({ id, status: "closed" })),
    );
    expect([most, server.seen.length]).toEqual([8, 11]);
  });
});

describe("an answer", () => {
  it("that is no list is not taken for one: the records are read", async () => {
    await using server = await startScript([say({ count: 1 })], [held("closed")]);
    expect(await close(server)).toEqual([{ id: "a", status: "closed" }]);
    expect(methodsOf(server)).toBe("POST GET");
  });

  it("that is no list names its operation where nothing else is known", async () => {
    await using server = await startScript([say({ count: 1 }), say([])], [held("approved")]);
    expect(await close(server)).toMatchObject([
      { status: "unknown", error: expect.stringMatching(/^connect answered closeUsageRecords/) },
    ]);
  });

  it("that leaves out a record which is open refuses that one", async () => {
    await using server = await startScript([say([])], [held("approved")]);
    const error = "the channel did not speak of it and left it open";
    expect(await close(server)).toEqual([{ id: "a", status: "refused", error }]);
  });

  it("that speaks of a record only in part is read in words", async () => {
    const answer = [{ id: "a", status: "closed", error_codes: "USG_1" }, { id: "b" }];
    await using server = await startScript([say(answer)], []);
    expect(await close(server, [CLOSING, { id: "b" }])).toEqual([
      { id: "a", status: "refused", error: "USG_1", codes: "USG_1", channelStatus: "closed" },
      { id: "b", status: "refused", error: "the channel left it as it was" },
    ]);
  });

  it("that refuses the token refuses every record, and nothing is read", async () => {
    await using server = await startScript([say({ errors: ["bad token"] }, 401)], []);
    expect(await close(server, [CLOSING, { id: "b" }])).toMatchObject([
      { id: "a", status: "refused", cause: { code: "AUTHENTICATION" } },
      { id: "b", status: "refused", cause: { code: "AUTHENTICATION" } },
    ]);
    expect(methodsOf(server)).toBe("POST");
  });
});

describe("nothing is sent", () => {
  it("when there is nothing to send", async () => {
    await using server = await startScript([], []);
    expect(await close(server, [])).toEqual([]);
    const wrong = [{ id: "a", billingNote: "a\nb" }, { id: "b", billingId: "a\nb" }, { id: 7 }];
    expect(await close(server, wrong as unknown as Closing[])).toMatchObject([
      { status: "refused", error: expect.stringMatching(/^billing note holds a control/) },
      { status: "refused", error: expect.stringMatching(/^billing id holds a control/) },
      { id: 7, status: "refused", error: "a record without an id cannot be closed" },
    ]);
    expect(server.seen).toEqual([]);
  });
});
