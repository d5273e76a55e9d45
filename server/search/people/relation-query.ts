/** A question for people by their place in the org chart. */
export interface RelationQuery {
  wanted: 'reports' | 'manager';
  /** Of whom. */
  name: string;
}

/** "reports of Ada King", "Ada King's team", "Mitarbeiter von Ada King"; "manager of Ada King". Undefined for any other question. */
export function relationQuery(text: string): RelationQuery | undefined {
  for (const { wanted, pattern } of PATTERNS) {
    const name = pattern.exec(text.trim())?.groups?.name?.trim();
    if (name) return { wanted, name };
  }
  return undefined;
}

const NAME = '(?<name>[^?]+?)\\??$';
const WHO = '(?:(?:people|person|persons|everyone|everybody|employees|staff|colleagues|all)\\s+)?';
const REPORTS = '(?:direct\\s+reports?|directs|reports?|subordinates|team(?:\\s+members)?|staff|people)';
const MANAGER = '(?:line\\s+)?(?:manager|boss|supervisor)';

const PATTERNS: readonly { wanted: RelationQuery['wanted']; pattern: RegExp }[] = [
  reports(`^${WHO}(?:who|that)?\\s*(?:directly\\s+)?(?:reports?|reporting|answers?)\\s+(?:directly\\s+)?to\\s+${NAME}`),
  reports(`^${WHO}(?:who|that)?\\s*(?:works?|working)\\s+(?:for|under)\\s+${NAME}`),
  reports(`^(?:the\\s+)?${REPORTS}\\s+(?:of|under)\\s+${NAME}`),
  reports(`^${WHO}managed\\s+by\\s+${NAME}`),
  reports(`^(?<name>.+?)['’]s?\\s+${REPORTS}\\??$`),
  reports(
    `^(?:alle\\s+)?(?:(?:direkte\\s+)?(?:mitarbeiter(?:innen|:innen|\\*innen)?|mitarbeitende|leute)|team|untergebene)\\s+(?:von|unter)\\s+${NAME}`,
  ),
  reports(`^wer\\s+(?:berichtet\\s+(?:an|direkt\\s+an)|arbeitet\\s+(?:für|fuer|unter))\\s+${NAME}`),
  reports(`^(?:l['’])?(?:équipe|equipe|collaborateurs|equipo|subordinados|squadra)\\s+(?:de|di|d['’])\\s*${NAME}`),
  manager(`^(?:the\\s+)?${MANAGER}\\s+of\\s+${NAME}`),
  manager(`^who\\s+(?:manages|leads)\\s+${NAME}`),
  manager(`^(?<name>.+?)['’]s?\\s+${MANAGER}\\??$`),
  manager(`^(?:vorgesetzter?|chefin|chef|führungskraft)\\s+von\\s+${NAME}`),
];

function reports(source: string) {
  return { wanted: 'reports', pattern: new RegExp(source, 'iu') } as const;
}

function manager(source: string) {
  return { wanted: 'manager', pattern: new RegExp(source, 'iu') } as const;
}
