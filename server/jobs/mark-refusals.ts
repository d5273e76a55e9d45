import { RecordRefused } from '#indexers/sync/record-refused.ts';
import type { RecordSink } from '#indexers/types.ts';
import { AppError } from '../errors.ts';

/** Tells a record that the index does not take (the item fails) from an index that is away (the run fails). */
export function markRefusals(sink: RecordSink): RecordSink {
  return {
    write: (record) =>
      sink.write(record).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'internal') throw new RecordRefused(error.message, { cause: error });
        throw error;
      }),
    setAccess: (change) => sink.setAccess(change),
    move: (change) => sink.move(change),
    setAuthors: (change) => sink.setAuthors(change),
    remove: (record) => sink.remove(record),
    flush: () => sink.flush(),
    contents: sink.contents,
  };
}
