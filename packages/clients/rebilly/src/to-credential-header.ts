/** How a program proves who it is: exactly one of the two. */
export interface RebillyCredentials {
  /** Secret API key of the organization, sent as `REB-APIKEY`. */
  readonly apiKey?: string | undefined;
  /** Session token (JWT), sent as `Authorization: Bearer`. */
  readonly token?: string | undefined;
}

/**
 * Chooses the header that carries the credentials.
 *
 * @param credentials - An API key or a token.
 * @returns Name and value of the one header to send.
 * @throws TypeError when both or neither are given, or when the one has blanks or characters that no header
 * takes. The message never holds the value.
 */
export function toCredentialHeader(credentials: RebillyCredentials): readonly [string, string] {
  const { apiKey, token } = credentials;
  if (apiKey !== undefined && token !== undefined) {
    throw new TypeError("createRebillyClient: give either apiKey or token, not both");
  }
  const secret = apiKey ?? token;
  if (secret === undefined) {
    throw new TypeError("createRebillyClient: give an apiKey or a token");
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    const option = apiKey === undefined ? "token" : "apiKey";
    throw new TypeError(`createRebillyClient: ${option} must be visible ASCII without blanks`);
  }
  return apiKey === undefined ? ["Authorization", `Bearer ${secret}`] : ["REB-APIKEY", secret];
}
