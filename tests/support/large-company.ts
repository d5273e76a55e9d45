import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '#server/store/open-store.ts';
import { startAtrium } from './atrium-process.ts';
import { sharedMeilisearch } from './meilisearch.ts';

export interface LargeCompany {
  url: string;
  /** Somebody in the middle of the company. */
  middle: string;
  stop(): Promise<void>;
}

const REPORTS = 8;
const DEPARTMENTS = 60;
const TITLES = 200;

/** Atrium over so many people, as a run has left them; of the directory itself nobody asks anything. */
export async function startLargeCompany(people: number): Promise<LargeCompany> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-large-'));
  const store = openStore(path.join(folder, 'data'));
  store.transaction(() => {
    for (let n = 0; n < people; n++) {
      store.directory.putPerson('staff', idOf(n), `item-${n}`, {
        kind: 'person',
        uid: `person${n}`,
        name: `${FIRST[n % FIRST.length]} ${LAST[Math.floor(n / FIRST.length) % LAST.length]}${n}`,
        surname: `${LAST[Math.floor(n / FIRST.length) % LAST.length]}${n}`,
        otherNames: [],
        title: `Specialist for matters of kind ${n % TITLES}`,
        department: `Department ${n % DEPARTMENTS}`,
        emails: [`person${n}@large.example`],
        phones: [],
        skills: [],
        languages: [],
        key: `uid=person${n}`,
        ...(n > 0 && { managerKey: `uid=person${Math.floor((n - 1) / REPORTS)}` }),
        principals: [`user:person${n}`],
      });
    }
  });
  store.close();
  const { url, apiKey, indexPrefix } = sharedMeilisearch();
  const configFile = path.join(folder, 'atrium.yaml');
  await writeFile(
    configFile,
    JSON.stringify({
      dataDir: './data',
      log: { level: 'error' },
      meilisearch: { url, apiKey, indexPrefix: `${indexPrefix}large-` },
      sources: [{ id: 'staff', kind: 'ldap', url: 'ldap://127.0.0.1:9', peopleBase: 'dc=large' }],
    }),
  );
  const atrium = await startAtrium({ configFile, folder });
  return {
    url: atrium.url,
    middle: idOf(Math.floor(people / 2 / REPORTS)),
    async stop() {
      await atrium.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As long and as random as ids are. */
function idOf(n: number): string {
  return `${(n * 2_654_435_761).toString(16)}${((n + 7) * 40_503_123_457).toString(16)}`.padStart(32, '0').slice(-32);
}

const FIRST = ['Ada', 'Bruno', 'Chiara', 'Deniz', 'Elif', 'Farid', 'Greta', 'Henrik', 'Ines', 'Jonas', 'Katja', 'Luca', 'Mira'];
const LAST = ['Albrecht', 'Becker', 'Costa', 'Dimitrov', 'Eriksen', 'Fischer', 'Gomes', 'Huber', 'Ivanova', 'Jansen', 'Kowalski'];
