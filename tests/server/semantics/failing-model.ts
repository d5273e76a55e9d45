import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Stands where the process with the model stands, and dies, hangs or refuses as the text says. */
const say = (message: object) => writeSync(3, `${JSON.stringify(message)}\n`);

say({ type: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text }: { id: number; text: string } = JSON.parse(line);
  if (text.startsWith('die')) process.kill(process.pid, 'SIGKILL');
  else if (text.startsWith('hang')) continue;
  else if (text.startsWith('refuse')) say({ type: 'failed', id, message: 'not this one' });
  else
    say({
      type: 'vector',
      id,
      vector: Buffer.from(Float32Array.from({ length: 384 }, () => text.length).buffer).toString('base64'),
    });
}
