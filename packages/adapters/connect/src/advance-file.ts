import type { CallOptions, Delivery } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { holdsWorkbook } from "./holds-workbook.ts";
import { isRefusal, lookAfterFailure } from "./look-after-failure.ts";
import { waitForFile } from "./wait-for-file.ts";

/** How far the file of a delivery came. */
export interface AdvancedFile {
  /** The file as last read. */
  readonly file: ConnectFile;
  /** Whether it holds the delivery's rows; nothing when the channel does not show them. */
  readonly isOurs: boolean | undefined;
  /** Whether it was submitted just now. */
  readonly wasSubmitted: boolean;
  /** The channel's words, when it refused the upload or the submission at once. */
  readonly refusal?: string;
}

/** A delivery, and the file that was made for it. */
export interface FileTask {
  readonly delivery: Delivery;
  readonly file: Pick<ConnectFile, "id">;
  /** Whether a file that the channel refused may be uploaded again. */
  readonly mayReplaceRefused: boolean;
}

/** How long `uploaded`, a state of doubtful meaning, is waited for before submitting is tried. */
const PATIENCE_WITH_UPLOADED = 30_000;

/** Waits until the channel has processed what was uploaded. A word unknown to us only counts as work in progress after an upload. */
function waitForProcessing(
  context: ConnectContext,
  { id, afterUpload }: { readonly id: string; readonly afterUpload: boolean },
  options: CallOptions,
): Promise<ConnectFile> {
  const isDone = ({ status }: ConnectFile, waited: number): boolean => {
    if (status === "uploaded") return waited >= PATIENCE_WITH_UPLOADED;
    const stage = stageOf(status);
    return stage !== "working" && !(afterUpload && stage === "unlisted");
  };
  return waitForFile(context, { id, isDone }, options);
}

const canBeSubmitted = ({ status }: ConnectFile): boolean =>
  status === "uploaded" || stageOf(status) === "ready";

function needsUpload(file: ConnectFile, isOurs: boolean | undefined, task: FileTask): boolean {
  if (canBeSubmitted(file)) return isOurs !== true;
  const stage = stageOf(file.status);
  const isRefused = stage === "invalid" || stage === "rejected";
  return stage === "empty" || (task.mayReplaceRefused && isRefused);
}

/**
 * Uploads a workbook. A lost answer is resolved by the file's state: it moves on at an upload.
 *
 * @param context - The channel.
 * @param upload - The file as last read, and the bytes.
 * @param options - Signal and progress.
 * @returns The file once it is processed, or when the deadline has passed.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When it is refused, or may not have arrived.
 */
async function uploadWorkbook(
  context: ConnectContext,
  { file, workbook }: { readonly file: ConnectFile; readonly workbook: Uint8Array },
  options: CallOptions,
): Promise<ConnectFile> {
  const { files } = context;
  options.onProgress?.(`${file.id}: uploading ${workbook.length} bytes`);
  await files.reupload(file, workbook, options);
  return waitForProcessing(context, { id: file.id, afterUpload: true }, options);
}

/**
 * Hands a file to the distributor and waits until it is there. Rules may move it on within seconds,
 * so any later state will do.
 *
 * @param context - The channel.
 * @param id - The file.
 * @param options - Signal and progress.
 * @returns The file as last read.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When it is refused, or may not have arrived.
 */
async function submitFile(
  context: ConnectContext,
  id: string,
  options: CallOptions,
): Promise<ConnectFile> {
  const { files } = context;
  options.onProgress?.(`${id}: submitting`);
  await lookAfterFailure(
    () => files.submit(id, options),
    async () => {
      const now = await files.get(id, options);
      return canBeSubmitted(now) ? undefined : now;
    },
  );
  const isDone = (file: ConnectFile): boolean =>
    !canBeSubmitted(file) && stageOf(file.status) !== "working";
  return waitForFile(context, { id, isDone }, options);
}

/**
 * Takes the file of a delivery as far as it goes: wait, upload, wait, submit. Each step looks at the
 * file's state first, so it can begin anywhere and be repeated.
 *
 * @param context - The channel.
 * @param task - The delivery and its file.
 * @param options - Signal and progress.
 * @returns How far it came.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When a step failed; the file stays where it is.
 */
export async function advanceFile(
  context: ConnectContext,
  task: FileTask,
  options: CallOptions,
): Promise<AdvancedFile> {
  const workbook = task.delivery.body;
  let file = await waitForProcessing(context, { id: task.file.id, afterUpload: false }, options);
  let isOurs = await holdsWorkbook(context, file, { ...options, workbook });
  try {
    if (needsUpload(file, isOurs, task)) {
      file = await uploadWorkbook(context, { file, workbook }, options);
      isOurs = true;
    }
    if (!canBeSubmitted(file)) return { file, isOurs, wasSubmitted: false };
    return { file: await submitFile(context, file.id, options), isOurs, wasSubmitted: true };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const now = await context.files.get(file.id, options);
    if (now.status === file.status) {
      return { file, isOurs, wasSubmitted: false, refusal: error.detail };
    }
    // A request of a run that has ended arrived first: the file is past the step that was refused.
    isOurs = await holdsWorkbook(context, now, { ...options, workbook });
    return { file: now, isOurs, wasSubmitted: false };
  }
}
