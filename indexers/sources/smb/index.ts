import { defineSource } from '../../define-source.ts';
import { uncPath } from './address.ts';
import { SmbConfig } from './config.ts';
import { smbForm } from './form.ts';
import { createSmbSource } from './smb-source.ts';

/** A share of a Windows or Samba file server, spoken to directly. */
export const smbSource = defineSource({
  kind: 'smb',
  holds: 'documents',
  config: SmbConfig,
  form: smbForm,
  location: (config) => config.url,
  paths: (config) => ({ windows: uncPath(config.url), ...config.paths }),
  create: createSmbSource,
});
