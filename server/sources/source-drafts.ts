import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { SourceConfig, SourceEnvironment, SourceKind } from '#indexers/define-source.ts';
import type { Source } from '#indexers/types.ts';
import type { Config } from '../config/schema.ts';
import { configureSource, environmentOf } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateStore } from '../store/state-store.ts';
import { type GivenSettings, kindOf, parseSettings, withoutNothing } from './parse-settings.ts';

/** A draft that is valid: what would be made of it, and what would be kept. */
export interface CompleteDraft {
  kind: SourceKind;
  config: SourceConfig;
  /** Without secrets, as somebody entered them. */
  settings: Record<string, unknown>;
  /** Sealed. */
  secrets: Record<string, string>;
}

/** Turns what a form holds into a source that can be tried, without anything of it counting. */
export interface SourceDrafts {
  /** AppError `invalid-request` names the fields that are wrong, `secret-needed` the secret that has to be entered again. */
  complete(draft: GivenSettings): CompleteDraft;
  /** A source by it that remembers nothing; `knowing` what was there before, where it is to be compared with that. */
  toSource(draft: CompleteDraft, options: { knowing: boolean }): Source;
}

export function createSourceDrafts(options: {
  config: Pick<Config, 'dataDir' | 'file'> & { auth: Pick<Config['auth'], 'method'> };
  store: StateStore;
  secrets: SecretBox;
  logger: Logger;
}): SourceDrafts {
  const { config, store, secrets: box, logger } = options;

  return {
    complete(draft) {
      const kind = kindOf(draft.kind);
      const stored = store.consoleSources.get(draft.id);
      const kept = stored?.kind === draft.kind ? stored : undefined;
      const names = secretFields(kind);
      const given = names.flatMap((name): [string, string][] => {
        const value = draft.settings[name];
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      });
      // Null takes it away; what was not touched stays.
      const staying = names.filter(
        (name) => kept?.secrets[name] !== undefined && draft.settings[name] !== null && !given.some(([one]) => one === name),
      );
      if (kept !== undefined && staying.length > 0 && leadsElsewhere(kind, kept.settings, draft.settings))
        throw secretNeeded(staying);
      const opened = staying.map((name): [string, string] => [
        name,
        box.open(kept?.secrets[name] ?? '', { source: draft.id, field: name }),
      ]);
      const plain = Object.fromEntries(Object.entries(draft.settings).filter(([name]) => !names.includes(name)));
      const whole = { ...plain, ...Object.fromEntries([...opened, ...given]) };
      const { config: parsed } = parseSettings({ ...draft, settings: whole });
      refuseOwnData(parsed, config.dataDir);
      const sealed = [...opened, ...given].map(([name, secret]) => [name, box.seal(secret, { source: draft.id, field: name })]);
      const { schedule } = plain;
      const settings = { ...withoutNothing(plain), ...(schedule === null && { schedule: null }) };
      return { kind, config: parsed, settings, secrets: Object.fromEntries(sealed) };
    },
    toSource(draft, { knowing }) {
      const environment = inMemory(environmentOf(draft.config.id, { store, logger, config }), knowing);
      return configureSource(draft.config, { kind: draft.kind, method: config.auth.method, environment }).source;
    },
  };
}

/**
 * With the key and the passwords in it; who meant the folder above leaves ours out by choosing those beside it. What a link leads
 * to is known only by the process that reads it, which keeps away from it as well (`own-ground.ts`).
 */
function refuseOwnData({ path: folder }: SourceConfig, dataDir: string): void {
  if (typeof folder !== 'string') return;
  const within = (inner: string, outer: string) =>
    `${path.resolve(inner)}/`.startsWith(`${path.resolve(outer).replace(/\/$/, '')}/`);
  const places = [dataDir, realPathOf(dataDir)];
  // Below /proc/self/root lies everything once more.
  if (!within(folder, '/proc') && !places.some((own) => within(folder, own) || within(own, folder))) return;
  const message = 'Atrium keeps its own data in there; choose another folder, or one of those beside it';
  throw new AppError('invalid-request', `The folder cannot be a source: ${message}.`, {
    errors: [{ path: 'settings.path', message }],
  });
}

/** Only of our own folder: that of a drive may not answer, and everybody would wait for it. */
function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    // It is made with the first thing that is kept.
    return folder;
  }
}

/** The keys of a kind that are never shown. */
export function secretFields(kind: SourceKind): string[] {
  return kind.form.fields.flatMap(({ name, type }) => (type === 'secret' ? [name] : []));
}

/** Whether a kept password would be sent somewhere else, or less safely, than where somebody who knew it has sent it. */
function leadsElsewhere(kind: SourceKind, before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  const keys = kind.form.fields.flatMap(({ name, isDestination }) => (isDestination ? [name.split('.')[0] ?? name] : []));
  const settingOf = (settings: Record<string, unknown>, key: string) => {
    const parsed = kind.config.shape[key]?.safeParse(withoutNothing(settings)[key]);
    return parsed?.success ? parsed.data : settings[key];
  };
  return keys.some((key) => !isDeepStrictEqual(settingOf(before, key), settingOf(after, key)));
}

function secretNeeded(names: string[]): AppError {
  const message = 'enter it again: the address was changed, and the kept one is not sent to another place';
  return new AppError('secret-needed', 'The address was changed, so the password has to be entered again.', {
    errors: names.map((name) => ({ path: `settings.${name}`, message })),
  });
}

/** Whatever a draft finds out is forgotten with it. */
function inMemory({ memory, log }: SourceEnvironment, knowing: boolean): SourceEnvironment {
  const own = new Map<string, string>();
  return {
    memory: {
      get: (key) => own.get(key) ?? (knowing ? memory.get(key) : undefined),
      set: (key, value) => void own.set(key, value),
    },
    log: (level, message, details) => log(level, message, { ...details, draft: true }),
  };
}
