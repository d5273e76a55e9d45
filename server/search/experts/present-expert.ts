import type { ExpertHit, PersonHit } from '../../contract/search.ts';
import type { Language } from '../../language/language.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { reasonsFor } from './reasons.ts';
import type { Standing } from './standing.ts';

const EVIDENCE_SHOWN = 3;

/** An expert as it leaves the server: these fields and no others. */
export function presentExpert(options: {
  person: PersonHit;
  expert: Standing & { score: number };
  matcher: QueryMatcher;
  language: Language;
  explain: boolean;
}): ExpertHit {
  const { person, expert, explain } = options;
  const { wrote, namedIn, owns, parts } = expert;
  const documents = [...wrote, ...namedIn, ...owns];
  return {
    person,
    score: rounded(expert.score),
    total: documents.length,
    evidence: documents.slice(0, EVIDENCE_SHOWN).map(({ documentId, best }) => ({
      documentId,
      title: best.title,
      path: best.path,
      modifiedAt: new Date(best.modifiedAt * 1000).toISOString(),
    })),
    reasons: reasonsFor(options),
    ...(explain && {
      explanation: {
        parts: Object.entries(parts)
          .filter(([, value]) => value > 0)
          .map(([name, value]) => ({ name, value: rounded(value) })),
      },
    }),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
