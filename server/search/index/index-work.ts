import { z } from 'zod';
import type { Logger } from '#server/logger.ts';
import { type MeilisearchHttp, refusalOf } from '../../meilisearch/http.ts';
import type { OwnedSettings } from './index-settings.ts';
import type { Tasks } from './tasks.ts';

/** One index as data. */
export interface IndexDefinition {
  settings: OwnedSettings;
  /** Of its documents; those with another number are written anew by `upgrade`. */
  schema: number;
  /** 'empty': what is in it is made again from elsewhere. */
  upgrade: 'empty' | ((document: unknown) => { id: string });
}

export interface IndexWork {
  http: MeilisearchHttp;
  tasks: Tasks;
  logger: Logger;
  uid: string;
  definition: IndexDefinition;
  signal: AbortSignal;
}

export async function exists({ http, signal }: Pick<IndexWork, 'http' | 'signal'>, uid: string): Promise<boolean> {
  try {
    await http.request({ method: 'GET', path: `indexes/${uid}`, schema: z.unknown(), signal });
    return true;
  } catch (error) {
    if (refusalOf(error)?.code === 'index_not_found') return false;
    throw error;
  }
}
