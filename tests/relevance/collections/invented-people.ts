import type { Evaluation, EvaluationSetting } from '../evaluation.ts';
import { inventedDirectory, phoneOf } from '../invented/directory.ts';
import { inventPeople } from '../invented/people.ts';
import { inventQuestions } from '../invented/questions.ts';
import { evaluatePeople } from './people-search.ts';

const PEOPLE = 20_000;
const SEED = 20_261;

/** The same questions as in the public directory, and more, for people whom nobody has looked at while the matcher was made. */
export async function evaluateInventedPeople(setting: EvaluationSetting): Promise<Evaluation> {
  const invented = inventPeople(PEOPLE, SEED);
  const people = invented.map((person) => ({
    id: person.uid,
    uid: person.uid,
    fields: {
      cn: [person.name, ...(person.listsRomanised ? [person.romanised] : [])].join(' '),
      uid: person.uid,
      mail: person.email,
      telephonenumber: phoneOf(person),
      title: person.title,
      departmentnumber: person.department,
      l: person.city.city,
      st: person.city.country,
      employeenumber: person.employeeNumber,
    },
  }));
  const questions = inventQuestions(invented, SEED + 1);
  return await evaluatePeople(setting, { name: INVENTED_PEOPLE, directory: inventedDirectory(invented), people, ...questions });
}

export const INVENTED_PEOPLE = 'invented-people';
