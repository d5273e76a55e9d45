import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A security descriptor as a client sets it: exactly these entries, nothing inherited or put in order. */
export interface NtAcl {
  /** On the share, `/`-separated. */
  path: string;
  /** Left as it is without. */
  owner?: string;
  group?: string;
  /** null: no list at all, which is everyone; []: nobody. */
  dacl: { type: number; flags: number; mask: number; sid: string }[] | null;
}

/** Real SMB3 conversations with a server, many questions in one process (python3-samba). */
export interface SmbClient {
  /** Makes folders (path ends with "/") and files, with their path as text, as the administrator. */
  create(share: string, paths: readonly string[]): Promise<void>;
  /** Sets security descriptors as the administrator, in the order given: folders before what is in them, or after. */
  setAcls(share: string, acls: readonly NtAcl[]): Promise<void>;
  /** Self-relative security descriptors as the server shows them to the administrator. */
  readAcls(share: string, paths: readonly string[]): Promise<Buffer[]>;
  /** Opens and reads every path as every user: the paths that could be read. A refused share reads nothing. */
  readable(share: string, options: { users: readonly string[]; paths: readonly string[] }): Promise<Record<string, string[]>>;
}

const SCRIPT = fileURLToPath(new URL('./smb-client.py', import.meta.url));

const Answer = z.object({ acls: z.array(z.string()), readable: z.record(z.string(), z.array(z.string())) });

export function createSmbClient(server: { host: string; configFile: string; password: string; admin: string }): SmbClient {
  async function ask(share: string, work: Record<string, unknown>): Promise<z.output<typeof Answer>> {
    const child = execFile('/usr/bin/python3', [SCRIPT], { maxBuffer: 1 << 28, timeout: 120_000 });
    const output = new Promise<string>((resolve, reject) => {
      let [stdout, stderr] = ['', ''];
      child.stdout?.on('data', (text: string) => {
        stdout += text;
      });
      child.stderr?.on('data', (text: string) => {
        stderr += text;
      });
      child.once('error', reject);
      child.once('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(`smb-client.py: ${stderr}`))));
    });
    child.stdin?.end(JSON.stringify({ ...server, share, ...work }));
    return Answer.parse(JSON.parse(await output));
  }

  return {
    create: async (share, paths) => void (await ask(share, { create: paths })),
    setAcls: async (share, acls) => void (await ask(share, { set: acls })),
    readAcls: async (share, paths) => (await ask(share, { get: paths })).acls.map((text) => Buffer.from(text, 'base64')),
    readable: async (share, { users, paths }) => (await ask(share, { users, read: paths })).readable,
  };
}
