import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

/** Reports one record and writes its evidence. */
async function writeOne(id = "record-1"): Promise<{ readonly file: string; readonly out: string }> {
  const usage = place.write("usage.csv", `${HEADER},record_id\n${LINES.rebilly},record-1\n`);
  await place.command("report", usage);
  const file = usage.replace("usage.csv", "record.evidence.jsonl");
  const { status, out, err } = await place.command("evidence", id, "--out", file);
  expect(err).toBe("");
  expect(status).toBe(0);
  return { file, out };
}

const headOf = (out: string): string => /head ([0-9a-f]{64})/.exec(out)?.[1] ?? "";

describe("evidence", () => {
  it("writes a file with the head that verifies", async () => {
    const { file, out } = await writeOne();
    const head = headOf(out);
    const verified = await place.command("evidence", "verify", file, "--head", head);
    expect(verified).toMatchObject({ status: 0, err: "" });
    expect(verified.out).toContain(`is sound: 8 lines of record record-1, head ${head}`);
    expect(place.read("record.evidence.jsonl")).toContain('"fact":"intent"');
  });

  it("takes a delivery's id, and prints where no file is named", async () => {
    await writeOne();
    const { delivery } = JSON.parse((await place.command("show", "record-1", "--json")).out);
    const { status, out, err } = await place.command("evidence", delivery.id);
    expect(status).toBe(0);
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({
      about: { delivery: delivery.id },
    });
    expect(headOf(err)).not.toBe("");
    const copy = place.write("printed.jsonl", `${out}\n`);
    expect((await place.command("evidence", "verify", copy)).status).toBe(0);
  });

  it("holds no credential", async () => {
    await writeOne();
    const text = place.read("record.evidence.jsonl");
    const secrets = Object.entries(place.environment)
      .filter(([name]) => /KEY|TOKEN/.test(name))
      .map(([, value]) => value);
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("ends with 3 and names the line when the file is not as it was made", async () => {
    const { file } = await writeOne();
    const changed = place.read("record.evidence.jsonl").replace('"line":2', '"line":3');
    place.write("record.evidence.jsonl", changed);
    const { status, out } = await place.command("evidence", "verify", file);
    expect(status).toBe(3);
    expect(out).toMatch(/record\.evidence\.jsonl:3 \(byte \d+\): the entry names /);
    const json = JSON.parse((await place.command("evidence", "verify", file, "--json")).out);
    expect(json).toMatchObject({ isSound: false, problems: [{ line: 3 }] });
  });

  it("ends with 3 when the head is not the one that was kept", async () => {
    const { file } = await writeOne();
    const other = "0".repeat(64);
    const { status, out } = await place.command("evidence", "verify", file, "--head", other);
    expect(status).toBe(3);
    expect(out).toMatch(/the head is [0-9a-f]{64}, not 0{64}/);
  });

  it("writes over no file, and says what cannot be read or is not known", async () => {
    const { file } = await writeOne();
    const again = await place.command("evidence", "record-1", "--out", file);
    expect(again).toMatchObject({ status: 2, err: expect.stringContaining("it is there already") });
    const none = await place.command("evidence", "verify", `${file}.none`);
    expect(none).toMatchObject({
      status: 2,
      err: expect.stringContaining("there is no such file"),
    });
    const unknown = await place.command("evidence", "recrod-1");
    expect(unknown).toMatchObject({
      status: 2,
      err: expect.stringContaining("Did you mean record-1?"),
    });
  });
});
