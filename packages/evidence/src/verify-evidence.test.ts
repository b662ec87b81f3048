import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OPTIONS, openToldLedger } from "./__fixtures__/told-ledger.ts";
import { chainEntries } from "./chain.ts";
import { collectEvidence } from "./collect-evidence.ts";
import type { EvidenceEntry } from "./evidence-entry.ts";
import { verifyEvidence } from "./verify-evidence.ts";

async function makeFile(subject: { record: string } | { delivery: string } = { record: "a" }) {
  return (await collectEvidence(await openToldLedger(), subject, OPTIONS)).text;
}

const verify = (text: string) => verifyEvidence(Buffer.from(text));
const linesOf = (text: string): readonly string[] => text.trimEnd().split("\n");
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

describe("what is found", () => {
  it("is every one of 10,000 single bits that were flipped anywhere", async () => {
    const bytes = Buffer.from(await makeFile());
    const missed: number[] = [];
    const flip = (bit: number) => {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (verifyEvidence(flipped).isSound) missed.push(bit);
    };
    fc.assert(fc.property(fc.nat(bytes.length * 8 - 1), flip), { numRuns: 10_000, seed: 7 });
    expect(missed).toEqual([]);
  });

  it("is a cut at any byte", async () => {
    const bytes = Buffer.from(await makeFile());
    const sound = Array.from({ length: bytes.length }, (_, end) => bytes.subarray(0, end)).filter(
      (cut) => verifyEvidence(cut).isSound,
    );
    expect(sound).toEqual([]);
  });

  it("is any line that was removed, doubled or moved", async () => {
    const lines = linesOf(await makeFile());
    const changed = lines.flatMap((line, index) => [
      lines.toSpliced(index, 1),
      lines.toSpliced(index, 0, line),
      lines.toSpliced(index, 1).toSpliced((index + 1) % lines.length, 0, line),
    ]);
    expect(changed.filter((some) => verify(joined(some)).isSound)).toEqual([]);
  });

  it("is any line of another file", async () => {
    const [own, other] = [linesOf(await makeFile()), linesOf(await makeFile({ record: "b" }))];
    const mixed = own.flatMap((line, index) => {
      const foreign = other[index] ?? "";
      return foreign === line ? [] : [own.toSpliced(index, 1, foreign)];
    });
    expect(mixed.length).toBeGreaterThan(8);
    expect(mixed.filter((some) => verify(joined(some)).isSound)).toEqual([]);
    expect(verify(joined([...own, ...other])).isSound).toBe(false);
  });

  it.each([
    ["a space", (text: string) => text.replace(',"', ', "')],
    ["an empty line at the end", (text: string) => `${text}\n`],
    ["a mark of byte order", (text: string) => `\u{feff}${text}`],
    ["line ends of another system", (text: string) => text.replaceAll("\n", "\r\n")],
    ["nothing at all", () => ""],
    ["another file altogether", () => "subscription,quantity\nsub_1,5\n"],
    ["JSON that is no object", () => "null\n"],
  ])("is %s", async (_, change) => {
    const { isSound, problems } = verify(change(await makeFile()));
    expect(isSound).toBe(false);
    expect(problems[0]?.message).toMatch(/^the /);
  });
});

describe("what is said of it", () => {
  it("is the line and its byte", async () => {
    const text = await makeFile();
    const [first = "", second = ""] = linesOf(text);
    const { problems } = verify(text.replace('"line":2', '"line":3'));
    expect(problems).toEqual([
      {
        line: 3,
        at: first.length + second.length + 2,
        message: expect.stringMatching(/as the SHA-256 of line 2, which has .* one of the two/),
      },
    ]);
  });

  it("names lines that are missing", async () => {
    const { problems } = verify(joined(linesOf(await makeFile()).toSpliced(4, 1)));
    expect(problems[0]).toMatchObject({ line: 5, message: expect.stringMatching(/has number 6/) });
  });

  it("is a hundred problems at most", () => {
    expect(verify("{}\n".repeat(500)).problems).toHaveLength(100);
  });
});

describe("a file that was written anew, chain and all", () => {
  const digest = "0".repeat(64);
  const begin = {
    kind: "evidence",
    format: 1,
    about: { record: "a" },
    madeAt: "",
    madeBy: {},
  } as const;
  const bytes = { kind: "bytes", delivery: "d", body: "YQ==", size: 1, sha256: digest } as const;
  const fact = {
    kind: "fact",
    fact: "taken-in",
    sequence: 5,
    at: "2026-11-02T10:00:00Z",
    record: "a",
    body: {},
  } as const;
  const intent = { ...fact, fact: "intent", sequence: 6, delivery: "d", body: { sha256: digest } };
  const standing = {
    kind: "standing",
    record: "a",
    state: "accepted",
    reference: "usage_1",
  } as const;

  it.each<[string, readonly EvidenceEntry[], RegExp]>([
    ["bytes that have another hash", [begin, fact, bytes], /the bytes have SHA-256 ca978112/],
    [
      "bytes of another length",
      [begin, fact, { ...bytes, size: 2 }],
      /are 1, and the entry says 2/,
    ],
    ["bytes in another spelling", [begin, fact, { ...bytes, body: "YR==" }], /no proper base64/],
    ["an intent without its bytes", [begin, fact, intent], /the bytes of delivery d are not there/],
    ["facts in another order", [begin, intent, bytes, fact], /not in the ledger's order/],
    [
      "a fact that went back in time",
      [begin, fact, { ...intent, fact: "step", at: "2026-11-01T10:00:00Z" }],
      /older than the one before/,
    ],
    [
      "a claim that nothing supports",
      [begin, fact, standing],
      /no fact says the reference usage_1/,
    ],
    [
      "a record that nobody took in",
      [begin, { ...standing, reference: undefined } as never],
      /was taken in/,
    ],
    ["no beginning", [fact], /does not begin as evidence does/],
    [
      "a form of the future",
      [{ ...begin, format: 2 } as never, fact],
      /has form 2; this program reads 1/,
    ],
  ])("is refused for %s", (_, entries, message) => {
    const { isSound, problems } = verify(chainEntries(entries).text);
    expect(isSound).toBe(false);
    expect(problems.map((problem) => problem.message).join()).toMatch(message);
  });

  it("verifies where all of it agrees, but has another head", async () => {
    const text = await makeFile();
    const entries = linesOf(text)
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const forged = chainEntries(
      entries.map((entry) => (entry.kind === "evidence" ? { ...entry, madeBy: {} } : entry)),
    );
    expect(verify(forged.text).isSound).toBe(true);
    expect(verify(forged.text).head).not.toBe(verify(text).head);
  });
});
