import { createValidator } from "../json/create-validator.ts";
import type { Catalogue } from "./catalogue.ts";
import { catalogueSchema } from "./catalogue-schema.ts";
import { InvalidCatalogueError } from "./invalid-catalogue-error.ts";
import { sampleCatalogue } from "./sample-catalogue.ts";

const validate = createValidator<Partial<Catalogue>>("catalogue", catalogueSchema);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What a JSON Schema cannot say. */
function findProblems({ connect, twocheckout }: Catalogue): string[] {
  const products = new Set(connect.products.map(({ id }) => id));
  const contracts = new Set(connect.contracts.map(({ id }) => id));
  const hubs = new Set(connect.hubs?.map(({ id }) => id));
  const assets = connect.assets.flatMap(({ product, contract, hub }, index) => [
    ...(products.has(product) ? [] : [`connect.assets[${index}].product is no product of it`]),
    ...(contracts.has(contract) ? [] : [`connect.assets[${index}].contract is no contract of it`]),
    ...(hub === undefined || hubs.has(hub) ? [] : [`connect.assets[${index}].hub is no hub of it`]),
  ]);
  const zone = isTimeZone(twocheckout.timeZone)
    ? []
    : ["twocheckout.timeZone is no IANA time zone such as Europe/Bucharest"];
  return [...assets, ...zone];
}

/**
 * Checks a catalogue that came from a file.
 *
 * @param json - The parsed JSON; an API that it leaves out is the sample's.
 * @returns The catalogue.
 * @throws {@link InvalidCatalogueError} When it cannot be used; the message names every wrong member.
 */
export function parseCatalogue(json: unknown): Catalogue {
  const result = validate(json);
  if ("problems" in result) throw new InvalidCatalogueError(result.problems);
  const catalogue: Catalogue = { ...sampleCatalogue, ...result.value };
  const problems = findProblems(catalogue);
  if (problems.length > 0) throw new InvalidCatalogueError(problems);
  return catalogue;
}
