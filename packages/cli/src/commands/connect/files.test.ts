import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTRACT, type Desk, openDesk, PRODUCT } from "./__fixtures__/desk.ts";
import { usageOf, writeUsageWorkbook } from "./__fixtures__/usage-workbook.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const good = () => writeUsageWorkbook([usageOf(1), usageOf(2)]);
const bad = () =>
  writeUsageWorkbook([usageOf(1), usageOf(2, { meter: "SAND" }), usageOf(3), usageOf(1)]);

async function createFile(...more: readonly string[]): Promise<string> {
  const [file] = await desk.json("vendor", "files", "create", "--name", "October", ...more);
  return String(file?.["id"]);
}

async function uploadFile(): Promise<string> {
  const id = await createFile();
  const path = desk.write("october.xlsx", await good());
  const { status, out } = await desk.connect("vendor", ["files", "upload", id, path]);
  expect([status, out]).toEqual([0, `${id} is ready.`]);
  return id;
}

async function submitFile(): Promise<string> {
  const id = await uploadFile();
  expect(await desk.connect("vendor", ["files", "submit", id, "--yes"])).toMatchObject({
    status: 0,
    out: `${id} is pending.`,
  });
  return id;
}

describe("a vendor's files", () => {
  it("are made for the channel's product, once for an external id", async () => {
    const args = ["--external-id", "october-1", "--from", "2026-10-01", "--to", "2026-10-31"];
    const id = await createFile(...args);
    const again = await desk.connect("vendor", ["files", "create", ...args]);
    expect(again).toMatchObject({
      status: 2,
      err: `"october-1" is ${id} already, which is draft. Nothing was made.`,
    });
    const [shown] = await desk.json("vendor", "files", "show", id);
    expect(shown).toMatchObject({
      id,
      status: "draft",
      name: "October",
      externalId: "october-1",
      currency: "USD",
      period: { from: "2026-10-01", to: "2026-10-31" },
      product: { id: PRODUCT },
      contract: { id: CONTRACT },
    });
    const details = await desk.connect("vendor", ["files", "show", id]);
    expect(details.out).toMatch(/^status +draft$/m);
    expect(details.out).toMatch(/^events\.created\.at +2\d{3}-\d\d-\d\dT.*Z$/m);
  });

  it("are in doubt when the answer is lost, and found by their external id", async () => {
    desk.twin.arm({ kind: "lose-answer", method: "POST", path: "/usage/files" });
    const args = ["files", "create", "--name", "October", "--external-id", "october-1"];
    const lost = await desk.connect("vendor", args);
    expect([lost.status, lost.err]).toEqual([4, expect.stringContaining("Nobody knows whether")]);
    const again = await desk.connect("vendor", args);
    expect([again.status, again.err]).toEqual([
      2,
      expect.stringMatching(/"october-1" is UF-\S+ already/),
    ]);
  });

  it("are changed, and only by something to change", async () => {
    const id = await createFile();
    const args = ["files", "update", id, "--description", "Corrected"];
    const [changed] = await desk.json("vendor", ...args);
    expect(changed).toMatchObject({ id, description: "Corrected" });
    const nothing = await desk.connect("vendor", ["files", "update", id]);
    expect([nothing.status, nothing.err]).toEqual([2, expect.stringContaining("what to change")]);
    const half = await desk.connect("vendor", ["files", "update", id, "--from", "2026-10-01"]);
    expect([half.status, half.err]).toEqual([2, expect.stringContaining("belong together")]);
  });

  it("name the rows at fault after an upload, and take a repaired workbook", async () => {
    const id = await createFile();
    const path = desk.write("october.xlsx", await bad());
    const refused = await desk.connect("vendor", ["files", "upload", id, path]);
    expect(refused.status).toBe(3);
    expect(refused.err).toContain(`${id} is invalid`);
    expect(refused.out).toMatch(/^ *3 {2}usage-2 +item_search_value {2}\S.*SAND$/m);
    expect(refused.out).toMatch(/^ *5 {2}usage-1 +record_id +\S/m);
    const problems = await desk.connect("vendor", ["files", "problems", id, "--json"]);
    expect(problems.status).toBe(3);
    const cells = problems.out.split("\n").map((line) => JSON.parse(line));
    expect(cells.map(({ recordId, row, column }) => [recordId, row, column])).toEqual([
      ["usage-1", 2, "record_id"],
      ["usage-2", 3, "item_search_value"],
      ["usage-1", 5, "record_id"],
    ]);
    desk.write("october.xlsx", await good());
    const repaired = await desk.connect("vendor", ["files", "upload", id, path]);
    expect(repaired).toMatchObject({ status: 0, out: `${id} is ready.` });
    const none = await desk.connect("vendor", ["files", "problems", id]);
    expect([none.status, none.out]).toEqual([0, ""]);
  });

  it("are listed by filters that are options", async () => {
    const draft = await createFile("--external-id", "left");
    const ready = await uploadFile();
    const ids = async (...args: readonly string[]) =>
      (await desk.json("vendor", "files", "list", ...args)).map(({ id }) => id);
    expect(await ids("--status", "ready", "draft", "--order=-id")).toEqual([ready, draft]);
    expect(await ids("--status", "ready")).toEqual([ready]);
    expect(await ids("--external-id", "left", "--product", PRODUCT)).toEqual([draft]);
    expect(await ids("--contract", "CRD-1")).toEqual([]);
    expect(await ids("--limit", "1", "--order", "id")).toEqual([draft]);
    const table = await desk.connect("vendor", ["files", "list", "--status", "ready"]);
    expect(table.out).toMatch(/^file +status +name +product/);
    expect(table.out).toMatch(new RegExp(`^${ready} +ready +October +${PRODUCT}`, "m"));
    expect(table.err).toBe("1 file.");
    const odd = await desk.connect("vendor", ["files", "list", "--order", "colour"]);
    expect([odd.status, odd.err]).toEqual([2, expect.stringContaining("created.at")]);
  });

  it("are deleted only when somebody says so", async () => {
    const id = await createFile();
    const alone = await desk.connect("vendor", ["files", "delete", id]);
    expect([alone.status, alone.err]).toEqual([2, expect.stringMatching(/Nobody is there to ask/)]);
    const no = await desk.connect("vendor", ["files", "delete", id], { answer: "n" });
    expect([no.status, no.err]).toEqual([
      2,
      expect.stringMatching(/This deletes: UF-.*Nothing was/s),
    ]);
    expect((await desk.json("vendor", "files", "show", id))[0]).toMatchObject({ status: "draft" });
    const yes = await desk.connect("vendor", ["files", "delete", id], { answer: "y" });
    expect([yes.status, yes.out]).toEqual([0, `${id} is deleted.`]);
  });
});

describe("a distributor's files", () => {
  it("are accepted with a note, after a question that names them", async () => {
    const id = await submitFile();
    const args = ["files", "accept", id, "--note", "Checked"];
    const { status, out, err } = await desk.connect("distributor", args, { answer: "yes" });
    expect([status, out]).toEqual([0, `${id} is accepted.`]);
    expect(err).toBe(
      `This accepts, so that it is billed: ${id} ("October", pending, ${PRODUCT}, 2 records). Go on? [y/N] `,
    );
    const [shown] = await desk.json("vendor", "files", "show", id);
    expect(shown).toMatchObject({ status: "accepted", acceptanceNote: "Checked" });
  });

  it("are rejected with a note that the vendor sees while it waits", async () => {
    const id = await submitFile();
    const reject = ["files", "reject", id, "--note", "Row 2 is odd", "--yes"];
    expect((await desk.connect("distributor", reject)).status).toBe(0);
    const waited = await desk.connect("vendor", ["files", "wait", id, "--status", "accepted"]);
    expect([waited.status, waited.out]).toEqual([
      3,
      `${id} is rejected, not accepted: Row 2 is odd`,
    ]);
    const there = await desk.connect("vendor", ["files", "wait", id, "--status", "rejected"]);
    expect([there.status, there.out]).toEqual([0, `${id} is rejected: Row 2 is odd`]);
  });

  it("are not waited for longer than the deadline", async () => {
    const id = await submitFile();
    const args = ["files", "wait", id, "--status", "accepted", "--deadline", "1ms"];
    const { status, err } = await desk.connect("vendor", args);
    expect([status, err]).toEqual([
      4,
      expect.stringMatching(/^UF-\S+ is not accepted after 0.001 s\. Wait again/m),
    ]);
    const odd = await desk.connect("vendor", ["files", "wait", id, "--deadline", "soon"]);
    expect([odd.status, odd.err]).toEqual([2, expect.stringContaining("whole number")]);
  });

  it.each([
    ["distributor", ["files", "submit", "UF", "--yes"], /only the vendor may do this/],
    ["vendor", ["files", "accept", "UF", "--note", "x", "--yes"], /only the distributor/],
    ["vendor", ["chunks", "list"], /only the distributor/],
    ["distributor", ["template", "download", "--force"], /only the vendor/],
  ] as const)("are refused to the %s for %j, with the rule", async (role, args, rule) => {
    const id = await submitFile();
    const { status, err } = await desk.connect(
      role,
      args.map((word) => (word === "UF" ? id : word)),
    );
    expect(status).toBe(2);
    expect(err).toMatch(rule);
    expect(err).not.toContain(desk.credentials[role].split(":")[1]);
  });

  it("need a note of at most 200 characters, known before anything is sent", async () => {
    const id = await submitFile();
    const none = await desk.connect("distributor", ["files", "accept", id, "--yes"]);
    expect([none.status, none.err]).toEqual([2, expect.stringContaining("--note")]);
    const long = ["files", "accept", id, "--yes", "--note", "x".repeat(201)];
    const refused = await desk.connect("distributor", long);
    expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/note.*200/)]);
  });
});

describe("downloads", () => {
  it("give the bytes that were uploaded, and never replace a file unasked", async () => {
    const id = await uploadFile();
    const out = desk.path("copy.xlsx");
    const args = ["files", "download", "uploaded", id, "--out", out];
    const first = await desk.connect("vendor", args);
    expect([first.status, first.out]).toEqual([
      0,
      expect.stringMatching(/^copy\.xlsx: \d+ bytes\.$/),
    ]);
    expect(desk.read("copy.xlsx").equals(desk.read("october.xlsx"))).toBe(true);
    desk.write("copy.xlsx", "mine");
    const second = await desk.connect("vendor", args);
    expect([second.status, second.err]).toEqual([2, expect.stringContaining("--force")]);
    expect(desk.read("copy.xlsx").toString()).toBe("mine");
    expect((await desk.connect("vendor", [...args, "--force"])).status).toBe(0);
    expect(desk.read("copy.xlsx").equals(desk.read("october.xlsx"))).toBe(true);
    expect(desk.names().filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("know which workbooks there are", async () => {
    const args = ["files", "download", "original", "UF-1"];
    const { status, err } = await desk.connect("vendor", args);
    expect([status, err]).toEqual([
      2,
      expect.stringMatching(/uploaded, processed, reconciliation/),
    ]);
  });

  it("give a product's template", async () => {
    const args = ["template", "download", "--out", desk.path("template.xlsx")];
    expect((await desk.connect("vendor", args)).status).toBe(0);
    expect(desk.read("template.xlsx").subarray(0, 2).toString()).toBe("PK");
  });

  it("leave nothing behind when there is nothing to download", async () => {
    const id = await createFile();
    const before = desk.names();
    const args = ["files", "download", "processed", id, "--out", desk.path("none.xlsx")];
    expect((await desk.connect("vendor", args)).status).toBe(2);
    expect(desk.names()).toEqual(before);
  });
});

describe("the channel", () => {
  it("must be known, on Connect, and have a credential", async () => {
    const unknown = await desk.connect("vendor", ["files", "list", "--channel", "stripe"]);
    expect([unknown.status, unknown.err]).toEqual([
      2,
      expect.stringContaining('no channel "stripe"'),
    ]);
    const other = await desk.connect("vendor", ["files", "list", "--channel", "rebilly"]);
    expect([other.status, other.err]).toEqual([
      2,
      'The channel "rebilly" is not on CloudBlue Connect. On Connect are: connect.',
    ]);
    const named = await desk.connect("vendor", ["files", "list", "--channel", "connect"]);
    expect(named.status).toBe(0);
  });

  it("must be named where there are several", async () => {
    const channels = { eu: { api: "connect" }, us: { api: "connect" } };
    desk.write("usage-billing.config.json", JSON.stringify({ channels }));
    const { status, err } = await desk.connect("vendor", ["files", "list"]);
    expect([status, err]).toEqual([2, expect.stringContaining("Give --channel: eu, us.")]);
    const bare = await desk.connect("vendor", ["files", "list", "--channel", "eu"]);
    expect([bare.status, bare.err]).toEqual([
      2,
      expect.stringContaining("USAGE_BILLING_EU_API_KEY"),
    ]);
  });
});
