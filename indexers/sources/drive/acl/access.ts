import type { BigIntStats } from 'node:fs';
import type { AccessReader as ReaderOf, ReadRights as RightsOf } from '../../file-tree/layered-reader.ts';

/** A file or folder whose access is asked for. */
export interface AccessSubject {
  /** Raw, absolute (see `file-tree/path-id.ts`). */
  rawPath: string;
  /** Text, relative to the root; '' is the root. */
  path: string;
  stat: BigIntStats;
}

export type AccessReader = ReaderOf<AccessSubject>;
export type ReadRights = RightsOf<AccessSubject>;
