import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';

/** A text that stands in a source file: what is filled in while it runs is `{}`. */
export interface SourceText {
  file: string;
  line: number;
  text: string;
}

type Node = { type: string; start: number } & Record<string, unknown>;

/** Texts of several words, as people read them; those of log lines, descriptions of routes and types are left out. */
export function sentencesOf(root: string, file: string): SourceText[] {
  const code = readFileSync(root + file, 'utf8');
  const found: SourceText[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isNode(value) || isNotShown(value)) return;
    if (value.type === 'Literal' || value.type === 'TemplateLiteral') {
      const line = code.slice(0, value.start).split('\n').length;
      for (const text of textsOf(value)) if (isSentence(text)) found.push({ file, line, text });
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseAst(code, { lang: 'ts' }, file));
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** All that a text can be: an expression that chooses among texts is each of them. */
function textsOf(node: unknown): string[] {
  if (!isNode(node)) return ['{}'];
  if (node.type === 'Literal') return [typeof node.value === 'string' ? node.value : '{}'];
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis) || !Array.isArray(node.expressions)) return ['{}'];
  const fillings: unknown[] = node.expressions;
  return node.quasis.reduce<string[]>(
    (texts, quasi: { value: { cooked: string } }, position) => {
      const before = position === 0 ? [''] : textsOf(fillings[position - 1]);
      return texts.flatMap((text) => before.map((filling) => text + filling + quasi.value.cooked));
    },
    [''],
  );
}

function isSentence(text: string): boolean {
  return (
    /[a-z]{2,}[,:;]? [a-z“"(]?[a-z]+/i.test(text) && !/^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|PRAGMA|BEGIN)\b/.test(text)
  );
}

/** Log lines stay English, as do what describes the API and what TypeScript alone reads. */
function isNotShown(node: Node): boolean {
  if (node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)Expression$/.test(node.type)) return true;
  if (node.type === 'ImportDeclaration') return true;
  if (node.type === 'Property' && isNode(node.key) && node.key.name === 'summary' && isNode(node.value)) return true;
  if (node.type !== 'CallExpression' || !isNode(node.callee) || !isNode(node.callee.property)) return false;
  return /^(info|warn|error|debug|log|prepare|exec|meta)$/.test(String(node.callee.property.name));
}
