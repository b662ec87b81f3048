import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkbench, OCTOBER, type Workbench } from "../__fixtures__/workbench.ts";
import { createSource } from "../create-source.ts";
import { CutOffSourceError } from "../errors/cut-off-source-error.ts";
import { SourceUnavailableError } from "../errors/source-unavailable-error.ts";

let bench: Workbench;
beforeEach(() => {
  bench = createWorkbench();
});
afterEach(() => bench.close());

/** A program that is this Node.js with a script. */
function script(code: string, ...more: readonly string[]) {
  return {
    period: "window",
    command: { argv: [process.execPath, "-e", code, "--", ...more] },
  } as const;
}

async function failureOf(code: string, variables = {}): Promise<Error> {
  const reading = bench.read(script(code), OCTOBER, { variables });
  return (await reading.catch((thrown: unknown) => thrown)) as Error;
}

describe("a command", () => {
  it("prints rows, and gets the window but none of our credentials", async () => {
    const code = `const e = process.env; console.log(JSON.stringify({ argument: process.argv[1], start: e.USAGE_BILLING_WINDOW_START, key: e.USAGE_BILLING_REBILLY_API_KEY ?? "none", own: e.OWN }));`;
    const source = script(code, "{start:yyyy-MM}; rm -rf $HOME");
    const variables = { USAGE_BILLING_REBILLY_API_KEY: "secret-key", OWN: "yes" };
    const { rows } = await bench.read(
      { ...source, columns: { start: "from", end: "to" } },
      OCTOBER,
      { variables },
    );
    expect(rows[0]?.values).toMatchObject({
      argument: "2026-10; rm -rf $HOME",
      start: "2026-10-01T00:00:00Z",
      key: "none",
      own: "yes",
    });
    expect(rows[0]?.place).toBe("command of metering:1");
  });

  it("keeps digits that a float has not", async () => {
    const { rows } = await bench.read(script(`console.log('{"quantity":0.10000000000000000001}')`));
    expect(rows[0]?.values["quantity"]).toBe("0.10000000000000000001");
  });

  it("that fails is an error although it printed rows, with its words and without secrets", async () => {
    const code = `console.log('{"a":1}'); console.error("no access with " + process.env.DATABASE_PASSWORD + "\\u001b[31m"); process.exitCode = 3`;
    const error = await failureOf(code, { DATABASE_PASSWORD: "hunter2hunter2" });
    expect(error).toBeInstanceOf(SourceUnavailableError);
    expect(error.message).toMatch(
      /command of metering: ended with exit status 3 \(unavailable\)\. It said: no access with \[redacted\] \[31m$/,
    );
  });

  it("whose last line is cut off is an error", async () => {
    const error = await failureOf(`process.stdout.write('{"a":1}\\n{"a":')`);
    expect(error).toBeInstanceOf(CutOffSourceError);
    expect(error.message).toContain("command of metering:2: ends in the middle of a record");
  });

  it("that prints something else is an error", async () => {
    expect((await failureOf(`console.log("Done."); console.log("{}")`)).message).toMatch(
      /command of metering:1: is not JSON/,
    );
  });

  it("that is killed or is not there is an error", async () => {
    expect((await failureOf(`process.kill(process.pid, "SIGKILL")`)).message).toContain(
      "was ended by SIGKILL",
    );
    const reading = bench.read({ command: { argv: ["./no-such-program"] } });
    await expect(reading).rejects.toThrow(/cannot be started: there is no such program/);
  });

  it("that takes too long is ended", async () => {
    const { command, period } = script("setInterval(() => {}, 1000)");
    const reading = bench.read({ period, command: { ...command, timeoutSeconds: 0.2 } });
    await expect(reading).rejects.toThrow(/took longer than 0\.2 s and was ended/);
  });

  it("is ended when the reading is", async () => {
    const { command, period } = script(`console.log('{"a":1}'); setInterval(() => {}, 1000)`);
    const source = createSource(
      "metering",
      { channels: ["x"], period, command },
      { folder: bench.folder, variables: {} },
    );
    const stop = new AbortController();
    const read = async () => {
      for await (const _ of source.read(OCTOBER, { signal: stop.signal })) stop.abort();
    };
    await expect(read()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });

  it("has an exact list of columns", async () => {
    const source = createSource(
      "metering",
      { channels: ["x"], ...script(`console.log('{"b":1,"a":null}')`) },
      { folder: bench.folder, variables: {} },
    );
    expect(await source.describeColumns(OCTOBER)).toEqual(["b", "a"]);
  });
});
