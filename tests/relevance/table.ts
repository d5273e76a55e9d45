/** A Markdown table. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(headings)}|${'---|'.repeat(headings.length)}\n${rows.map(line).join('')}`;
}
