/** A place by which paths of a source may be named: `/srv/library`, `smb://files.example.com/docs`. */
export interface NamedSource {
  id: string;
  location: string;
}

/** What somebody means by a path as they have it: from a terminal, Windows Explorer, a browser, or from memory. */
export type PathMeant =
  /** Below a place that a source reads. */
  | { kind: 'in-source'; source: string; path: string }
  /** A whole path, and no source reads that place. */
  | { kind: 'elsewhere'; path: string }
  /** Relative to some source, or only a part of it. */
  | { kind: 'part'; path: string };

export function pathMeant(text: string, sources: readonly NamedSource[]): PathMeant {
  const path = withSlashes(text.trim()).normalize('NFC');
  const [, named, inNamed] = /^([a-z0-9-]+):(?!\/)(.+)$/s.exec(path) ?? [];
  if (inNamed !== undefined && sources.some(({ id }) => id === named))
    return { kind: 'in-source', source: named ?? '', path: inNamed };
  // Which share the letter of a Windows drive stands for is known on that computer only.
  if (/^[a-z]:/i.test(path)) return { kind: 'part', path: path.slice(2).replace(/^\/+/, '') };
  if (!path.startsWith('/')) return { kind: 'part', path: path.replace(/^\.\//, '').replace(/\/+$/, '') };
  // The innermost of nested places.
  const found = sources
    .flatMap(({ id, location }) => {
      const inside = below(path, withSlashes(location).normalize('NFC'));
      return inside === undefined ? [] : [{ kind: 'in-source' as const, source: id, path: inside }];
    })
    .sort((a, b) => a.path.length - b.path.length);
  return found[0] ?? { kind: 'elsewhere', path };
}

/** `smb://host/share`, `\\host\share` and `file://host/share` become `//host/share`. */
function withSlashes(text: string): string {
  const url = /^(?:file|smb|cifs):\/\/(.*)$/is.exec(text);
  const plain = (url ? unescaped(url[1] ?? '') : text).replaceAll('\\', '/');
  if (!url) return plain;
  // A file address without a host has an empty one, or "localhost".
  const local = /^(?:localhost)?(\/.*)$/is.exec(plain);
  const windows = /^\/[a-z]:/i.test(local?.[1] ?? '');
  return windows ? (local?.[1] ?? '').slice(1) : (local?.[1] ?? `//${plain}`);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A "%" that begins no escape is a "%".
    return text;
  }
}

/** What of a path lies below a place; undefined when it does not. */
function below(path: string, place: string): string | undefined {
  const isShare = place.startsWith('//');
  if (isShare !== path.startsWith('//')) return undefined;
  const [there, here] = [segments(place), segments(path)];
  if (here.length < there.length) return undefined;
  // Servers and shares of Windows have no capitals of their own.
  const isSame = there.every((segment, n) => (isShare ? sameName(segment, here[n] ?? '', n === 0) : segment === here[n]));
  return isSame ? here.slice(there.length).join('/') : undefined;
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** `files` and `files.example.com:445` are one server. */
function sameName(a: string, b: string, isHost: boolean): boolean {
  const [one, other] = [a, b].map((name) => (isHost ? name.replace(/:\d+$/, '') : name).toLowerCase());
  if (one === other) return true;
  return isHost && one?.split('.')[0] === other?.split('.')[0] && !(one?.includes('.') && other?.includes('.'));
}
