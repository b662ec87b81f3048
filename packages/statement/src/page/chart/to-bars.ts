import { scaleBand, scaleLinear } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import type { DayFigures } from "../../statement.ts";
import { CHARTED, type Scale } from "./to-buckets.ts";

/** The measures of the drawing, in its own units. */
export const WIDTH = 1_000;
export const HEIGHT = 200;

/** What is drawn of one series. */
export interface Bars {
  /** For each standing the outlines of its bars, as an SVG path; empty where there are none. */
  readonly paths: Readonly<Record<(typeof CHARTED)[number], string>>;
  /** For each label with usage, where it stands: the left edge and the width. */
  readonly places: ReadonlyMap<string, readonly [x: number, width: number]>;
  /** The ends and the middle of the axis, from above, rounded for reading. */
  readonly ticks: readonly [string, string, string];
  /** Where zero is, from above. */
  readonly zero: number;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** The only place where quantities become binary numbers: a drawing has no more than pixels to be exact in. */
function toNumbers(figures: DayFigures): Record<(typeof CHARTED)[number], number> {
  const { billed, accepted, open, disputed } = figures;
  return {
    billed: Number(billed),
    accepted: Number(accepted),
    open: Number(open),
    disputed: Number(disputed),
  };
}

/** The outline of a bar; a bar that is there is never too thin to be seen. */
function toOutline(x: number, width: number, [top, bottom]: readonly [number, number]): string {
  const height = Math.max(bottom - top, 1);
  const round = (value: number) => Math.round(value * 100) / 100;
  return `M${round(x)} ${round(bottom - height)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/**
 * Works out the bars of a series.
 *
 * @param buckets - The figures by day or month.
 * @param labels - Every day or month of the chart.
 * @returns The bars, stacked by standing; what is below zero hangs under the axis.
 */
export function toBars(
  buckets: ReadonlyMap<string, DayFigures>,
  { labels }: Pick<Scale, "labels">,
): Bars {
  const across = scaleBand(labels, [0, WIDTH]).paddingInner(0.2);
  const data = [...buckets.values()].map((figures) => ({
    label: figures.day,
    ...toNumbers(figures),
  }));
  const layers = stack<(typeof data)[number], (typeof CHARTED)[number]>()
    .keys(CHARTED)
    .offset(stackOffsetDiverging)(data);
  const ends = layers.flat(2);
  const up = scaleLinear([Math.min(0, ...ends), Math.max(0, ...ends)], [HEIGHT, 0]).nice(2);
  const [low = 0, high = 0] = up.domain();
  const paths = layers.map((layer) => [
    layer.key,
    layer
      .filter(({ data: figures }) => figures[layer.key] !== 0)
      .map(({ 0: from, 1: to, data: { label } }) =>
        toOutline(across(label) ?? 0, across.bandwidth(), [up(to), up(from)]),
      )
      .join(""),
  ]);
  return {
    paths: Object.fromEntries(paths) as Bars["paths"],
    places: new Map(data.map(({ label }) => [label, [across(label) ?? 0, across.bandwidth()]])),
    ticks: [compact.format(high), compact.format((high + low) / 2), compact.format(low)],
    zero: up(0),
  };
}
