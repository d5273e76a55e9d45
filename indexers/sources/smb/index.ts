import { defineSource } from '../../define-source.ts';
import { SmbConfig } from './config.ts';
import { createSmbSource } from './smb-source.ts';

/** A share of a Windows or Samba file server, spoken to directly. */
export const smbSource = defineSource({
  kind: 'smb',
  holds: 'documents',
  config: SmbConfig,
  location: (config) => config.url,
  create: createSmbSource,
});
