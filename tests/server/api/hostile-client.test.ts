import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { createHostileClient, type HostileClient } from './hostile-calls.ts';
import { attackHeaders } from './hostile-headers.ts';
import { FILTER, type HostileHouse, startHostileHouse } from './hostile-house.ts';
import { attackOperations } from './hostile-operations.ts';
import { attackWire } from './hostile-wire.ts';

/** A client that means harm, over HTTP and below it; for names and texts that mean harm see `hostile-names.test.ts`. */

const meilisearch = sharedMeilisearch();
let house: HostileHouse;
let hostile: HostileClient;
const client = () => hostile;

beforeAll(async () => {
  const server = { requestsPerMinute: 60, trustedProxies: ['127.0.0.1/32'] };
  house = await startHostileHouse({ meilisearch, name: 'client', server });
  hostile = await createHostileClient(house);
});
afterAll(async () => {
  await house?.stop();
  await meilisearch.deleteIndexes();
});

attackOperations(client);
attackHeaders(client);
attackWire(client);

test('a name with a filter in it finds what it names, and nothing that is hidden', async () => {
  for (const field of ['department', 'location', 'source', 'label', 'mediaType', 'author', 'language']) {
    for (const value of [
      FILTER,
      'x" OR source = "secret',
      '\\" OR aclId EXISTS OR "',
      "x'] OR aclId >= 0 OR ['",
      'x] OR (aclId >= 0',
    ]) {
      const { status, text } = await client().send(`/api/v1/search?q=tindra&${field}=${encodeURIComponent(value)}`, {
        cookie: client().employee,
      });
      expect(status, text).toBe(200);
      expect(text, `${field}=${value}`).not.toContain('plan.txt');
    }
  }
  const { text } = await client().send(`/api/v1/search?q=heron&type=documents&label=${encodeURIComponent(FILTER)}`, {
    cookie: client().employee,
  });
  expect(z.looseObject({ documents: z.looseObject({ total: z.int() }) }).parse(JSON.parse(text)).documents.total).toBe(1);
  expect((await client().send('/api/v1/search?q=tindra&source=secret', { cookie: client().employee })).text).not.toContain(
    'plan.txt',
  );
});

test('nothing of all this was a defect that the server had to write down', () => {
  const lines = house.atrium
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{"level":50'));
  expect(lines).toEqual([]);
});
