export {
  createRebillyClient,
  type RebillyClient,
  type RebillyClientOptions,
  rebillyLiveUrl,
} from "./create-rebilly-client.ts";
export { type OperationFacts, operations } from "./generated/operations.ts";
export type {
  BadRequest,
  BaseProblem,
  Conflict,
  CreatedTime,
  components,
  Forbidden,
  InvalidFields,
  NotFound,
  operations as Operations,
  paths,
  SelfLink,
  ServerError,
  Status,
  TooManyRequests,
  Unauthorized,
  UpdatedTime,
  Usage,
  ValidationError,
} from "./generated/schema.ts";
export type { RebillyCredentials } from "./to-credential-header.ts";
