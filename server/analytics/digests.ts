import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ID = 12;
const QUESTION = 16;
const RESULTS = 4;
const SEAL = 16;
const ASKER = 12;

/** What a click has to know of its search. */
export interface Answered {
  id: Uint8Array;
  question: Uint8Array;
  results: number;
}

/** The digests of one month. */
export interface Digests {
  question(line: string): Uint8Array;
  /** Another for the same person in every scope. */
  asker(scope: string, person: string): Uint8Array;
  /** For whoever got the answer, and nobody else. */
  seal(answered: Answered, person: string): string;
  /** Undefined for what was not sealed for this person with this key. */
  open(token: string, person: string): Answered | undefined;
}

export function createDigests(key: Uint8Array): Digests {
  const digest = (length: number, ...parts: (string | Uint8Array)[]): Buffer => {
    const hmac = createHmac('sha256', key);
    // Each with its length before it, so that no two lists of parts read the same.
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)} `).update(part);
    return hmac.digest().subarray(0, length);
  };
  const sealOf = (payload: Uint8Array, person: string) => digest(SEAL, 'answer', payload, person);
  return {
    question: (line) => digest(QUESTION, 'question', line),
    asker: (scope, person) => digest(ASKER, 'asker', scope, person),
    seal({ id, question, results }, person) {
      const count = Buffer.alloc(RESULTS);
      count.writeUInt32BE(results);
      const payload = Buffer.concat([id, question, count]);
      return Buffer.concat([payload, sealOf(payload, person)]).toString('base64url');
    },
    open(token, person) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== ID + QUESTION + RESULTS + SEAL) return undefined;
      const payload = bytes.subarray(0, -SEAL);
      if (!timingSafeEqual(bytes.subarray(-SEAL), sealOf(payload, person))) return undefined;
      return {
        id: payload.subarray(0, ID),
        question: payload.subarray(ID, ID + QUESTION),
        results: payload.readUInt32BE(ID + QUESTION),
      };
    },
  };
}

export const newSearchId = (): Uint8Array => randomBytes(ID);
