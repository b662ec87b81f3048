import { join } from "node:path";
import { readPublishedPackages } from "../../checks/src/repository.ts";
import { tryPackages } from "./consumer/try-packages.ts";
import { judgeTarball } from "./judge-tarball.ts";
import {
  buildPackages,
  complain,
  listParts,
  moveVersions,
  nameRepository,
} from "./prepare-packages.ts";
import type { LocalRegistry } from "./registry/local-registry.ts";
import { run } from "./run.ts";
import { readTarball } from "./tarball.ts";

/** Where a release is rehearsed. */
export interface Rehearsal {
  /** A copy of the repository, which is changed. */
  readonly copy: string;
  readonly registry: LocalRegistry;
}

/** A part of a release: it throws when something is wrong, and says what it did. */
export interface Step {
  readonly name: string;
  perform(rehearsal: Rehearsal, report: (done: string) => void): Promise<void>;
}

/** The variables by which pnpm knows that it can sign. */
const NO_SIGNER = { CI: "", GITHUB_ACTIONS: "", GITLAB_CI: "" } as const;

/** As the workflow asks for signatures, a publication that cannot be signed must not happen. */
async function refuseUnsigned({ copy, registry }: Rehearsal): Promise<void> {
  const address = { npm_config_registry: registry.url, pnpm_config_registry: registry.url };
  const env = { ...NO_SIGNER, ...address, PNPM_CONFIG_PROVENANCE: "true" };
  const command = ["pnpm", "publish", "--no-git-checks", "--json"] as const;
  const refusal = await run(command, { cwd: join(copy, "packages/core"), env }).then(
    () => "",
    (error: Error) => error.message,
  );
  complain(refusal.includes("PROVENANCE") ? [] : [`published without a signature: ${refusal}`]);
}

async function publish({ copy, registry }: Rehearsal, report: (done: string) => void) {
  nameRepository(copy, "https://localhost/usage-billing");
  const env = { npm_config_registry: registry.url, pnpm_config_registry: registry.url };
  await run(["pnpm", "exec", "changeset", "publish", "--no-git-tag"], { cwd: copy, env });
  const { publications } = registry;
  complain(
    readPublishedPackages(copy).flatMap(({ manifest: { name, version } }) => {
      const published = publications.get(name);
      if (published?.manifest.version !== version) return [`${name} ${version} was not published`];
      return published.access === "public" ? [] : [`${name} would not be public`];
    }),
  );
  report(`published ${publications.size} packages`);
}

async function judgeContents({ registry: { publications } }: Rehearsal): Promise<void> {
  const problems: string[] = [];
  for (const { tarball } of publications.values()) {
    problems.push(...judgeTarball(await readTarball(tarball)));
  }
  complain(problems);
}

function tryWith(compiler: string): Step["perform"] {
  return async ({ registry: { publications, url } }, report) => {
    const manifests = [...publications.values()].map(({ manifest }) => manifest);
    const tools = { typescript: compiler, "@types/node": "^24" };
    await tryPackages({ registry: url, manifests, tools }, report);
  };
}

/** The parts of a release, in their order; each needs those before it. */
export const STEPS: readonly Step[] = [
  { name: "move the versions", perform: ({ copy }) => moveVersions(copy) },
  { name: "build", perform: ({ copy }) => buildPackages(copy) },
  { name: "list the parts of each package", perform: ({ copy }) => listParts(copy) },
  { name: "refuse to publish unsigned", perform: refuseUnsigned },
  { name: "publish", perform: publish },
  { name: "look into the packages", perform: judgeContents },
  { name: "use them with TypeScript 5.9", perform: tryWith("~5.9") },
  { name: "use them with TypeScript 7", perform: tryWith("^7") },
];
