import { describe, expect, it } from "vitest";
import { run } from "../../run.ts";
import { CONNECT_GROUPS } from "./register-connect.ts";

async function help(...names: readonly string[]): Promise<string> {
  const out: string[] = [];
  const status = await run(["connect", ...names, "--help"], {
    environment: {},
    print: (line) => out.push(line),
    warn: () => {},
    isTerminal: false,
    signal: new AbortController().signal,
  });
  expect(status).toBe(0);
  return out.join("\n").replaceAll(/ +$/gm, "");
}

const GROUPS = CONNECT_GROUPS.map(({ name }) => name);
const COMMANDS = CONNECT_GROUPS.flatMap(({ name, commands }) =>
  commands.map(({ usage }) => [name, usage.split(" ")[0] ?? ""] as const),
);

describe("help of connect", () => {
  it("explains itself, and names every group", async () => {
    const out = await help();
    for (const name of GROUPS) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(out).toMatchSnapshot();
  });

  it.each(GROUPS)("explains %s with an example", async (group) => {
    const out = await help(group);
    expect(out).toContain(`$ usage-billing connect ${group} `);
    expect(out).toMatchSnapshot();
  });

  it.each(COMMANDS)("explains %s %s with an example", async (group, name) => {
    const out = await help(group, name);
    expect(out).toContain(`$ usage-billing connect ${group} ${name}`);
    expect(out).toMatchSnapshot();
  });
});
