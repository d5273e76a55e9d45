import { SmbConfig } from '#indexers/sources/smb/config.ts';
import { createSmbSource } from '#indexers/sources/smb/smb-source.ts';
import type { Source, SourceItem } from '#indexers/types.ts';
import { collect, itemsOf } from '../../contracts/source-contract.ts';
import type { Smbd } from '../../support/smbd.ts';

export const ENGINES = ['libsmbclient', 'smbclient'] as const;
export type Engine = (typeof ENGINES)[number];

export const soon = (): AbortSignal => AbortSignal.timeout(30_000);

/** A source that reads a share of the test's server as its administrator; `memory` is what it remembers between runs. */
export function smbSourceOf(
  smbd: Pick<Smbd, 'host' | 'admin' | 'password'>,
  { memory = new Map<string, string>(), ...config }: { memory?: Map<string, string> } & Record<string, unknown> = {},
): Source {
  const parsed = SmbConfig.parse({
    id: 'share',
    kind: 'smb',
    url: `smb://${smbd.host}/docs`,
    username: smbd.admin,
    password: smbd.password,
    shareReadableBy: 'everyone',
    ...config,
  });
  return createSmbSource(parsed, {
    memory: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
    log: () => undefined,
  });
}

export async function itemsById(source: Source): Promise<Map<string, SourceItem>> {
  return new Map(itemsOf(await collect(source, soon())).map((item) => [item.id, item]));
}

export async function failureOf(source: Source): Promise<string> {
  return collect(source, soon()).then(
    () => 'the run was complete',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
