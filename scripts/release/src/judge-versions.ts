import type { WorkspacePackage } from "../../checks/src/repository.ts";
import { isClient } from "./packages.ts";

/** What is read of .changeset/config.json. */
export interface ReleaseRules {
  readonly fixed: readonly (readonly string[])[];
}

/**
 * Finds packages that would be versioned with the wrong others: those that people write share one
 * version, and each generated client has its own, moved by its document.
 *
 * @param packages - The published packages, as they are after the versions moved.
 * @param rules - The repository's rules.
 * @returns One line for each problem.
 */
export function judgeVersions(
  packages: readonly WorkspacePackage[],
  rules: ReleaseRules,
): readonly string[] {
  const together = rules.fixed[0] ?? [];
  const written = packages.filter((one) => !isClient(one)).map(({ manifest }) => manifest);
  const clients = packages.filter(isClient).map(({ manifest }) => manifest.name);
  const names = [...written.map(({ name }) => name), ...clients];
  const versions = new Set(written.map(({ version }) => version));
  return [
    ...(rules.fixed.length === 1 ? [] : [`${rules.fixed.length} groups share a version, not 1`]),
    ...written
      .filter(({ name }) => !together.includes(name))
      .map(({ name }) => `${name} is not among the packages that share a version`),
    ...clients
      .filter((name) => together.includes(name))
      .map((name) => `${name} would not follow its own document`),
    ...together
      .filter((name) => !names.includes(name))
      .map((name) => `${name} shares a version but is not published`),
    ...(versions.size <= 1
      ? []
      : [`The packages that share a version have ${[...versions].join(", ")}`]),
  ];
}
