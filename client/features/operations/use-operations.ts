import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Backup, BackupCheck, Licences, LogLevel, Operations, Work } from '../../../server/contract/operations.ts';
import { fileUrl, getJson, sendFile, sendJson } from '../../lib/api.ts';

const OPERATIONS = ['admin', 'operations'] as const;
const BACKUPS = ['admin', 'backups'] as const;
const PATH = '/admin/operations/backups';
const pathOf = (name: string) => `${PATH}/${encodeURIComponent(name)}`;

export function useOperations() {
  return useQuery({
    queryKey: OPERATIONS,
    queryFn: ({ signal }) => getJson<Operations>('/admin/operations', signal),
    refetchInterval: 10_000,
  });
}

export function useLogLevel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (level: LogLevel) => sendJson('PUT', '/admin/operations/log-level', { level }),
    onSettled: () => queries.invalidateQueries({ queryKey: OPERATIONS }),
  });
}

export interface Backups {
  items: Backup[];
  work: Work | null;
}

/** Asked often while something goes on. A restore signs everybody out: then there is no more to be seen. */
export function useBackups() {
  return useQuery({
    queryKey: BACKUPS,
    queryFn: ({ signal }) => getJson<Backups>(PATH, signal),
    refetchInterval: ({ state }) => (state.data?.work?.state === 'running' && state.error === null ? 1_000 : false),
    retry: false,
  });
}

export function useBackupActions() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: BACKUPS });
  return {
    begin: useMutation({ mutationFn: () => sendJson<{ name: string }>('POST', PATH), onSettled }),
    remove: useMutation({ mutationFn: (name: string) => sendJson('DELETE', pathOf(name)), onSettled }),
    restore: useMutation({
      mutationFn: (name: string) => sendJson('POST', `${pathOf(name)}/restore`, { confirm: name }),
      onSettled,
    }),
    upload: useMutation({
      mutationFn: (file: File) => sendFile<{ name: string }>(`${PATH}/upload`, { file, type: 'application/vnd.atrium.backup' }),
      onSettled,
    }),
  };
}

export function useBackupCheck(name: string) {
  return useQuery({
    queryKey: [...BACKUPS, name],
    queryFn: ({ signal }) => getJson<BackupCheck>(pathOf(name), signal),
    gcTime: 0,
    retry: false,
  });
}

export const backupUrl = (name: string) => fileUrl(`${pathOf(name)}/sealed`);

export function useLicences() {
  return useQuery({
    queryKey: ['admin', 'licences'],
    queryFn: ({ signal }) => getJson<Licences>('/admin/operations/licences', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
