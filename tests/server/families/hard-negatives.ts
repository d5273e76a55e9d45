import { type Labelled, labelled, pick, type Random } from './labelled.ts';

interface Making {
  random: Random;
  sentences: readonly string[];
}

/** Files with much in common that are no versions of each other; offers to one customer are. */
export function hardNegatives(making: Making): Labelled[] {
  return [
    ...minutes(making),
    ...forms(making),
    ...contracts(making),
    ...confirmations(),
    ...invoices(making),
    ...changelogs(making),
    ...budgets(making),
    ...offers(making),
    ...readmes(making),
  ];
}

function alone(kind: string, path: string, text: string): Labelled {
  return labelled({ path, text, family: path, kind });
}

function some(count: number, { random, sentences }: Making): string {
  return Array.from({ length: count }, () => pick(sentences, random)).join(' ');
}

const TEMPLATE = `Minutes of the monthly meeting of the calibration group. Present as listed on the attendance sheet. Apologies were
received in time. The minutes of the previous meeting were read and approved without changes. Actions from the last meeting were
gone through one after the other. Any other business. The next meeting takes place in four weeks in the small meeting room.`;

function minutes(making: Making): Labelled[] {
  return Array.from({ length: 24 }, (_, n) => {
    const month = `${2023 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    const name = n % 2 === 0 ? `Minutes ${month}` : `Minutes ${month}-14`;
    // In a quiet month nearly nothing is said.
    return alone('minutes', `Calibration/Minutes/${name}.docx`, `${TEMPLATE}\n${some(n % 5 === 0 ? 1 : 5, making)}`);
  });
}

const NAMES =
  'Alves Bakker Costa Dias Eze Fraser Gomes Hansen Iyer Jansen Kowalska Lopes Mazur Nowak Oliveira Pinto Roy Silva Teixeira Vidal'.split(
    ' ',
  );

function forms({ random }: Making): Labelled[] {
  return NAMES.map((name, n) =>
    alone(
      'forms',
      `Forms/Travel request ${name}.docx`,
      `Travel request. Name: ${name}. Cost centre: ${1000 + n}. Destination: ${pick(PLACES, random)}. From: ${(n % 27) + 1} March.
      Until: ${(n % 27) + 3} March. The traveller confirms that the journey is necessary for the work, that the cheapest reasonable
      means of transport was chosen, that accommodation was booked through the portal, and that receipts are handed in within four
      weeks of the return. Advances are paid on request. Journeys by car need the consent of the head of the department. For journeys
      outside the European Union the security briefing must have been attended within the past twelve months. Insurance is provided
      by the company for the whole of the journey including one private day before or after it. Signature of the traveller.
      Signature of the head of the department. Checked by the travel office.`,
    ),
  );
}

const PLACES = ['Lisbon', 'Gdańsk', 'Rotterdam', 'Montréal', 'Porto', 'Vienna', 'Graz', 'Oslo', 'Turin', 'Lyon'];

/** Called by nothing but the person. */
function contracts({ random }: Making): Labelled[] {
  return NAMES.map((name, n) =>
    alone(
      'contracts',
      `People Team/Contracts/${name}.docx`,
      `Contract of employment between the company and ${name}, hereinafter called the employee. The employment begins on the first of
      ${pick(['March', 'April', 'June', 'October'], random)}. The place of work is ${pick(PLACES, random)}. The weekly hours are forty.
      The yearly salary is ${38_000 + n * 700} euro, paid in twelve equal parts at the end of each month. The employee is entitled to
      twenty-eight days of holiday. Both sides may end the employment with three months of notice to the end of a quarter. Inventions
      made at work belong to the company; the employee is paid for them according to the law. What the employee learns of the
      company's affairs is to be kept secret, also after the end of the employment. Changes of this contract need the written form.
      Should one of its provisions be void, the others remain in force.`,
    ),
  );
}

/** They differ in the name and nothing else. */
function confirmations(): Labelled[] {
  const text = (
    name: string,
  ) => `Confirmation. ${name} has attended the yearly briefing on safety at work and near water. It was about
  escape routes, fire extinguishers, the assembly point behind the factory, life jackets and their maintenance, work on ladders and on
  masts, the safe handling of batteries and of mercury from old instruments, first aid, and whom to call in an emergency. Questions
  were answered. What was shown can be read in the handbook. The next briefing takes place within twelve months. This confirmation
  is kept with the papers of the person and is to be shown to the authorities on request.`;
  return NAMES.map((name) => alone('confirmations', `Safety/Safety briefing ${name}.pdf`, text(name)));
}

function invoices({ random }: Making): Labelled[] {
  return Array.from({ length: 30 }, (_, n) =>
    alone(
      'invoices',
      `Invoices/Invoice ${20_240_700 + n * 3}.pdf`,
      `Invoice number ${20_240_700 + n * 3}. Customer ${pick(NAMES, random)} and partners, ${pick(PLACES, random)}. For the calibration
      of ${Math.ceil(random() * 9)} gauges we charge ${Math.ceil(random() * 900)} euro. Payable within thirty days without deduction to
      the account named below. Please state the number of the invoice. Goods remain our property until they are paid. Place of
      performance and jurisdiction is Lisbon. Thank you for your order.`,
    ),
  );
}

function changelogs(making: Making): Labelled[] {
  const kinds = ['delta', 'heron', 'petrel', 'stork', 'teal', 'plover', 'wren', 'rail'];
  const head = `Changelog. All notable changes to this project are documented in this file. The format is based on Keep a Changelog,
  and this project adheres to Semantic Versioning.`;
  return kinds.map((kind) =>
    alone('changelogs', `Firmware/${kind}/CHANGELOG.md`, `${head}\nUnreleased. Added. Changed. Fixed.\n${some(4, making)}`),
  );
}

function budgets({ random }: Making): Labelled[] {
  const rows = [
    'Rent',
    'Salaries',
    'Travel',
    'Training',
    'Instruments',
    'Software',
    'Insurance',
    'Energy',
    'Telephone',
    'Cleaning',
  ];
  return [2020, 2021, 2022, 2023, 2024].map((year) => {
    const text = rows.map((row) => `${row} ${Math.ceil(random() * 90_000)} planned, of which spent in the year`).join('\n');
    return alone('budgets', `Finance/Budget ${year}.xlsx`, `Budget of the calibration group\n${text}`);
  });
}

/** Two versions for each customer; the customers lie side by side. */
function offers(making: Making): Labelled[] {
  const head = `Offer. Thank you for your enquiry. We are glad to offer you the following instruments and services. Prices are net and
  hold for ninety days. Delivery takes six to eight weeks from the order. Our general terms and conditions apply.`;
  return NAMES.slice(0, 10).flatMap((customer) => {
    const own = some(6, making);
    const family = `offer ${customer}`;
    const of = (version: string, text: string) =>
      labelled({ path: `Sales/${customer}/Offer ${version}.docx`, text: `${head}\n${text}`, family, kind: 'offers' });
    return [of('v1', own), of('v2', `${own} ${some(2, making)}`)];
  });
}

function readmes(making: Making): Labelled[] {
  const legal = `Licensed under the terms of the company's internal licence. You may use and change this tool within the company. It
  comes without any warranty. Questions are answered in the channel of the platform team. Install it with the package manager of the
  company, then run it once without arguments to see what it can do.`;
  return ['gauge', 'tide', 'radar', 'export', 'import', 'plots'].map((tool) =>
    alone('readmes', `Tools/${tool}/README.md`, `${tool}\n${some(4, making)}\n${legal}`),
  );
}
