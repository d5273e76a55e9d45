import { describe, expect, test } from 'vitest';
import { joinQuery, splitQuery } from '../../client/features/search/query-chips.ts';

const split = (query: string) => {
  const { chips, text } = splitQuery(query, { isTyping: false });
  return [...chips.map(({ name, value }) => `${name}=${value}`), text];
};
const typed = (query: string) => splitQuery(query, { isTyping: true });

describe('a query', () => {
  test('gives up what narrows it, in either language', () => {
    expect(split('from:ann budget')).toEqual(['from=ann', 'budget']);
    expect(split('von:ann Haushalt typ:pdf')).toEqual(['from=ann', 'type=pdf', 'Haushalt']);
    expect(split('by:under(anna b) x')).toEqual(['by=under(anna b)', 'x']);
    expect(split('team:"Field service" "swivel wear" -draft -"old plan"')).toEqual([
      'team=Field service',
      'phrase=swivel wear',
      'without=draft',
      'without=old plan',
      '',
    ]);
  });

  test('keeps what only looks like it', () => {
    for (const query of ['see:this', 'e-mail', 'well-known', '12:30', 'from:', '"open', '- draft', 'a from:b:c"d']) {
      expect(split(query)).toEqual([query]);
    }
  });

  test('is the same when it is put together again', () => {
    for (const query of ['from:ann budget', '"swivel wear" mooring', '-draft team:"Field service"', 'plain words']) {
      expect(joinQuery(splitQuery(query, { isTyping: false }))).toBe(query);
    }
  });

  test('that is being typed keeps its end open until a space or a closing quote', () => {
    expect(typed('from:an').chips).toEqual([]);
    expect(typed('from:ann ').chips).toHaveLength(1);
    expect(typed('from:ann ').text).toBe('');
    expect(typed('"swivel wear"').chips).toHaveLength(1);
    expect(typed('budget ').text).toBe('budget ');
  });
});
