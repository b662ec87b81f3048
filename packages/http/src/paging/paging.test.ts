import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pagesByNumber } from "./pages-by-number.ts";
import { pagesByOffset } from "./pages-by-offset.ts";
import { RepeatedPageError } from "./repeated-page-error.ts";

interface Walk {
  readonly items: number[];
  readonly asked: number[];
}

interface List {
  readonly size: number;
  readonly limit: number;
  readonly tellsTotal: boolean;
}

function numbers(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

async function walkByOffset({ size, limit, tellsTotal }: List, start = 0): Promise<Walk> {
  const asked: number[] = [];
  const fetchPage = async (offset: number) => {
    asked.push(offset);
    const items = numbers(size).slice(offset, offset + limit);
    return { items, total: tellsTotal ? size : undefined };
  };
  const pages = await Array.fromAsync(pagesByOffset({ fetchPage, start }));
  return { items: pages.flat(), asked };
}

async function walkByNumber({ size, limit, tellsTotal }: List): Promise<Walk> {
  const asked: number[] = [];
  const fetchPage = async (page: number) => {
    asked.push(page);
    const items = numbers(size).slice((page - 1) * limit, page * limit);
    return { items, count: tellsTotal ? size : undefined };
  };
  const pages = await Array.fromAsync(pagesByNumber({ fetchPage }));
  return { items: pages.flat(), asked };
}

describe.each([
  ["pagesByOffset", walkByOffset],
  ["pagesByNumber", walkByNumber],
])("%s", (_name, walk) => {
  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [200, 2],
  ])("reads %d items in %d requests when the total is told", async (size, requests) => {
    const { items, asked } = await walk({ size, limit: 100, tellsTotal: true });
    expect(items).toEqual(numbers(size));
    expect(asked).toHaveLength(requests);
  });

  it("reads every item once, and asks once more only when no total is told", async () => {
    const size = fc.integer({ min: 0, max: 60 });
    const limit = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(size, limit, fc.boolean(), async (size, limit, tellsTotal) => {
        const { items, asked } = await walk({ size, limit, tellsTotal });
        expect(items).toEqual(numbers(size));
        const needed = Math.ceil(size / limit);
        expect(asked).toHaveLength(tellsTotal ? Math.max(1, needed) : needed + 1);
      }),
      { seed: 20261031 },
    );
  });
});

describe("a list that does not keep its word", () => {
  it("ends at an empty page although more was promised", async () => {
    const asked: number[] = [];
    const fetchPage = async (position: number) => {
      asked.push(position);
      return { items: asked.length === 1 ? ["a", "b"] : [], total: 5, count: 5 };
    };
    expect(await Array.fromAsync(pagesByOffset({ fetchPage }))).toEqual([["a", "b"]]);
    expect(asked.splice(0)).toEqual([0, 2]);
    expect(await Array.fromAsync(pagesByNumber({ fetchPage }))).toEqual([["a", "b"]]);
    expect(asked).toEqual([1, 2]);
  });

  it("moves on by what arrived when the page size was cut", async () => {
    const { items, asked } = await walkByOffset({ size: 7, limit: 3, tellsTotal: true }, 1);
    expect(asked).toEqual([1, 4]);
    expect(items).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("asks for no page that nobody reads", async () => {
    let asked = 0;
    const fetchPage = async () => {
      asked += 1;
      return { items: ["a"] };
    };
    for await (const _items of pagesByOffset({ fetchPage })) break;
    expect(asked).toBe(1);
  });
});

describe("a server that does not heed which page it is asked for", () => {
  const same = async () => ({ items: [{ id: 1 }, { id: 2 }] });

  it("ends a walk by number with the page that came again", async () => {
    const walk = Array.fromAsync(pagesByNumber({ fetchPage: same }));
    await expect(walk).rejects.toThrow(RepeatedPageError);
    await expect(walk).rejects.toThrow("the same again for page 2");
  });

  it("ends a walk by offset", async () => {
    const walk = Array.fromAsync(pagesByOffset({ fetchPage: same }));
    await expect(walk).rejects.toThrow("the same again for offset 2");
  });
});
