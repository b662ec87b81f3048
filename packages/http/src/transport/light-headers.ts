type HeaderValue = string | string[] | undefined;

function join(value: string | string[]): string {
  return Array.isArray(value) ? value.join(", ") : value;
}

/** The headers of an answer, read-only; names in any case. */
export class LightHeaders {
  readonly #values: Readonly<Record<string, HeaderValue>>;

  constructor(values: Readonly<Record<string, HeaderValue>>) {
    this.#values = values;
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    const value = Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
    return value === undefined ? null : join(value);
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return [this.#values["set-cookie"] ?? []].flat();
  }

  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#values)) {
      if (value !== undefined) yield [name, join(value)];
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(visit: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}
