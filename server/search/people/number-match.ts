import type { ParsedQuery } from '../query/parse-query.ts';
import { employeeNumberForms, withoutCountryCode } from '../text/phone-digits.ts';
import type { PersonIndexHit } from './person-hit.ts';

/** How a number that was typed fits those of a person, 0 to 1: the employee number, the extension, a whole number, its end, its middle. */
export function numberMatch(parsed: Pick<ParsedQuery, 'phone' | 'text'>, hit: PersonIndexHit): number {
  const { phone } = parsed;
  if (phone === undefined) return 0;
  if (hit.employeeNumber !== null && isEmployeeNumber(phone, hit.employeeNumber)) return 1;
  if (hit.extensions.includes(phone)) return 0.99;
  const known = hit.phoneDigits;
  const forms = numberForms(parsed);
  if (isInternational(parsed) && known.includes(forms[0] ?? '')) return 0.97;
  if (forms.some((digits) => known.includes(digits) && isWhole(digits, known))) return 0.96;
  if (forms.some((digits) => known.includes(digits))) return 0.95;
  return forms.some((digits) => known.some((form) => form.startsWith(digits))) ? 0.85 : 0;
}

/** A number as it is dialled in its country, with its 0 or without, and not the end of a longer one. */
function isWhole(digits: string, known: readonly string[]): boolean {
  const isEnd = (end: string) => known.some((form) => form.length > end.length && form.endsWith(end));
  const national = `0${digits}`;
  return known.includes(national) ? !isEnd(national) : !isEnd(digits);
}

function isInternational({ text }: Pick<ParsedQuery, 'text'>): boolean {
  return /^\s*(\+|00)/.test(text);
}

function isEmployeeNumber(typed: string, number: string): boolean {
  const forms = employeeNumberForms(number);
  return employeeNumberForms(typed).some((form) => forms.includes(form));
}

/** A number typed with its country code finds one that the directory has without. */
export function numberForms(parsed: Pick<ParsedQuery, 'phone' | 'text'>): string[] {
  if (parsed.phone === undefined) return [];
  if (!isInternational(parsed)) return [parsed.phone];
  const international = parsed.phone.replace(/^00/, '');
  const national = withoutCountryCode(international);
  return [international, ...(national.length >= 7 ? [national] : [])];
}
