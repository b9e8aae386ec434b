/** Says a measured figure in the output of the tests, where Jest would put a frame around `console.log`. */
export function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
