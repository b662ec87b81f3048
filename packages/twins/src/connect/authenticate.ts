import type { ConnectCatalogue } from "../catalogue/catalogue.ts";
import { Refusal, type TwinRequest } from "../server/exchange.ts";
import { connectError } from "./connect-error.ts";

/** The two kinds of account. */
export type Role = "vendor" | "distributor";

/**
 * Lets a request pass whose token belongs to one of the roles.
 *
 * @param request - With `Authorization`.
 * @param catalogue - The known tokens.
 * @param roles - Who may call the operation.
 * @returns Who calls.
 * @throws {@link Refusal} 401 for an unknown token, 403 for another role.
 */
export function authenticate(
  request: TwinRequest,
  catalogue: ConnectCatalogue,
  roles: readonly Role[],
): Role {
  const { vendor, distributor } = catalogue.credentials;
  const token = request.headers.authorization ?? "";
  const known = new Map<string | undefined, Role>([
    [distributor, "distributor"],
    [vendor, "vendor"],
  ]);
  const role = token === "" ? undefined : known.get(token);
  if (role === undefined) {
    throw new Refusal(connectError(401, "AUTH_001", ["The API token is missing or wrong."]));
  }
  if (!roles.includes(role)) {
    throw new Refusal(connectError(403, "AUTH_003", [`The operation is not for a ${role}.`]));
  }
  return role;
}
