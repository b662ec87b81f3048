import { isJsonObject, type JsonObject, type JsonValue, parseJson } from "../json/parse-json.ts";
import { bodyText, Refusal, type TwinRequest, type TwinResponse } from "../server/exchange.ts";
import type { Route } from "../server/twin-api.ts";
import { authenticate, type Role } from "./authenticate.ts";
import { connectDialect, refuse } from "./connect-error.ts";
import type { ConnectState } from "./connect-state.ts";
import type { UsageFile } from "./files/usage-file.ts";

/** What an operation of the API does. */
export type Operation = (
  request: TwinRequest,
  state: ConnectState,
) => TwinResponse | Promise<TwinResponse>;

/** An operation, where it is found and who may call it. */
export type OperationEntry = readonly [
  method: string,
  path: string,
  roles: readonly Role[],
  operation: Operation,
];

/** What every path of the API starts with. */
export const connectRoot = "/public/v1";

/** Both kinds of account. */
export const everyone: readonly Role[] = ["vendor", "distributor"];
/** Who reports. */
export const vendorOnly: readonly Role[] = ["vendor"];
/** Who bills. */
export const distributorOnly: readonly Role[] = ["distributor"];

/**
 * Makes the route of an operation: the token is checked, and the platform's own work caught up with.
 *
 * @param entry - The operation.
 * @param state - The platform.
 * @returns The route.
 */
export function toRoute(
  [method, path, roles, operation]: OperationEntry,
  state: ConnectState,
): Route {
  return {
    method,
    path: `${connectRoot}${path}`,
    handle: (request) => {
      authenticate(request, state.catalogue, roles);
      state.agenda.runDue();
      return operation(request, state);
    },
  };
}

/**
 * Ends a request for what does not exist.
 *
 * @throws {@link Refusal} 404, always.
 */
export function refuseUnknown(): never {
  throw new Refusal(connectDialect.notFound());
}

/**
 * Finds the file of a request's path.
 *
 * @param request - With the path parameter `id`.
 * @param state - The platform.
 * @returns The file.
 * @throws {@link Refusal} 404.
 */
export function findFile({ parameters }: TwinRequest, { files }: ConnectState): UsageFile {
  return files.get(parameters["id"] ?? "") ?? refuseUnknown();
}

/**
 * Reads a request's JSON body.
 *
 * @param request - The request.
 * @returns The value; nothing for an empty body.
 * @throws {@link Refusal} 400 when it is not JSON.
 */
export function readBody(request: TwinRequest): JsonValue | undefined {
  const text = bodyText(request).trim();
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    return refuse("The body is not JSON.");
  }
}

/**
 * Reads a request's JSON object.
 *
 * @param request - The request.
 * @returns The object; an empty one for an empty body.
 * @throws {@link Refusal} 400 when it is anything else.
 */
export function readObject(request: TwinRequest): JsonObject {
  const value = readBody(request) ?? {};
  return isJsonObject(value) ? value : refuse("The body is not an object.");
}

/**
 * Reads a text member.
 *
 * @param body - A JSON object.
 * @param name - The member's name.
 * @returns The text; nothing when it is absent or null.
 * @throws {@link Refusal} 400 when it is anything else.
 */
export function readTextMember(body: JsonObject, name: string): string | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  return refuse(`${name}: Not a valid string.`);
}
