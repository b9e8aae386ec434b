export const median = (values) => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const shown = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** Prints both series with their medians and the ratio of ours to the bare thing; gives the ratio. */
export function compare(title, unit, { ours, bare }) {
  const line = (name, values) =>
    console.log(
      `${name.padEnd(6)} median ${shown(median(values))} ${unit}, ${shown(Math.min(...values))} to ${shown(Math.max(...values))}, n ${values.length}`,
    );
  console.log(title);
  line('ours', ours);
  line('bare', bare);
  const ratio = median(ours) / median(bare);
  console.log(`ratio  ${ratio.toFixed(2)}`);
  return ratio;
}
