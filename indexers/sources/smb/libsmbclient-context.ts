import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibraryHandle } from 'koffi';

export type Koffi = typeof import('koffi')['default'];

export interface ContextOptions {
  username: string;
  password: string;
  domain: string | undefined;
  timeoutMs: number;
  mustEncrypt: boolean;
}

/** enum smbc_smb_encrypt_level. */
const ENCRYPT = { request: 1, require: 2 };

/**
 * One context for the whole process, as the library wants it. What it has no call for is told in a configuration of its own:
 * that everything must be signed, and not to look at the machine's smb.conf.
 */
export function prepareContext(koffi: Koffi, library: LibraryHandle): (options: ContextOptions) => boolean {
  // Names of types are the process's own: a second attempt must not make them again.
  koffi.opaque('SMBCCTX');
  const login = koffi.proto(
    'void SmbcLogin(const char *server, const char *share, void *group, int groupBytes, void *user, int userBytes, void *password, int passwordBytes)',
  );
  const set = (name: string, type: string) => library.func(`void smbc_set${name}(SMBCCTX *context, ${type} value)`);

  function makeContext(options: ContextOptions): boolean {
    const context = library.func('SMBCCTX *smbc_new_context()')();
    if (context === null) return false;
    set('Timeout', 'int')(context, options.timeoutMs);
    set('OptionDebugToStderr', 'int')(context, 1);
    set('OptionNoAutoAnonymousLogin', 'int')(context, 1);
    set('OptionCaseSensitive', 'int')(context, 1);
    set('OptionSmbEncryptionLevel', 'int')(context, options.mustEncrypt ? ENCRYPT.require : ENCRYPT.request);
    set('FunctionAuthData', 'SmbcLogin *')(context, koffi.register(fillIn(koffi, options), koffi.pointer(login)));
    if (library.func('SMBCCTX *smbc_init_context(SMBCCTX *context)')(context) === null) return false;
    library.func('SMBCCTX *smbc_set_context(SMBCCTX *context)')(context);
    return true;
  }

  return (options) => {
    const home = configurationFolder(options);
    try {
      process.env.HOME = home;
      return makeContext(options);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };
}

/** The library reads it when the context is made; afterwards it is gone. */
function configurationFolder({ mustEncrypt }: ContextOptions): string {
  const home = mkdtempSync(join(tmpdir(), 'atrium-smb-'));
  mkdirSync(join(home, '.smb'), { mode: 0o700 });
  const encrypt = mustEncrypt ? 'required' : 'desired';
  writeFileSync(
    join(home, '.smb', 'smb.conf'),
    `[global]\nclient min protocol = SMB2_02\nclient signing = required\nclient ipc signing = required\nclient smb encrypt = ${encrypt}\n`,
    { mode: 0o600 },
  );
  return home;
}

type Fill = (
  ...parameters: [
    server: string,
    share: string,
    group: bigint,
    groupBytes: number,
    user: bigint,
    userBytes: number,
    password: bigint,
    passwordBytes: number,
  ]
) => void;

/** The library asks by buffers to be filled, each with its length. */
function fillIn(koffi: Koffi, { username, password, domain }: ContextOptions): Fill {
  const put = (buffer: bigint, bytes: number, text: string): void => {
    // Cut off, a password would be another one; the server then refuses, and says so.
    koffi.encode(buffer, koffi.array('char', bytes, 'String'), text);
  };
  return (_server, _share, group, groupBytes, user, userBytes, secret, secretBytes) => {
    if (domain !== undefined) put(group, groupBytes, domain);
    put(user, userBytes, username);
    put(secret, secretBytes, password);
  };
}
