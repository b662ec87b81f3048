/**
 * Where a usage file stands, in what it means for a vendor: whether to upload, to wait, to submit,
 * or whether the distributor has it.
 */
export type FileStage =
  | "empty"
  | "working"
  | "ready"
  | "invalid"
  | "rejected"
  | "submitted"
  | "deleted"
  | "unlisted";

/** `uploaded` is transient; the meaning of words that are not listed here depends on what was done before. */
const STAGES: ReadonlyMap<string, FileStage> = new Map([
  ["draft", "empty"],
  ["uploading", "working"],
  ["processing", "working"],
  ["uploaded", "working"],
  ["ready", "ready"],
  ["invalid", "invalid"],
  ["rejected", "rejected"],
  ["pending", "submitted"],
  ["accepted", "submitted"],
  ["closed", "submitted"],
  ["deleted", "deleted"],
]);

/**
 * Tells what a file's state means.
 *
 * @param status - The channel's word, in lower case.
 * @returns The stage; `unlisted` for a word that the API's document does not have.
 */
export function stageOf(status: string): FileStage {
  return STAGES.get(status) ?? "unlisted";
}
