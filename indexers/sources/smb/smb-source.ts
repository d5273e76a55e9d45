import type { SourceEnvironment } from '../../define-source.ts';
import type { FileContent } from '../../types/content.ts';
import type { Source } from '../../types.ts';
import { createQuestions } from '../file-tree/questions.ts';
import type { ListedFile } from '../file-tree/to-items.ts';
import { createTreeChildren } from '../file-tree/tree-children.ts';
import { createTreeSource } from '../file-tree/tree-source.ts';
import { parseSmbUrl } from './address.ts';
import type { SmbConfig } from './config.ts';
import type { SmbPlace } from './place.ts';
import { createTemporaryCopies } from './temporary-copies.ts';

/** A share of a file server as a source, without mounting it. Only its children speak to the server. */
export function createSmbSource(config: SmbConfig, environment: SourceEnvironment): Source {
  const children = createTreeChildren({
    entry: new URL('./smb-child.ts', import.meta.url),
    place: placeOf(config),
    name: config.url,
    answerWithinMs: config.answerWithin * 1000,
  });
  // Not those of the questions about single files: whoever gives up one of those must not end a copy.
  const copying = createQuestions(children, () => ({}));
  const copies = createTemporaryCopies();

  function open({ id, seen: { size, modifiedAt }, isOffline }: ListedFile): FileContent['open'] {
    return async (signal) => {
      if (isOffline) throw new Error('it is in an archive from which reading would fetch it (offline)');
      const path = await copies.newPath();
      // What is too large is refused by its size alone, and nobody opens the path.
      if (size <= config.maxFileBytes) await copying.copy({ id, to: path, size, modifiedAt }, signal);
      return { path: Buffer.from(path), close: () => copies.remove(path) };
    };
  }

  return createTreeSource({ config, place: config.url, children, open }, environment);
}

function placeOf(config: SmbConfig): SmbPlace {
  const address = parseSmbUrl(config.url);
  if ('problem' in address) throw new Error(`url: ${address.problem}`);
  const { id, username, password, domain, shareReadableBy, traverse, localGroups, encryption, engine, hidden } = config;
  return {
    ...{ source: id, ...address, username, password, traverse, localGroups, encryption, engine, hidden },
    ...(domain !== undefined && { domain }),
    ...(shareReadableBy !== undefined && { shareReadableBy }),
    answerWithinMs: config.answerWithin * 1000,
  };
}
