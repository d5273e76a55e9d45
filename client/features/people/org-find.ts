import { type OrgModel, personAt } from './org-model.ts';

/** Rows of people whose name, title or team has all the words, in the order of the chart's answer. */
export function findInChart(model: OrgModel, query: string): number[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return model.chart.ids.flatMap((_id, row) => {
    const { name, title, department } = personAt(model, row);
    const text = plain(`${name} ${title ?? ''} ${department ?? ''}`);
    return words.every((word) => text.includes(word)) ? [row] : [];
  });
}

/** Without accents and capitals: "Novák" is found by "novak". */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .toLowerCase();
}
