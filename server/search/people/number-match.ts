import type { ParsedQuery } from '../query/parse-query.ts';
import { employeeNumberForms } from '../text/phone-digits.ts';
import type { PersonIndexHit } from './person-hit.ts';

/** How a number that was typed fits those of a person, 0 to 1: the extension, a whole number or its end, that without the country code, its middle. */
export function numberMatch(parsed: Pick<ParsedQuery, 'phone' | 'text'>, hit: PersonIndexHit): number {
  const { phone } = parsed;
  if (phone === undefined) return 0;
  if (hit.employeeNumber !== null && isEmployeeNumber(phone, hit.employeeNumber)) return 1;
  if (hit.extensions.includes(phone)) return 0.99;
  const forms = numberForms(parsed);
  const [asTyped = ''] = forms;
  if (hit.phoneDigits.includes(asTyped)) return 0.97;
  if (forms.some((digits) => hit.phoneDigits.includes(digits))) return 0.95;
  return forms.some((digits) => hit.phoneDigits.some((known) => known.startsWith(digits))) ? 0.85 : 0;
}

function isEmployeeNumber(typed: string, number: string): boolean {
  const forms = employeeNumberForms(number);
  return employeeNumberForms(typed).some((form) => forms.includes(form));
}

/** A number typed with its country code finds one that the directory has without, whose forms begin one to three digits later. */
export function numberForms(parsed: Pick<ParsedQuery, 'phone' | 'text'>): string[] {
  if (parsed.phone === undefined) return [];
  if (!/^\s*(\+|00)/.test(parsed.text)) return [parsed.phone];
  const international = parsed.phone.replace(/^00/, '');
  return [international, ...[1, 2, 3].map((length) => international.slice(length)).filter((rest) => rest.length >= 7)];
}
