// Generates every client from specs/. --check compares instead of writing; --strict makes it an error that
// OpenAPI Generator cannot be run (as CI does). Names of documents limit the run to them.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkGenerated } from "./check-generated.ts";
import { type ApiDocument, documents, generatedFolders, repository } from "./documents.ts";
import { GeneratorUnavailableError, openGeneratorJar } from "./generator-jar.ts";
import { renderDocument } from "./render-document.ts";
import { GeneratorFailedError } from "./run-generator.ts";
import { writeGenerated } from "./write-generated.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    strict: { type: "boolean", default: (process.env["CI"] ?? "") !== "" },
  },
});

/** The verified JAR; undefined where a check may go on without it. */
function findJar(): string | undefined {
  try {
    return openGeneratorJar();
  } catch (error) {
    if (!(error instanceof GeneratorUnavailableError) || !values.check) throw error;
    console.error(
      `Not checked: operations.ts, docs/ and the documents' validity, which need OpenAPI Generator. ${error.message}.`,
    );
    if (values.strict) {
      console.error("--strict, as in CI, takes that for a failure.");
      process.exitCode = 1;
    }
    return undefined;
  }
}

async function run(document: ApiDocument, jar: string | undefined): Promise<void> {
  const packageFolder = resolve(repository, document.client);
  const expected = await renderDocument(document, jar);
  if (!values.check) {
    writeGenerated(packageFolder, generatedFolders, expected);
    console.log(`${document.spec}: ${expected.size} files written to ${document.client}`);
    return;
  }
  const differences = checkGenerated({
    packageFolder,
    folders: generatedFolders,
    expected,
    typesOnly: jar === undefined,
  });
  for (const { kind, path } of differences) console.error(`${kind}: ${document.client}/${path}`);
  if (differences.length === 0) {
    const found = jar === undefined ? "types as generated" : `${expected.size} files as generated`;
    console.log(`${document.spec}: ${found}`);
    return;
  }
  console.error(`${document.spec}: run npm run generate and commit the result`);
  process.exitCode = 1;
}

const unknown = positionals.filter((name) => !documents.some(({ spec }) => spec === name));
if (unknown.length > 0) {
  const known = documents.map(({ spec }) => spec).join(", ");
  console.error(`There is no document ${unknown.join(", ")}; there are: ${known}`);
  process.exit(2);
}
const chosen = documents.filter(
  ({ spec }) => positionals.length === 0 || positionals.includes(spec),
);
try {
  const jar = findJar();
  for (const document of chosen) await run(document, jar);
} catch (error) {
  const isExpected =
    error instanceof GeneratorUnavailableError || error instanceof GeneratorFailedError;
  if (!isExpected) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
