/** Password of every account of the test's smbd. */
export const SMB_PASSWORD = 'Passw0rd!x';
/** MD4 of the password in UTF-16LE, as smbpasswd(5) wants it: users are made without starting a program for each. */
export const SMB_NT_HASH = '3ED34D94D6EA05D12E71B638626A6368';
/** Of the accounts the one that may do everything. */
export const SMB_ROOT = 'root';

/** A server with nothing but these shares: no printers, no NetBIOS, no directory. */
export function smbConf(o: {
  directory: string;
  host: string;
  port: number;
  folders: Record<string, string>;
  options: { shares: Record<string, Record<string, string>>; global?: Record<string, string> };
}): string {
  const { directory, host, port, folders, options } = o;
  const global = {
    'server role': 'standalone server',
    'netbios name': 'FILES',
    interfaces: `${host}/8`,
    'bind interfaces only': 'yes',
    'smb ports': `445 ${port}`,
    'disable netbios': 'yes',
    'passdb backend': `smbpasswd:${directory}/smbpasswd`,
    'private dir': `${directory}/private`,
    'lock directory': `${directory}/state`,
    'state directory': `${directory}/state`,
    'cache directory': `${directory}/state`,
    'pid directory': `${directory}/state`,
    'ncalrpc dir': `${directory}/state/ncalrpc`,
    'log file': `${directory}/smbd.log`,
    'log level': '1',
    'load printers': 'no',
    'printcap name': '/dev/null',
    'unix charset': 'UTF-8',
    'map to guest': 'never',
    'vfs objects': 'acl_xattr',
    ...options.global,
  };
  const shares = Object.entries(options.shares).map(([name, own]) =>
    section(name, { 'read only': 'no', 'admin users': SMB_ROOT, ...own, ...admitAdmin(own), path: folders[name] ?? '' }),
  );
  return [section('global', global), ...shares].join('\n');
}

/** Also where only some users may enter: the administrator prepares the share. */
function admitAdmin({ 'valid users': users }: Record<string, string>): Record<string, string> {
  return users === undefined ? {} : { 'valid users': `${users}, ${SMB_ROOT}` };
}

function section(name: string, lines: Record<string, string>): string {
  return [`[${name}]`, ...Object.entries(lines).map(([key, value]) => `  ${key} = ${value}`), ''].join('\n');
}
