import { expect, test } from 'vitest';
import { relationQuery } from '#server/search/people/relation-query.ts';

test.each([
  'reports of Ada King',
  'direct reports of Ada King',
  'who reports to Ada King',
  'Who reports to Ada King?',
  'everyone who reports to Ada King',
  'people reporting to Ada King',
  'people managed by Ada King',
  'who works for Ada King',
  'team of Ada King',
  "Ada King's team",
  'Ada King’s direct reports',
  'Mitarbeiter von Ada King',
  'alle Mitarbeiterinnen von Ada King',
  'Mitarbeitende von Ada King',
  'Team von Ada King',
  'wer berichtet an Ada King',
  'Wer arbeitet für Ada King?',
  'équipe de Ada King',
  'equipo de Ada King',
])('"%s" asks for the people below Ada King', (text) => {
  expect(relationQuery(text)).toEqual({ wanted: 'reports', name: 'Ada King' });
});

test.each([
  'manager of Ada King',
  "Ada King's manager",
  'who manages Ada King',
  "Ada King's boss?",
  'Chefin von Ada King',
  'Vorgesetzter von Ada King',
])('"%s" asks for whom Ada King reports to', (text) => {
  expect(relationQuery(text)).toEqual({ wanted: 'manager', name: 'Ada King' });
});

test('the name keeps its own apostrophe', () => {
  expect(relationQuery("Seán O'Connor's team")).toEqual({ wanted: 'reports', name: "Seán O'Connor" });
  expect(relationQuery("James' team")).toEqual({ wanted: 'reports', name: 'James' });
});

test.each(['Ada King', 'team', 'quality team berlin', 'reports 2025', 'annual report', 'manager', 'product manager berlin', ''])(
  '"%s" asks for nobody’s people',
  (text) => {
    expect(relationQuery(text)).toBeUndefined();
  },
);
