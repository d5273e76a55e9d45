import type { Filter } from './wire/filter.ts';

/**
 * Reads a filter as administrators write it (RFC 4515), with white space and line breaks between the clauses, which the
 * RFC does not know but every long filter has. Throws SyntaxError with the position (1-based).
 */
export function parseFilter(text: string): Filter {
  const input: Input = { text, at: 0, depth: 0 };
  skipSpace(input);
  const filter = readFilter(input);
  skipSpace(input);
  if (input.at < text.length) throw problem(input, 'something follows the last bracket');
  return filter;
}

/** What is wrong with it, or undefined. */
export function filterProblem(text: string): string | undefined {
  try {
    parseFilter(text);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

interface Input {
  text: string;
  at: number;
  depth: number;
}

/** Far beyond any real filter, far below what a stack holds. */
const MAX_DEPTH = 100;

function readFilter(input: Input): Filter {
  expect(input, '(');
  if (++input.depth > MAX_DEPTH) throw problem(input, `more than ${MAX_DEPTH} brackets inside each other`);
  skipSpace(input);
  const filter = readContent(input);
  expect(input, ')');
  input.depth--;
  return filter;
}

function readContent(input: Input): Filter {
  switch (input.text[input.at]) {
    case '&':
      return { type: 'and', filters: readList(input) };
    case '|':
      return { type: 'or', filters: readList(input) };
    case '!': {
      const [filter, ...more] = readList(input);
      if (filter === undefined || more.length > 0) throw problem(input, '"!" takes exactly one clause');
      return { type: 'not', filter };
    }
    default:
      return readComparison(input);
  }
}

function readList(input: Input): Filter[] {
  input.at++;
  skipSpace(input);
  const filters: Filter[] = [];
  while (input.text[input.at] === '(') {
    filters.push(readFilter(input));
    skipSpace(input);
  }
  return filters;
}

/** Attribute description (name or OID, with options), extensible match, operator. */
const LEFT_SIDE = /\s*([A-Za-z0-9.;_-]*)((?::[A-Za-z0-9._-]+)*)\s*(:=|~=|>=|<=|=)/y;

function readComparison(input: Input): Filter {
  LEFT_SIDE.lastIndex = input.at;
  const match = LEFT_SIDE.exec(input.text);
  if (match === null) throw problem(input, 'expected attribute=value');
  const [, attribute = '', rules = '', operator = ''] = match;
  if (attribute === '' && operator !== ':=') throw problem(input, 'the attribute is missing');
  if (rules !== '' && operator !== ':=') throw problem(input, 'a matching rule needs ":="');
  input.at = LEFT_SIDE.lastIndex;
  if (operator === ':=') return extensible(input, attribute, rules);
  if (operator === '=') return equalityOrSubstrings(input, attribute);
  const value = onlyValue(input, operator);
  return { type: operator === '~=' ? 'approximate' : operator === '>=' ? 'greater-or-equal' : 'less-or-equal', attribute, value };
}

function extensible(input: Input, attribute: string, rules: string): Filter {
  const parts = rules.split(':').slice(1);
  const dnAttributes = parts[0]?.toLowerCase() === 'dn';
  const [rule = '', ...more] = dnAttributes ? parts.slice(1) : parts;
  if (more.length > 0 || (attribute === '' && rule === '')) throw problem(input, 'write attribute:rule:=value');
  return { type: 'extensible', attribute, rule, dnAttributes, value: onlyValue(input, ':=') };
}

function equalityOrSubstrings(input: Input, attribute: string): Filter {
  const [initial, ...rest] = readParts(input);
  const final = rest.pop();
  if (initial === undefined || final === undefined) return { type: 'equal', attribute, value: initial ?? Buffer.alloc(0) };
  const any = rest.filter((part) => part.length > 0);
  if (initial.length === 0 && final.length === 0 && any.length === 0) return { type: 'present', attribute };
  return { type: 'substrings', attribute, initial, any, final };
}

function onlyValue(input: Input, operator: string): Buffer {
  const start = { ...input };
  const [value, ...more] = readParts(input);
  if (value === undefined || more.length > 0) throw problem(start, `"*" has no meaning after "${operator}"; write it as \\2a`);
  return value;
}

/** The value up to the closing bracket, cut at unescaped asterisks. */
function readParts(input: Input): Buffer[] {
  const end = input.text.indexOf(')', input.at);
  if (end === -1) throw problem(input, 'a closing bracket is missing');
  const raw = input.text.slice(input.at, end);
  const bracket = raw.indexOf('(');
  if (bracket !== -1) throw problem({ ...input, at: input.at + bracket }, 'a bracket within a value is written \\28');
  const parts = raw.split('*').map((part) => unescapeValue(input, part));
  input.at = end;
  return parts;
}

/** `\xx` stands for one byte, so `\c5\81` is one letter. */
function unescapeValue(input: Input, part: string): Buffer {
  if (!part.includes('\\')) return Buffer.from(part);
  const [plain = '', ...escaped] = part.split('\\');
  const pieces = escaped.map((piece) => {
    if (!/^[0-9a-fA-F]{2}/.test(piece)) throw problem(input, 'a backslash is followed by two hexadecimal digits');
    return Buffer.concat([Buffer.from(piece.slice(0, 2), 'hex'), Buffer.from(piece.slice(2))]);
  });
  return Buffer.concat([Buffer.from(plain), ...pieces]);
}

function skipSpace(input: Input): void {
  while (/\s/.test(input.text[input.at] ?? '')) input.at++;
}

function expect(input: Input, character: string): void {
  if (input.text[input.at] !== character) throw problem(input, `expected "${character}"`);
  input.at++;
}

function problem(input: Input, message: string): SyntaxError {
  return new SyntaxError(`${message} (at character ${input.at + 1})`);
}
