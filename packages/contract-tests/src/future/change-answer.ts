import type { Random } from "./random.ts";

/** A JSON object. */
export type JsonObject = { readonly [name: string]: unknown };

/** What is known of the members of a channel's objects. */
export interface Members {
  /** Members that no answer is without, and those by which a thing is identified. */
  readonly required: ReadonlySet<string>;
  /** Members that hold one word of a list. */
  readonly words: ReadonlySet<string>;
}

/** Two forms of one answer. */
export interface FutureAnswer {
  /** What is gone is gone and words are new, in the form of today. */
  readonly today: JsonObject;
  /** The same, with members nobody knows and numbers as text. */
  readonly future: JsonObject;
  /** Members that went missing or became null, at any depth. */
  readonly gone: readonly string[];
  /** How many values went with them. */
  readonly lost: number;
}

/** What every word that is not known yet begins with. */
export const NEW_WORD = "word-of-tomorrow";

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function countLeaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + countLeaves(part), 0);
}

const unknownValues: readonly unknown[] = [
  "text",
  7,
  1.5,
  true,
  null,
  [1, "2"],
  { deep: { er: 1 } },
];

interface Changing {
  readonly members: Members;
  readonly random: Random;
  readonly gone: string[];
  lost: number;
}

/** Takes out optional members, or makes them null, and gives words that are not known yet. */
function takeAway(value: unknown, changing: Changing): unknown {
  if (Array.isArray(value)) return value.map((part) => takeAway(part, changing));
  if (!isObject(value)) return value;
  const { members, random } = changing;
  const kept = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    if (members.words.has(name) && typeof part === "string" && random.once(3)) {
      return [[name, `${NEW_WORD}-${random.below(100)}`]];
    }
    if (members.required.has(name) || !random.once(6)) return [[name, takeAway(part, changing)]];
    changing.gone.push(name);
    changing.lost += countLeaves(part);
    return random.once(2) ? [] : [[name, null]];
  });
  return Object.fromEntries(kept);
}

/** Adds members nobody knows and writes numbers as text. */
function modernise(value: unknown, random: Random): unknown {
  if (typeof value === "number") return random.once(2) ? String(value) : value;
  if (Array.isArray(value)) return value.map((part) => modernise(part, random));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [
    name,
    modernise(part, random),
  ]);
  if (random.once(2)) {
    const unknown = unknownValues[random.below(unknownValues.length)];
    entries.splice(random.below(entries.length + 1), 0, [`future_${random.below(100)}`, unknown]);
  }
  return Object.fromEntries(entries);
}

/**
 * Makes of an answer what the API may answer in some years: members nobody knows, words that are not in the
 * document, optional members missing or null, numbers as text.
 *
 * @param answer - An object as the API answers it today.
 * @param members - What is known of its members.
 * @param random - Decides what is changed.
 * @returns The answer of the future, and what it has in common with today's.
 */
export function changeAnswer(answer: JsonObject, members: Members, random: Random): FutureAnswer {
  const changing: Changing = { members, random, gone: [], lost: 0 };
  const today = takeAway(answer, changing) as JsonObject;
  const future = modernise(today, random) as JsonObject;
  return { today, future, gone: changing.gone, lost: changing.lost };
}
