export interface SmbAddress {
  host: string;
  port: number;
  share: string;
  /** Below the share, `/`-separated; '' is the share itself. */
  folder: string;
}

const SMB_PORT = 445;
/** What a command of smbclient and rpcclient could take for something else. */
const NEVER_IN_NAMES = /[\p{Cc}"\\;:*?<>|]/u;

/** `smb://host[:port]/share[/folder]`, with spaces and other characters as they are or as %XX. */
export function parseSmbUrl(text: string): SmbAddress | { problem: string } {
  const parts = /^smb:\/\/([^/?#@]+)\/([^?#]+)$/i.exec(text);
  if (parts === null)
    return { problem: 'must look like "smb://host/share" or "smb://host/share/folder", without user and password' };
  const [, authority = '', path = ''] = parts;
  const place = /^(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/.exec(authority);
  if (place === null) return { problem: `"${authority}" is not the name of a server` };
  const segments = decode(path)
    ?.split('/')
    .filter((segment) => segment !== '');
  const [share, ...folder] = segments ?? [];
  if (share === undefined) return { problem: 'must name a share: "smb://host/share"' };
  const wrong = [share, ...folder].find((segment) => segment === '.' || segment === '..' || NEVER_IN_NAMES.test(segment));
  if (wrong !== undefined) return { problem: `"${wrong}" cannot be the name of a share or folder` };
  const host = (place[1] ?? '').replace(/^\[|\]$/g, '');
  return { host, port: place[2] === undefined ? SMB_PORT : Number(place[2]), share, folder: folder.join('/') };
}

/** As Windows writes it; undefined where the address names a port, which such a path cannot. */
export function uncPath(url: string): string | undefined {
  const address = parseSmbUrl(url);
  if ('problem' in address || address.port !== SMB_PORT) return undefined;
  const { host, share, folder } = address;
  return `\\\\${[host, share, ...folder.split('/')].filter((part) => part !== '').join('\\')}`;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A "%" that begins no escape: the caller says how it must look.
    return undefined;
  }
}
