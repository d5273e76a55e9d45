import { expect, test } from 'vitest';
import { employeeNumberForms, phoneDigits, withoutCountryCode } from '#server/search/text/phone-digits.ts';

// ITU-T E.164: codes of one, two and three digits.
test.each([
  ['12125550100', '2125550100'],
  ['74955550100', '4955550100'],
  ['493012345', '3012345'],
  ['33155501000', '155501000'],
  ['20225550100', '225550100'],
  ['351215550100', '215550100'],
  ['353915550100', '915550100'],
  ['3585550100', '5550100'],
  ['420255501000', '255501000'],
  ['97235550100', '35550100'],
  ['85225550100', '25550100'],
])('%s without its country code is %s', (international, national) => {
  expect(withoutCountryCode(international)).toBe(national);
});

test('a number of one country is not found by the national number of another', () => {
  expect(phoneDigits('+33 4 5550 8240')).toContain('0455508240');
  expect(phoneDigits('+84 24 5550 8240')).toContain('02455508240');
  expect(phoneDigits('+84 24 5550 8240')).not.toContain('0455508240');
});

test.each([
  ['E-004711', ['E-004711', '4711']],
  ['4711', ['4711']],
  ['000', ['000', '0']],
  ['ADA', ['ADA']],
  ['', []],
])('an employee number %j is typed as %j', (number, forms) => {
  expect(employeeNumberForms(number)).toEqual(forms);
});
