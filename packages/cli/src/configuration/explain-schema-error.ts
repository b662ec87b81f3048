import type { ErrorObject } from "ajv";
import { LEDGER_URL } from "../ledger/ledger-place.ts";

const SECRET_NAME =
  /^(api_?key|token|secret_?key|secret|password|credentials?|connection_?string|user)$/i;
const CONNECTION_STRING = /^(connection_?string|url|password|user)$/i;

/** Keywords whose errors only repeat in other words what another error of the same place says. */
const ECHOES: ReadonlySet<string> = new Set(["if", "propertyNames"]);

/**
 * Tells whether an error only repeats in other words what another error of the same place says.
 *
 * @param error - The error.
 * @returns Whether it may be left out.
 */
export function isEcho({ keyword }: ErrorObject): boolean {
  return ECHOES.has(keyword);
}

function explainUnknown(place: string, name: string): string {
  if (place.startsWith("ledger") && CONNECTION_STRING.test(name)) {
    return `${place} has "${name}"; the connection string comes from the environment variable ${LEDGER_URL}, never from this file`;
  }
  return SECRET_NAME.test(name)
    ? `${place} has "${name}"; credentials come from environment variables, never from this file`
    : `${place} has the unknown member "${name}"`;
}

/** What is wrong with a member, as the end of a sentence. */
function complain({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return `lacks "${params["missingProperty"]}"`;
    case "type":
      return `must be of type ${[params["type"]].flat().join(" or ")}`;
    case "enum":
      return `must be one of ${params["allowedValues"].join(", ")}`;
    case "minProperties":
    case "minLength":
      return "must not be empty";
    case "maxProperties":
      return "must have one member only";
    case "const":
      return `must be ${JSON.stringify(params["allowedValue"])}`;
    default:
      return message ?? `breaks the rule "${keyword}"`;
  }
}

/**
 * Says what an error of the schema means, without the value that it is about: it may be a secret.
 *
 * @param error - The error; see {@link isEcho} for those that say nothing new.
 * @returns The member's place and what is wrong with it.
 */
export function explainSchemaError(error: ErrorObject): string {
  const place =
    error.instancePath === "" ? "the file" : error.instancePath.slice(1).replaceAll("/", ".");
  if (error.keyword === "additionalProperties") {
    return explainUnknown(place, error.params["additionalProperty"]);
  }
  if (error.propertyName !== undefined) {
    return `${place} has the name "${error.propertyName}"; use small letters, digits and hyphens, a letter first`;
  }
  return `${place} ${complain(error)}`;
}
