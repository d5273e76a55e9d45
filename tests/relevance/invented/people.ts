import { seededRandom } from '../../support/random.ts';
import { CULTURES, type Culture } from './cultures.ts';
import { romanise, withoutAccents } from './romanise.ts';
import { CITIES, DEPARTMENTS } from './workplaces.ts';

export interface InventedPerson {
  uid: string;
  employeeNumber: string;
  culture: string;
  given: string;
  surname: string;
  /** As the directory shows it. */
  name: string;
  /** In Latin letters, of people who are written in another script. */
  romanised: string | undefined;
  /** Whether the directory has it. */
  listsRomanised: boolean;
  title: string;
  department: string;
  city: (typeof CITIES)[number];
  /** Digits behind the dialling code. */
  line: string;
  /** Of those who share a number. */
  extension: string | undefined;
  email: string;
  managerUid: string | undefined;
}

export type Dice = <T>(values: readonly T[]) => T;

/** The same values for the same seed. */
export function createDice(seed: number): Dice {
  const random = seededRandom(seed);
  return (values) => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  };
}

/** A company of people with invented names, the same for the same seed. */
export function inventPeople(count: number, seed: number): InventedPerson[] {
  const dice = createDice(seed);
  const taken = new Set<string>();
  const people: InventedPerson[] = [];
  const ofDepartment = new Map<string, InventedPerson[]>();
  for (let n = 0; n < count; n++) {
    const culture = dice(CULTURES);
    const { given, surname } = inventName(culture, dice);
    const name = `${given} ${surname}`;
    const romanised = culture.script && romanise(name, culture.script);
    const department = dice(Object.keys(DEPARTMENTS));
    const colleagues = ofDepartment.get(department) ?? [];
    const uid = inventUid(romanised ?? name, dice, taken);
    const person: InventedPerson = {
      uid,
      employeeNumber: `E${String(300_000 + n * 7)}`,
      culture: culture.name,
      given,
      surname,
      name,
      romanised,
      listsRomanised: romanised !== undefined && dice([true, true, false]),
      title: dice(DEPARTMENTS[department] ?? []),
      department,
      city: dice(CITIES),
      line: n % 2 === 0 ? `5550 ${String(1000 + (n % 9000))}` : '5550 100',
      extension: n % 2 === 0 ? undefined : String(20_000 + ((n * 37) % 79_999)),
      email: `${uid}@invented.example`,
      // Ten reports or so for each; the first is nobody's.
      managerUid: colleagues.length === 0 ? people[0]?.uid : colleagues[Math.floor((colleagues.length - 1) / 10)]?.uid,
    };
    colleagues.push(person);
    ofDepartment.set(department, colleagues);
    people.push(person);
  }
  return people;
}

function inventName(culture: Culture, dice: Dice): { given: string; surname: string } {
  const oneGiven = () => dice(culture.given);
  const oneSurname = () => `${dice(culture.surname.stems)}${dice(culture.surname.endings)}`;
  const isSpecial = dice([true, false, false, false]);
  const particle = isSpecial && culture.particles ? dice(culture.particles) : undefined;
  const plain = oneSurname();
  const surname = particle === undefined ? plain : `${particle}${/['c]$/.test(particle) ? '' : ' '}${plain}`;
  if (!isSpecial || culture.doubles === undefined) return { given: oneGiven(), surname };
  if (culture.doubles === 'surnames')
    return { given: oneGiven(), surname: `${plain}${culture.name === 'german' ? '-' : ' '}${oneSurname()}` };
  return { given: `${oneGiven()}${culture.doubles === 'given-hyphen' ? '-' : ' '}${oneGiven()}`, surname };
}

/** In the usual ways, with a number when another has it. */
function inventUid(name: string, dice: Dice, taken: Set<string>): string {
  const parts = withoutAccents(name)
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .split(' ')
    .filter((part) => part !== '');
  const first = parts[0] ?? 'x';
  const rest = parts.slice(1).join('');
  const plain = dice([`${first}.${rest}`, `${first}.${rest}`, `${first.slice(0, 1)}${rest}`, `${rest}${first.slice(0, 2)}`]);
  let uid = plain;
  for (let n = 2; taken.has(uid); n++) uid = `${plain}${n}`;
  taken.add(uid);
  return uid;
}
