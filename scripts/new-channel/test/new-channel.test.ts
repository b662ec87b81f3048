import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { makeTemporaryCopy, runCommand } from "./temporary-copy.ts";

const PARTS = "check deliveryKey plan send settle follow list retract correct".split(" ");

describe("pnpm new:channel", () => {
  it("writes files that compile at once, for the package and for its build", () => {
    const root = makeTemporaryCopy();
    expect(runCommand(root, "pnpm new:channel meter-well").status).toBe(0);
    for (const config of [
      "tsconfig.json",
      "tsconfig.build.json --noEmit --customConditions @usage-billing/source",
    ]) {
      const compiled = runCommand(root, `pnpm exec tsc -p packages/adapters/meter-well/${config}`);
      expect(compiled).toEqual({ status: 0, output: "" });
    }
  });

  it.each(["ab", "a-channel-with-quite-a-long-name"])(
    "writes files that the linter is content with, for the name %s",
    (name) => {
      const root = makeTemporaryCopy();
      const repository = resolve(import.meta.dirname, "../../..");
      for (const file of ["biome.json", ".gitignore"]) {
        cpSync(join(repository, file), join(root, file));
      }
      runCommand(root, `pnpm new:channel ${name}`);
      const judged = runCommand(root, "pnpm exec biome ci --error-on-warnings packages specs");
      expect(judged).toMatchObject({ status: 0 });
      expect(judged.output).toContain("Checked 12 files");
    },
  );

  it("leaves a channel of which the kit says in plain words what is missing", () => {
    const root = makeTemporaryCopy();
    runCommand(root, "pnpm new:channel meter-well");
    const kit = 'pnpm exec vitest run --root packages/adapters/meter-well -t "has every part"';
    const { status, output } = runCommand(root, kit);
    expect(status).toBe(1);
    for (const part of PARTS)
      expect(output).toContain(`still missing: ${part} is not written yet: `);
  });

  it("writes nothing when there is a file in its way", () => {
    const root = makeTemporaryCopy();
    runCommand(root, "pnpm new:channel meterwell");
    const file = join(root, "packages/adapters/meterwell/src/index.ts");
    const before = readFileSync(file, "utf8");
    const { status, output } = runCommand(root, "pnpm new:channel meterwell");
    expect(status).toBe(1);
    expect(output).toContain("Nothing is written");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it.each(["Meterwell", "meter_well", "../meterwell", "9lives", "a--b"])(
    "refuses %s as a name",
    (name) => {
      const root = makeTemporaryCopy();
      const { status, output } = runCommand(root, `pnpm new:channel ${name}`);
      expect(status).toBe(2);
      expect(output).toContain("is no name of a channel");
      expect(existsSync(join(root, "packages"))).toBe(false);
    },
  );

  it.each(["a b", "--help", "--name a"])("says how it is used when told %s", (words) => {
    const root = makeTemporaryCopy();
    const { status, output } = runCommand(root, `pnpm new:channel ${words}`);
    expect([status, output]).toEqual([2, "usage: pnpm new:channel NAME\n"]);
  });

  it("writes manifests with the dependencies of those that are there", () => {
    const root = makeTemporaryCopy();
    runCommand(root, "pnpm new:channel meterwell");
    const read = (folder: string) =>
      JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, object>;
    const theirs = read(resolve(import.meta.dirname, "../../../packages/adapters/rebilly"));
    const written = read(join(root, "packages/adapters/meterwell"));
    for (const member of ["exports", "files", "engines", "scripts"]) {
      expect(written[member]).toEqual(theirs[member]);
    }
    expect(readdirSync(join(root, "specs"))).toEqual(["meterwell.yml"]);
  });
});
