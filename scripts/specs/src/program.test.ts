import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { changeUpstream } from "./__fixtures__/change-upstream.ts";
import { startServer } from "./__fixtures__/local-server.ts";
import { makeDocument } from "./__fixtures__/make-document.ts";
import { openWorkplace } from "./__fixtures__/open-workplace.ts";
import { NO_WORDS } from "./accept/import-value.ts";
import { compareDocuments } from "./compare/compare-documents.ts";
import { keyOf } from "./compare/difference.ts";
import { prune } from "./document/prune.ts";
import { explainFailure } from "./specs-error.ts";

const whole = makeDocument({ seed: 4, paths: 80, schemas: 60 });
const committed = prune("area", whole, ["/usage"]);

function writeUpstream(folder: string, seed: number, changes: number): string {
  const file = join(folder, "upstream.yml");
  writeFileSync(file, dump(changeUpstream(whole, seed, changes), { noRefs: true }));
  return file;
}

describe("fetch", () => {
  it("keeps what is used, and notes version, hash, date and tag", async () => {
    const text = dump(whole, { noRefs: true });
    await using server = await startServer((request, response) => {
      const isKnown = request.headers["if-none-match"] === '"7"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"7"' }).end(isKnown ? undefined : text);
    });
    using workplace = openWorkplace(committed, { url: `${server.url}/openapi.yml` });
    expect(await workplace.run("fetch")).toBe(0);
    expect(workplace.said.printed).toContain(
      "area: version 7.1, 16 of 160 operations kept, sha256 ",
    );
    const lock = readFileSync(join(workplace.folder, "sources.lock.json"), "utf8");
    expect(JSON.parse(lock)).toEqual({
      area: {
        version: "7.1",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        fetched: "2026-10-31",
        etag: '"7"',
      },
    });
    expect(await workplace.run("drift")).toBe(0);
    expect(workplace.said.printed).toBe(
      "area, upstream version 7.1: no drift; 0 known corrections\n",
    );
    await workplace.run("fetch", "area");
    expect(workplace.said.printed).toContain("area: unchanged at");
  });

  it("asks for all of it again when other paths are to be kept", async () => {
    const text = dump(whole, { noRefs: true });
    await using server = await startServer((request, response) => {
      const isKnown = request.headers["if-none-match"] === '"7"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"7"' }).end(isKnown ? undefined : text);
    });
    using workplace = openWorkplace(committed, { url: server.url });
    await workplace.run("fetch");
    const file = join(workplace.folder, "sources.json");
    const sources = JSON.parse(readFileSync(file, "utf8"));
    sources.documents.area.prefixes = ["/usage/part0"];
    writeFileSync(file, JSON.stringify(sources));
    await workplace.run("fetch");
    expect(workplace.said.printed).toContain("2 of 160 operations kept");
    await workplace.run("fetch", "area", "--from", `${server.url}/elsewhere`);
    expect(workplace.said.printed).not.toContain("unchanged");
  });

  it("says what is not under the paths any more", async () => {
    using workplace = openWorkplace(committed);
    const file = join(workplace.folder, "sources.json");
    const sources = JSON.parse(readFileSync(file, "utf8"));
    sources.documents.area.prefixes.push("/gone");
    writeFileSync(file, JSON.stringify(sources));
    await workplace.run("fetch", "area", "--from", writeUpstream(workplace.folder, 1, 0));
    expect(workplace.said.noted).toBe(
      "area: nothing under /gone; if it was renamed, change prefixes in sources.json\n",
    );
  });

  it("brings a 3.1 document to 3.0.3", async () => {
    using workplace = openWorkplace(committed);
    const file = join(workplace.folder, "new.json");
    writeFileSync(
      file,
      JSON.stringify(whole)
        .replaceAll('"3.0.3"', '"3.1.0"')
        .replaceAll(
          '"string","format":"date-time","nullable":true',
          '["string","null"],"format":"date-time"',
        ),
    );
    await workplace.run("fetch", "area", "--from", file);
    expect(await workplace.run("drift")).toBe(0);
  });

  it.each<[string, readonly string[], string]>([
    ["an unknown API", ["fetch", "other"], 'no API "other" in sources.json; it knows area'],
    ["a document for no API", ["fetch", "--from", "x.yml"], "--from needs the API"],
    ["a file that is not there", ["fetch", "area", "--from", "no.yml"], "there is no file no.yml"],
    ["a folder", ["fetch", "area", "--from", "."], ". is no file"],
    ["a comparison with nothing", ["drift"], "nothing was fetched"],
    ["an acceptance of nothing", ["accept", "area"], "run: npm run specs -- fetch area"],
  ])("refuses %s", async (_case, args, words) => {
    using workplace = openWorkplace(committed);
    await expect(workplace.run(...args)).rejects.toThrow(words);
  });

  it.each<[string, readonly string[], string]>([
    ["an unknown command", ["compare"], "unknown command 'compare'"],
    ["an acceptance of what is not named", ["accept"], "missing required argument 'api'"],
    ["a time that is none", ["fetch", "--timeout", "soon"], "It is not a whole number above zero."],
  ])("ends with 2 for %s, and says how it is used", async (_case, args, words) => {
    using workplace = openWorkplace(committed);
    const error = await workplace.run(...args).catch((thrown: unknown) => thrown);
    expect(explainFailure(error)).toEqual({ status: 2 });
    expect(workplace.said.noted).toContain(words);
    expect(workplace.said.noted).toContain("Usage: specs");
  });

  it("ends with 0 after help, and lets a defect through", async () => {
    using workplace = openWorkplace(committed);
    const error = await workplace.run("fetch", "--help").catch((thrown: unknown) => thrown);
    expect(explainFailure(error)).toEqual({ status: 0 });
    expect(workplace.said.printed).toContain("--maximum-bytes");
    expect(() => explainFailure(new TypeError("a defect"))).toThrow("a defect");
  });

  it("takes nothing from an API without an address", async () => {
    using workplace = openWorkplace(committed);
    await workplace.run("fetch");
    expect(workplace.said.printed).toContain("give it with --from");
  });

  it("keeps the document that was fetched before when the next one is no good", async () => {
    using workplace = openWorkplace(committed);
    await workplace.run("fetch", "area", "--from", writeUpstream(workplace.folder, 1, 0));
    const file = join(workplace.folder, "page.html");
    writeFileSync(file, "<html>Gone</html>");
    await expect(workplace.run("fetch", "area", "--from", file)).rejects.toThrow("HTML");
    expect(await workplace.run("drift")).toBe(0);
  });
});

describe("drift and accept", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    "tell and take over what seed %i changes, in our own words",
    async (seed) => {
      using workplace = openWorkplace(committed);
      const file = writeUpstream(workplace.folder, seed, 1 + (seed % 12));
      await workplace.run("fetch", "area", "--from", file);
      const theirs = prune("area", changeUpstream(whole, seed, 1 + (seed % 12)), ["/usage"]);
      const expected = compareDocuments(committed, theirs);
      expect(await workplace.run("drift", "--json")).toBe(expected.length > 0 ? 3 : 0);
      const [result] = JSON.parse(workplace.said.printed);
      expect(result.drift.map(keyOf)).toEqual(expected.map(keyOf));
      expect(await workplace.run("accept", "area")).toBe(0);
      expect(await workplace.run("drift")).toBe(0);
      const text = readFileSync(join(workplace.folder, "area.yml"), "utf8");
      expect(text).toContain("# Our own words.");
      expect(text).not.toContain("Theirs.");
      const listed = readFileSync(join(workplace.folder, "sources.json"), "utf8");
      expect(JSON.parse(listed).documents.area.version).toBe("8.0");
      expect(listed).toBe(JSON.stringify(JSON.parse(listed)));
    },
  );

  it("leave alone what nobody changed, byte by byte", async () => {
    using workplace = openWorkplace(committed);
    const before = readFileSync(join(workplace.folder, "area.yml"), "utf8");
    await workplace.run("fetch", "area", "--from", writeUpstream(workplace.folder, 1, 0));
    await workplace.run("accept", "area");
    expect(workplace.said.printed).toBe("area: no drift, area.yml stays as it is\n");
    expect(readFileSync(join(workplace.folder, "area.yml"), "utf8")).toBe(before);
  });

  it("list known corrections apart, and keep them when the rest is taken over", async () => {
    const upstream = changeUpstream(whole, 9, 10);
    const differences = compareDocuments(committed, prune("area", upstream, ["/usage"]));
    const [correction, ...rest] = differences.map(keyOf);
    expect(rest.length).toBeGreaterThan(1);
    using workplace = openWorkplace(committed, { corrections: [correction ?? ""] });
    await workplace.run("fetch", "area", "--from", writeUpstream(workplace.folder, 9, 10));
    await workplace.run("drift", "--verbose");
    expect(workplace.said.printed).toContain(`${rest.length} difference`);
    expect(workplace.said.printed).toContain("1 known correction");
    expect(workplace.said.printed).toContain(
      `Known corrections, by their row in specs/\n known\n  ${correction}`,
    );
    await workplace.run("accept", "area");
    expect(workplace.said.printed).toContain(`area: ${rest.length} difference`);
    expect(workplace.said.printed).not.toContain(correction);
    expect(await workplace.run("drift")).toBe(0);
  });

  it("refuse to take over other security, and write nothing", async () => {
    using workplace = openWorkplace(committed);
    const before = readFileSync(join(workplace.folder, "area.yml"), "utf8");
    const file = join(workplace.folder, "new.json");
    writeFileSync(file, JSON.stringify({ ...whole, security: [{ unused: [] }] }));
    await workplace.run("fetch", "area", "--from", file);
    await expect(workplace.run("accept", "area")).rejects.toThrow("changed by hand first");
    expect(readFileSync(join(workplace.folder, "area.yml"), "utf8")).toBe(before);
  });

  it("say where words are missing", async () => {
    using workplace = openWorkplace(committed);
    const parameter = {
      name: "new",
      in: "query",
      schema: { type: "string" },
      description: "Theirs.",
    };
    const paths = structuredClone(whole.paths) as Record<
      string,
      { get: { parameters: unknown[] } }
    >;
    paths["/usage/part0/{id}"]?.get.parameters.push(parameter);
    const file = join(workplace.folder, "new.json");
    writeFileSync(file, JSON.stringify({ ...whole, paths }));
    await workplace.run("fetch", "area", "--from", file);
    await workplace.run("accept", "area");
    expect(readFileSync(join(workplace.folder, "area.yml"), "utf8")).toContain(
      `description: "${NO_WORDS}"`,
    );
  });
});

describe("propose", () => {
  it("takes drift over with a changeset, and writes what the pull request says", async () => {
    using workplace = openWorkplace(committed);
    await workplace.run("fetch", "area", "--from", writeUpstream(workplace.folder, 9, 10));
    await workplace.run("drift", "--json");
    const [{ semver }] = JSON.parse(workplace.said.printed);
    await workplace.run("propose", "--changesets", workplace.folder);
    const changeset = readFileSync(join(workplace.folder, "upstream-area.md"), "utf8");
    expect(changeset).toContain(`"@usage-billing/area-client": ${semver}\n`);
    const proposal = readFileSync(join(workplace.folder, ".fetched", "proposal.md"), "utf8");
    expect(proposal).toContain(`## area: ${semver}`);
    expect(proposal).not.toContain("by hand");
    expect(await workplace.run("drift")).toBe(0);
    await workplace.run("propose", "--changesets", workplace.folder);
    expect(workplace.said.printed).toBe("no drift, nothing to propose\n");
  });

  it("names what a person has to change", async () => {
    using workplace = openWorkplace(committed);
    const file = join(workplace.folder, "new.json");
    writeFileSync(file, JSON.stringify({ ...whole, security: [{ unused: [] }] }));
    await workplace.run("fetch", "area", "--from", file);
    await workplace.run("propose", "--changesets", workplace.folder);
    const proposal = readFileSync(join(workplace.folder, ".fetched", "proposal.md"), "utf8");
    expect(proposal).toContain("## To be changed by hand");
    expect(existsSync(join(workplace.folder, "upstream-area.md"))).toBe(false);
  });
});

describe("a document of real size", () => {
  it("is fetched, compared and taken over in seconds", async () => {
    const large = makeDocument({ seed: 5, paths: 900, schemas: 2_400 });
    const text = dump(large, { noRefs: true });
    expect(text.split("\n").length).toBeGreaterThan(90_000);
    await using server = await startServer((_request, response) => response.end(text));
    using workplace = openWorkplace(prune("area", large, ["/usage"]), { url: server.url });
    const start = process.cpuUsage();
    await workplace.run("fetch", "area");
    expect(workplace.said.noted).toContain("area: 3.0 of 3.6 MiB\n");
    await workplace.run("drift");
    // Time of the processor, in microseconds: other work on the machine does not count.
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(10_000_000);
  });
});
