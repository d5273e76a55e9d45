import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { Backup, BackupCheck, BackupsResponse, RestoreRequest } from '../contract/operations.ts';
import { AppError } from '../errors.ts';
import { BACKUP_TYPE } from '../middleware/same-origin.ts';
import { type Route, route } from './define-route.ts';

const path = '/admin/operations/backups';
const params = z.strictObject({ name: z.string().max(200) });
const Nothing = z.strictObject({}).optional();
const Begun = Backup.pick({ name: true });

/** Backups, see `Backups`; each touch of one is written down. */
export function adminBackupRoutes({ backups, audit }: Context): Route[] {
  return [
    route(
      { id: 'backups', method: 'get', path, summary: 'The backups on the server', access: 'admin', answer: BackupsResponse },
      async () => ({ items: backups.list(), work: backups.work() }),
    ),
    route(
      {
        id: 'beginBackup',
        method: 'post',
        path,
        summary: 'Begins a backup',
        access: 'admin',
        body: Nothing,
        answer: Begun,
        status: 202,
      },
      async (input) => {
        const name = backups.begin();
        audit.record({ ...whoAsks(input), action: 'backup', outcome: 'done', subject: name });
        return { name };
      },
    ),
    route(
      {
        id: 'uploadBackup',
        method: 'post',
        path: `${path}/upload`,
        summary: `Takes a sealed backup that was downloaded from this Atrium (${BACKUP_TYPE})`,
        access: 'admin',
        isLong: true,
        answer: Begun,
      },
      async (input) => {
        if (!input.request.is(BACKUP_TYPE)) throw new AppError('invalid-request', `Send the file as ${BACKUP_TYPE}.`);
        const name = await backups.take(input.request, input.signal);
        audit.record({ ...whoAsks(input), action: 'backup', outcome: 'done', subject: name, details: 'Uploaded' });
        return { name };
      },
    ),
    route(
      {
        id: 'downloadBackup',
        method: 'get',
        path: `${path}/:name/sealed`,
        summary: 'A backup, sealed with the key of this installation',
        access: 'admin',
        params,
        mediaType: 'application/octet-stream',
      },
      async ({ params: { name }, ...input }) => {
        const file = backups.sealed(name);
        audit.record({ ...whoAsks(input), action: 'export', outcome: 'done', subject: name, details: 'Sealed' });
        input.response.attachment(`${name}.sealed`).type(BACKUP_TYPE);
        await pipeline(file, input.response, { signal: input.signal }).catch((error: unknown) => {
          if (!input.signal.aborted) throw error;
        });
        return undefined;
      },
    ),
    route(
      {
        id: 'checkBackup',
        method: 'get',
        path: `${path}/:name`,
        summary: 'What is in a backup, and whether it can be put in place',
        access: 'admin',
        params,
        answer: BackupCheck,
      },
      async ({ params: { name } }) => backups.check(name),
    ),
    route(
      {
        id: 'removeBackup',
        method: 'delete',
        path: `${path}/:name`,
        summary: 'Removes a backup from the server',
        access: 'admin',
        params,
      },
      async ({ params: { name }, ...input }) => {
        backups.remove(name);
        audit.record({ ...whoAsks(input), action: 'backup', outcome: 'done', subject: name, details: 'Removed' });
        return undefined;
      },
    ),
    route(
      {
        id: 'restoreBackup',
        method: 'post',
        path: `${path}/:name/restore`,
        summary: 'Begins to put a backup in place of what is there, which is kept as another backup before',
        access: 'admin',
        params,
        body: RestoreRequest,
        answer: Begun,
        status: 202,
      },
      async ({ params: { name }, body, ...input }) => {
        if (body.confirm !== name)
          throw new AppError('invalid-request', 'Repeat the name of the backup to confirm.', {
            errors: [{ path: 'confirm', message: 'This is not its name.' }],
          });
        const who = whoAsks(input);
        await backups.beginRestore(name, {
          // Afterwards: what is written before is in the log that is replaced, and that goes on with what is newer than the backup.
          finished: (outcome, details) => audit.record({ ...who, action: 'restore', outcome, subject: name, details }),
        });
        return { name };
      },
    ),
  ];
}
