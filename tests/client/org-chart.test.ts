import { describe, expect, test } from 'vitest';
import { centredOn, fitted, moved, showing, zoomed } from '../../client/features/people/org-camera.ts';
import { blocksOf, cardsIn, linesIn } from '../../client/features/people/org-drawing.ts';
import { findInChart } from '../../client/features/people/org-find.ts';
import { CARD, layOut } from '../../client/features/people/org-layout.ts';
import { everyBranch, managersAbove, type OrgModel, openRows, orgModel } from '../../client/features/people/org-model.ts';
import { stepInChart, stepInList } from '../../client/features/people/org-steps.ts';

/** `name: manager`, in the order of the answer. */
function modelOf(managers: Record<string, string | null>): OrgModel {
  const names = Object.keys(managers);
  return orgModel({
    ids: names,
    names,
    titles: names.map(() => -1),
    departments: names.map(() => 0),
    managers: Object.values(managers).map((manager) => (manager === null ? -1 : names.indexOf(manager))),
    photos: names.map(() => ''),
    words: ['Optics'],
    problems: [],
  });
}

const model = modelOf({ ceo: null, cto: 'ceo', cfo: 'ceo', ada: 'cto', bob: 'cto', alone: null });
const row = (name: string) => model.chart.names.indexOf(name);
const nameOf = (place: number | undefined) => (place === undefined ? undefined : model.chart.names[place]);
const open = new Set([row('ceo'), row('cto')]);

describe('the model', () => {
  test('counts everyone below, and puts the top with the most people first', () => {
    expect([model.sizes[row('ceo')], model.sizes[row('cto')], model.sizes[row('ada')]]).toEqual([4, 2, 0]);
    expect(model.tops.map(nameOf)).toEqual(['ceo', 'alone']);
    expect(managersAbove(model, row('ada')).map(nameOf)).toEqual(['cto', 'ceo']);
  });

  test('lists what is open from the top down, with places as a tree tells them', () => {
    const rows = openRows(model, open).map((one) => [nameOf(one.row), one.level, one.position, one.siblings]);
    expect(rows).toEqual([
      ['ceo', 1, 1, 2],
      ['cto', 2, 1, 2],
      ['ada', 3, 1, 2],
      ['bob', 3, 2, 2],
      ['cfo', 2, 2, 2],
      ['alone', 1, 2, 2],
    ]);
  });

  test('finds people by words of name, title and team, without accents', () => {
    const others = modelOf({ 'Tomáš Novák': null, 'Łukasz Nowak': null });
    expect([findInChart(others, 'novak'), findInChart(others, 'lukasz optics'), findInChart(others, ' ')]).toEqual([
      [0],
      [1],
      [],
    ]);
  });
});

describe('keys', () => {
  const inChart = (from: string, key: string) => {
    const step = stepInChart({ model, open }, { row: row(from), key });
    return [nameOf(step.go), nameOf(step.open), nameOf(step.close)];
  };
  const inList = (from: string, key: string) => {
    const rows = openRows(model, open).map((one) => one.row);
    const step = stepInList({ model, open }, { row: row(from), key, rows });
    return [nameOf(step.go), nameOf(step.open), nameOf(step.close)];
  };

  test('walk the chart as it is drawn', () => {
    expect([inChart('ada', 'ArrowUp'), inChart('cto', 'ArrowDown'), inChart('cto', 'ArrowRight')]).toEqual([
      ['cto', undefined, undefined],
      ['ada', 'cto', undefined],
      ['cfo', undefined, undefined],
    ]);
    expect([inChart('ceo', 'ArrowUp'), inChart('bob', 'ArrowDown'), inChart('bob', 'x')]).toEqual(
      Array(3).fill([undefined, undefined, undefined]),
    );
    expect(inChart('bob', 'Home')[0]).toBe('ceo');
  });

  test('walk the list by its rows, open and close', () => {
    expect([
      inList('bob', 'ArrowDown'),
      inList('bob', 'ArrowLeft'),
      inList('cto', 'ArrowLeft'),
      inList('cto', 'ArrowRight'),
    ]).toEqual([
      ['cfo', undefined, undefined],
      ['cto', undefined, undefined],
      [undefined, undefined, 'cto'],
      ['ada', undefined, undefined],
    ]);
    expect([inList('ceo', 'End')[0], inList('alone', 'ArrowDown')[0], inList('cto', ' ')[2]]).toEqual([
      'alone',
      undefined,
      'cto',
    ]);
  });
});

describe('the drawing', () => {
  /** Everybody has eight reports, five levels deep: 10,000 people and a few. */
  const large = modelOf(
    Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`p${n}`, n === 0 ? null : `p${Math.floor((n - 1) / 8)}`])),
  );

  test('gives everybody a place of their own, about as high as wide', () => {
    const { cards, width, height } = layOut(large, { open: everyBranch(large), centre: 0 });
    expect(cards.size).toBe(10_001);
    const cell = (x: number, y: number) => `${Math.floor(x / CARD.width)} ${Math.floor(y / CARD.height)}`;
    const taken = Map.groupBy(cards.values(), ({ x, y }) => cell(x, y));
    const overlaps = [...cards.values()].flatMap((one) =>
      [0, 1]
        .flatMap((right) =>
          [-1, 0, 1].flatMap((down) => taken.get(cell(one.x + right * CARD.width, one.y + down * CARD.height)) ?? []),
        )
        .filter((other) => other !== one && Math.abs(other.x - one.x) < CARD.width && Math.abs(other.y - one.y) < CARD.height),
    );
    expect(overlaps).toEqual([]);
    expect(width / height).toBeGreaterThan(0.5);
    expect(width / height).toBeLessThan(6);
  });

  test('of a person in the middle holds few of ten thousand', () => {
    const layout = layOut(large, { open: everyBranch(large), centre: 4000 });
    const window = { width: 1400, height: 700 };
    const { x, y, scale } = centredOn(layout, 4000, { window, scale: 1 });
    const sight = { left: x, top: y, right: x + window.width / scale, bottom: y + window.height / scale };
    expect(cardsIn(layout, sight)).toContain(4000);
    expect(cardsIn(layout, sight).length).toBeLessThan(100);
    expect(linesIn(layout, sight).length).toBeLessThan(10_000);
  });

  test('fits as a whole into the window', () => {
    const layout = layOut(large, { open: everyBranch(large), centre: 0 });
    const window = { width: 1400, height: 700 };
    const { x, y, scale } = fitted(layout, window);
    const sight = { left: x, top: y, right: x + window.width / scale, bottom: y + window.height / scale };
    const rows = cardsIn(layout, sight);
    expect(rows.length).toBe(10_001);
    expect(blocksOf(layout, rows).split('M')).toHaveLength(10_002);
  });
});

describe('the camera', () => {
  const window = { width: 1000, height: 500 };

  test('keeps what is under the pointer where it is while it zooms', () => {
    const before = { x: 100, y: 50, scale: 1 };
    const after = zoomed(before, 2, { x: 300, y: 200 });
    expect([after.x + 300 / after.scale, after.y + 200 / after.scale]).toEqual([400, 250]);
  });

  test('moves by what the hand moves, at any scale', () => {
    expect(moved({ x: 0, y: 0, scale: 0.5 }, { x: 10, y: -5 })).toEqual({ x: -20, y: 10, scale: 0.5 });
  });

  test('goes no further than it takes to show a card', () => {
    const camera = { x: 0, y: 0, scale: 1 };
    expect(showing(camera, { x: 300, y: 200 }, window)).toEqual(camera);
    expect(showing(camera, { x: 2000, y: 200 }, window).x).toBe(2000 + CARD.width + 16 - 1000);
    expect(showing(camera, { x: -500, y: 200 }, window).x).toBe(-516);
  });
});
