import { initial } from './0001-initial.ts';
import { narrowStateIndex } from './0002-narrow-state-index.ts';
import { audit } from './0003-audit.ts';
import { sessions } from './0004-sessions.ts';
import { aclSlots } from './0005-acl-slots.ts';
import { samePerson } from './0006-same-person.ts';
import { knownPrincipals } from './0007-known-principals.ts';
import { partners } from './0008-partners.ts';
import { toldGroups } from './0009-told-groups.ts';
import { openAccessByAcl } from './0010-open-access-by-acl.ts';
import { reader } from './0011-reader.ts';
import { listings } from './0012-listings.ts';
import { keptRemovals } from './0013-kept-removals.ts';
import { recognizedPages } from './0014-recognized-pages.ts';
import { curation } from './0015-curation.ts';
import { vectors } from './0016-vectors.ts';
import { authors } from './0017-authors.ts';
import { consoleSources } from './0018-console-sources.ts';
import { peopleHistory } from './0019-people-history.ts';
import { knowledge } from './0021-knowledge.ts';
import { analytics } from './0022-analytics.ts';
import { madeBy } from './0023-made-by.ts';
import { accessOfRecords } from './0024-access-of-records.ts';

/**
 * In order; the position (from 1) is the schema's number, kept in SQLite's `user_version`. A migration that was released is
 * never edited: what has changed since gets the next number.
 */
export const migrations: readonly string[] = [
  initial,
  narrowStateIndex,
  audit,
  sessions,
  aclSlots,
  samePerson,
  knownPrincipals,
  partners,
  toldGroups,
  openAccessByAcl,
  reader,
  listings,
  keptRemovals,
  recognizedPages,
  curation,
  vectors,
  authors,
  consoleSources,
  peopleHistory,
  knowledge,
  analytics,
  madeBy,
  accessOfRecords,
];
