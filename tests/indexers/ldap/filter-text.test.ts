import { describe, expect, test } from 'vitest';
import { filterProblem, parseFilter } from '#indexers/sources/ldap/filter-text.ts';

const text = (value: string) => Buffer.from(value);

describe('a filter as administrators write it', () => {
  test.each([
    ['(cn=*)', { type: 'present', attribute: 'cn' }],
    ['(cn=Ada)', { type: 'equal', attribute: 'cn', value: text('Ada') }],
    ['(cn=)', { type: 'equal', attribute: 'cn', value: text('') }],
    ['(givenName=\\c5\\81ukasz)', { type: 'equal', attribute: 'givenName', value: text('Łukasz') }],
    ['(objectGUID=\\ff\\00\\80)', { type: 'equal', attribute: 'objectGUID', value: Buffer.from('ff0080', 'hex') }],
    ['(cn=a\\2ab)', { type: 'equal', attribute: 'cn', value: text('a*b') }],
    ['(cn=Smith & Sons)', { type: 'equal', attribute: 'cn', value: text('Smith & Sons') }],
    ['(cn>=5)', { type: 'greater-or-equal', attribute: 'cn', value: text('5') }],
    ['(cn<=5)', { type: 'less-or-equal', attribute: 'cn', value: text('5') }],
    ['(cn~=Ada)', { type: 'approximate', attribute: 'cn', value: text('Ada') }],
    ['(cn=a*b**c*d)', { type: 'substrings', attribute: 'cn', initial: text('a'), any: [text('b'), text('c')], final: text('d') }],
    ['(cn=*a*)', { type: 'substrings', attribute: 'cn', initial: text(''), any: [text('a')], final: text('') }],
    ['(cn;lang-de=x)', { type: 'equal', attribute: 'cn;lang-de', value: text('x') }],
    ['(2.5.4.3=x)', { type: 'equal', attribute: '2.5.4.3', value: text('x') }],
    [
      '(userAccountControl:1.2.840.113556.1.4.803:=2)',
      {
        type: 'extensible',
        attribute: 'userAccountControl',
        rule: '1.2.840.113556.1.4.803',
        dnAttributes: false,
        value: text('2'),
      },
    ],
    [
      '(ou:dn:caseIgnoreMatch:=x)',
      { type: 'extensible', attribute: 'ou', rule: 'caseIgnoreMatch', dnAttributes: true, value: text('x') },
    ],
    [
      '(:caseIgnoreMatch:=x)',
      { type: 'extensible', attribute: '', rule: 'caseIgnoreMatch', dnAttributes: false, value: text('x') },
    ],
    ['(&)', { type: 'and', filters: [] }],
    ['(!(cn=*))', { type: 'not', filter: { type: 'present', attribute: 'cn' } }],
  ])('%s is understood', (filter, parsed) => {
    expect(parseFilter(filter)).toEqual(parsed);
  });

  test('may have spaces and lines between its clauses, but keeps those of its values', () => {
    const loose = '\n( & (cn= Ada ) \n\t( | (uid=a)\r\n (uid=b) ) ( ! (ou=x) ) )  \n';
    const tight = '(&(cn= Ada )(|(uid=a)(uid=b))(!(ou=x)))';
    expect(parseFilter(loose)).toEqual(parseFilter(tight));
  });

  test.each([
    ['cn=x', 'expected "(" (at character 1)'],
    ['(cn=x', 'a closing bracket is missing (at character 5)'],
    ['(cn=x))', 'something follows the last bracket (at character 7)'],
    ['(cn=x)(sn=y)', 'something follows the last bracket (at character 7)'],
    ['(cn)', 'expected attribute=value (at character 2)'],
    ['(=x)', 'the attribute is missing (at character 2)'],
    ['(cn=a\\g1)', 'a backslash is followed by two hexadecimal digits (at character 5)'],
    ['(!(a=b)(c=d))', '"!" takes exactly one clause (at character 13)'],
    ['(cn=a(b)', 'a bracket within a value is written \\28 (at character 6)'],
    ['(cn>=a*)', '"*" has no meaning after ">="; write it as \\2a (at character 6)'],
    ['(cn:a:b:c:=x)', 'write attribute:rule:=value (at character 12)'],
    ['(cn:rule=x)', 'a matching rule needs ":=" (at character 2)'],
    ['', 'expected "(" (at character 1)'],
  ])('%s is refused with the place of the mistake', (filter, problem) => {
    expect(filterProblem(filter)).toBe(problem);
  });

  test('nested deeper than any sense is refused before the stack ends', () => {
    expect(filterProblem('(&'.repeat(20_000))).toBe('more than 100 brackets inside each other (at character 202)');
  });
});
