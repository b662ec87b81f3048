/** What an entry says; the chain adds `number` and `previous` to it. */
export type EvidenceEntry =
  | {
      readonly kind: "evidence";
      /** The form of the file; 1 is the only one so far. */
      readonly format: 1;
      /** What it is about: the id of a record or of a delivery. */
      readonly about: { readonly record: string } | { readonly delivery: string };
      /** When the file was made, ISO 8601 in UTC. */
      readonly madeAt: string;
      /** The programs that made it, with their versions. */
      readonly madeBy: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "source";
      readonly record: string;
      /** The file as its user named it. */
      readonly file: string;
      /** The line on which the record starts, counted from 1. */
      readonly line: number;
    }
  | {
      readonly kind: "fact";
      /** What kind of fact of the ledger it is. */
      readonly fact: string;
      /** Its number in the ledger; these rise. */
      readonly sequence: number;
      /** When it was committed, ISO 8601 in UTC. */
      readonly at: string;
      readonly record?: string;
      readonly delivery?: string;
      /** The fact: exact decimals as text, times as ISO 8601. */
      readonly body: unknown;
    }
  | {
      readonly kind: "bytes";
      readonly delivery: string;
      /** The bytes that were sent, in base64. */
      readonly body: string;
      /** How many bytes they are. */
      readonly size: number;
      /** Their SHA-256: 64 lower-case hexadecimal digits. */
      readonly sha256: string;
    }
  | {
      readonly kind: "standing";
      readonly record: string;
      /** Where the record stood when the file was made. */
      readonly state: string;
      /** The channel's own id of it. */
      readonly reference?: string;
      /** The channel's reference of the invoice or order that billed it. */
      readonly billingReference?: string;
    }
  | {
      readonly kind: "end";
      /** How many entries stand before it. */
      readonly entries: number;
    };

/** Evidence as it is kept. */
export interface EvidenceFile {
  /** The file: a line of JSON for each entry. */
  readonly text: string;
  /** The SHA-256 of its last line, which stands for the whole file. */
  readonly head: string;
  /** How many entries it has, the end among them. */
  readonly entries: number;
}
