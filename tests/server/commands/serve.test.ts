import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

test('the demo ends and says why when its port is taken', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-serve-'));
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const env = { ...process.env, PORT: String(port), ATRIUM_CONFIG: undefined };
  const child = spawn(process.execPath, [main], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  try {
    const [code] = await once(child, 'close', { signal: AbortSignal.timeout(60_000) });
    expect(code).toBe(1);
    expect(said).toContain('set PORT');
  } finally {
    child.kill('SIGKILL');
    other.close();
    await rm(folder, { recursive: true, force: true });
  }
});
