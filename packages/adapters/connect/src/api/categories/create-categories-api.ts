import type { UsageCategory } from "@usage-billing/connect-client";
import type { Api } from "../connect-call.ts";
import { createLister } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import { pathId } from "../path-id.ts";
import { present } from "../wire/present.ts";
import { readText } from "../wire/read-value.ts";

/** A category of records, which a vendor chose. */
export interface ConnectCategory {
  /** Any text. */
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** What the channel answered, with members that are not named here. */
  readonly raw: UsageCategory;
}

/** Categories of usage files. */
export interface CategoriesApi {
  /** Lists the categories of a file, page after page. */
  list(fileId: string, query?: ListQuery<"categories">): AsyncIterable<ConnectCategory>;
}

function fromUsageCategory(category: UsageCategory): ConnectCategory {
  const { id, name, description } = category;
  const texts = present({ name: readText(name), description: readText(description) });
  return { id, ...texts, raw: category };
}

/**
 * Makes the operations on categories.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createCategoriesApi(api: Api): CategoriesApi {
  return {
    list: (fileId, query) => {
      const params = { path: { file_pk: pathId(fileId, "usage file") } };
      const list = createLister(api, {
        list: "categories",
        operation: "listUsageFileCategories",
        fetch: (text, signal) =>
          api.client.GET("/usage/files/{file_pk}/categories", {
            signal,
            params,
            querySerializer: () => text,
            parseAs: "text",
          }),
        read: fromUsageCategory,
        identify: ({ id }) => readText(id),
        ordering: ["name"],
      });
      return list(query);
    },
  };
}
