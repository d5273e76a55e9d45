/** Shorter numbers are everywhere; an extension has at least three digits. */
const SHORTEST_SUFFIX = 3;

/**
 * Every way people type a number, as runs of digits: full, with 00 for +, national with its leading 0 instead of the country
 * code, and each suffix from three digits. So "+49 157 1234567" is found by 01571234567, 1234567 and 4567.
 */
export function phoneDigits(number: string): string[] {
  const [line = '', extension = ''] = number.split(EXTENSION);
  const whole = formsOf(line);
  if (extension === '') return whole;
  return [...new Set([...whole, ...formsOf(`${line}${extension}`), ...formsOf(extension)])];
}

/** What is dialled after the number, as digits; undefined when it has none. */
export function extensionOf(number: string): string | undefined {
  const digits = (number.split(EXTENSION)[1] ?? '').replace(/\D/g, '');
  return digits === '' ? undefined : digits;
}

/** "E-004711" is typed as it is or as 4711; nothing for somebody without one. */
export function employeeNumberForms(number: string): string[] {
  return [...new Set([number, withoutZeros(number.replace(/\D/g, ''))])].filter((form) => form !== '');
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** "+351 21 5550 100 ext. 18640", "555-0100 x42". */
const EXTENSION = /(?:ext(?:ension)?\.?|durchwahl|\bdw\.?|x|#)/i;

function formsOf(number: string): string[] {
  const digits = digitsOf(number);
  if (digits.length < SHORTEST_SUFFIX) return [];
  const found = new Set<string>([digits]);
  for (let start = 1; digits.length - start >= SHORTEST_SUFFIX; start++) found.add(digits.slice(start));
  for (const national of nationalForms(number, digits)) found.add(national);
  return [...found];
}

/** "+49 (0) 30 1234" carries a zero that is dialled only inside the country. */
function digitsOf(number: string): string {
  return number.replace(/\(0\)/g, '').replace(/\D/g, '');
}

/** With an international number, the country code has one to three digits; which, only a table would tell: try all. */
function nationalForms(number: string, digits: string): string[] {
  if (!/^\s*(\+|00)/.test(number)) return [];
  const international = digits.replace(/^00/, '');
  return [international, `00${international}`, ...[1, 2, 3].map((length) => `0${international.slice(length)}`)];
}

const ANNOUNCED =
  /^\s*(?:(?:tele)?phone|telefon|tel|mobile|call|ext(?:ension)?|durchwahl|dw|x|#|(?:employee|staff|emp|personnel)(?:\s*(?:number|no|id|nr))?|personalnummer|personalnr)[.:#\s]*(?=[\d+(])/i;
/** "5550 100 ext. 18640". */
const BETWEEN = /(?<=\d)[\s,]*(?:ext(?:ension)?|durchwahl|dw|x|#)[.:\s]*(?=\d)/gi;
/** Country code, number and extension. */
const LONGEST = 20;

/** What of a query could be a phone number: its digits when it holds little else, else undefined. */
export function phoneQuery(query: string): string | undefined {
  const compact = query
    .replace(ANNOUNCED, '')
    .replace(BETWEEN, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-/+]/g, '');
  return new RegExp(`^\\d{${SHORTEST_SUFFIX},${LONGEST}}$`).test(compact) ? compact : undefined;
}
