import { toCanonicalJson } from "./canonical-json.ts";
import { NOTHING_BEFORE, sha256 } from "./chain.ts";
import { checkContents, type ReadEntry } from "./check-contents.ts";
import type { EvidenceEntry } from "./evidence-entry.ts";
import { type EvidenceLine, splitLines } from "./split-lines.ts";

/** Something that is wrong with a file. */
export interface EvidenceProblem {
  /** The line, counted from 1. */
  readonly line: number;
  /** Where the line begins, in bytes from the file's beginning. */
  readonly at: number;
  /** What is wrong. */
  readonly message: string;
}

/** What a verification found. */
export interface EvidenceVerdict {
  /** Whether nothing is wrong. */
  readonly isSound: boolean;
  /** What is wrong, in the order of the lines; at most a hundred. */
  readonly problems: readonly EvidenceProblem[];
  /** The SHA-256 of the last line, which stands for the whole file. */
  readonly head: string;
  /** How many lines the file has. */
  readonly lines: number;
  /** What the file is about, when it says so. */
  readonly about?: Extract<EvidenceEntry, { kind: "evidence" }>["about"];
}

type Chained = EvidenceEntry & { readonly number: unknown; readonly previous: unknown };

const MOST_PROBLEMS = 100;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readLine({ bytes, isEnded }: EvidenceLine): Chained | string {
  if (!isEnded) return "the line is cut off: no line feed ends it";
  try {
    const text = decoder.decode(bytes);
    const value = JSON.parse(text) as Chained;
    if (typeof value !== "object" || value === null) return "the line is no JSON object";
    if (`${toCanonicalJson(value)}\n` !== text) {
      return "the line is not in the canonical form: members by name, no white space";
    }
    return value;
  } catch {
    return "the line is no JSON in UTF-8";
  }
}

/** Reads lines and checks how they hang together. */
class ChainReader {
  readonly problems: EvidenceProblem[] = [];
  readonly read: ReadEntry[] = [];
  readonly #lines: readonly EvidenceLine[];

  constructor(lines: readonly EvidenceLine[]) {
    this.#lines = lines;
  }

  tell(line: number, message: string): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    this.problems.push({ line, at: this.#lines[line - 1]?.at ?? 0, message });
  }

  run(): void {
    let previous = NOTHING_BEFORE;
    for (const line of this.#lines) {
      this.#readOne(line, previous);
      previous = sha256(line.bytes);
    }
    this.#checkEnd();
  }

  #readOne(line: EvidenceLine, previous: string): void {
    const value = readLine(line);
    if (typeof value === "string") {
      this.tell(line.number, value);
      return;
    }
    if (value.number !== line.number) {
      this.tell(
        line.number,
        `the entry has number ${String(value.number)}: entries were removed, added or put in another order`,
      );
    }
    if (value.previous !== previous)
      this.tell(line.number, this.#describeBreak(line.number, value, previous));
    this.read.push({ line: line.number, entry: value });
  }

  #describeBreak(number: number, value: Chained, previous: string): string {
    if (number === 1)
      return `the first entry names ${String(value.previous)} as the one before it, and there is none`;
    return `the entry names ${String(value.previous)} as the SHA-256 of line ${number - 1}, which has ${previous}: one of the two was changed`;
  }

  /** The last line has no line after it that would name its hash: what it may say is known. */
  #checkEnd(): void {
    const ends = this.read.filter(({ entry }) => entry.kind === "end");
    const last = this.read.at(-1);
    const count = this.#lines.length;
    if (last === undefined || last.entry.kind !== "end" || last.line !== count) {
      this.tell(
        Math.max(count, 1),
        "the file does not end as evidence does: it is cut off, or something follows its end",
      );
    } else {
      const { entries, kind, number, previous, ...others } = last.entry as Chained & {
        kind: "end";
      };
      if (entries !== count - 1)
        this.tell(count, `the end counts ${String(entries)} entries, and there are ${count - 1}`);
      if (Object.keys(others).length > 0) this.tell(count, "the end says more than an end does");
    }
    if (ends.length > 1) this.tell(ends[0]?.line ?? 1, "the file has more than one end");
  }
}

/**
 * Verifies evidence: recomputes every hash of the chain and of the bytes sent, and checks that what is claimed
 * at the end was said before. It needs no ledger and no network. It shows that the file is as it was made, not
 * who made it: compare its head with one that was kept elsewhere.
 *
 * @param bytes - The file.
 * @returns What is wrong, and where.
 * @example
 * ```ts
 * const { isSound, problems, head } = verifyEvidence(readFileSync("record.evidence.jsonl"));
 * ```
 */
export function verifyEvidence(bytes: Uint8Array): EvidenceVerdict {
  const lines = splitLines(bytes);
  const reader = new ChainReader(lines);
  reader.run();
  // What entries say is only worth checking where they are what was written.
  if (reader.problems.length === 0) {
    checkContents(reader.read, (line, message) => reader.tell(line, message));
  }
  const first = reader.read[0]?.entry;
  return {
    isSound: reader.problems.length === 0,
    problems: reader.problems.toSorted((left, right) => left.line - right.line),
    head: sha256(lines.at(-1)?.bytes ?? ""),
    lines: lines.length,
    ...(first?.kind === "evidence" ? { about: first.about } : {}),
  };
}
