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

function nationalForms(number: string, digits: string): string[] {
  if (!/^\s*(\+|00)/.test(number)) return [];
  const international = digits.replace(/^00/, '');
  return [international, `00${international}`, `0${withoutCountryCode(international)}`];
}

/** Of the digits of an international number, those that are dialled inside the country, without the leading 0. */
export function withoutCountryCode(international: string): string {
  return international.replace(COUNTRY_CODE, '');
}

/** By ITU-T E.164: one digit for 1 and 7, these with two, all others with three. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-46-9]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

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
