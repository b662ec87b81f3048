import { type ComponentChildren, h, type VNode } from "preact";

/** What stands in an element; text is escaped when it is rendered. */
export type Content = ComponentChildren;

/** The attributes of an element. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | { readonly __html: string }>
>;

/**
 * Makes an element, without the compiler that JSX would need.
 *
 * @param tag - The element's name.
 * @param attributes - Its attributes.
 * @param children - What stands in it.
 * @returns The element.
 */
export function element(tag: string, attributes: Attributes, ...children: Content[]): VNode {
  return h(tag, attributes, ...children) as VNode;
}
