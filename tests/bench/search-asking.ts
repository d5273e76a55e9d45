import { Agent, request } from 'node:http';

/** Asks over connections that stay open, as a browser or a program does. */
export interface Asker {
  /** Milliseconds until the whole answer was there. Throws on anything but 200. */
  time(path: string, body?: string): Promise<number>;
  close(): void;
}

export function createAsker(o: { url: string; apiKey?: string | undefined }): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const headers = { 'accept-encoding': 'identity', ...(o.apiKey !== undefined && { authorization: `Bearer ${o.apiKey}` }) };
  return {
    time: (path, body) =>
      new Promise((resolve, reject) => {
        const started = performance.now();
        const options = body === undefined ? { headers } : { method: 'POST', headers: { ...headers, ...jsonOf(body) } };
        const asked = request(`${o.url}${path}`, { ...options, agent }, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - started);
            else reject(new Error(`${path}: ${response.statusCode} ${Buffer.concat(pieces).toString().slice(0, 300)}`));
          });
        });
        asked.on('error', reject);
        asked.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function jsonOf(body: string) {
  return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}

/** Of the values so many (0 to 1) are not above it. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
