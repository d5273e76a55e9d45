import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSearchHouse } from '../../support/search-house.ts';

const house = createSearchHouse();

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addDocument({
      id: 'japanese',
      language: 'ja',
      texts: [
        '周波数は九・四ギガヘルツである。暗室の温度は二十一度、湿度は四十二パーセント。FPD の素子を測定した。',
        'ケーブルの曲げで位相が三度ずれた。吸収体の先端が数本折れていた。反射が増えるので、七月までに交換する。',
      ],
    }),
    house.addDocument({
      id: 'chinese',
      language: 'zh',
      texts: ['抽查四十只电芯，自放电都低于百分之零点四。问题出在点焊。前三批全部复检，结果发给 Fennmark。'],
    }),
    house.addDocument({ id: 'english', texts: ['The FPD was measured, and Fennmark was told.'] }),
  ]);
});
afterAll(() => house.close());

test.each([
  ['吸収体', 'japanese'],
  ['湿度', 'japanese'],
  ['周波数', 'japanese'],
  ['位相', 'japanese'],
  ['FPD 測定', 'japanese'],
  ['反射が増える', 'japanese'],
  ['湿度 -Fennmark', 'japanese'],
  ['自放电', 'chinese'],
  ['点焊', 'chinese'],
  ['Fennmark 复检', 'chinese'],
])('a word in a run without spaces finds its document first: %s', async (q, id) => {
  expect((await house.ask({ q, type: 'documents' })).documents.items[0]?.id).toBe(id);
});

test('what one excludes is excluded in every reading of the question', async () => {
  const { documents } = await house.ask({ q: '吸収体 -位相', type: 'documents' });
  expect(documents).toMatchObject({ total: 0, items: [] });
});
