export interface DirectoryEntry {
  dn: string;
  /** Names in lower case. */
  attributes: ReadonlyMap<string, readonly string[]>;
}

/** The entries of an LDIF file (RFC 2849), as far as text goes: folded lines, comments, base64. */
export function readLdif(text: string): DirectoryEntry[] {
  const unfolded = text.replaceAll(/\r?\n /g, '').replaceAll(/^#.*$/gm, '');
  return unfolded.split(/(?:\r?\n){2,}/).flatMap((block) => {
    const attributes = new Map<string, string[]>();
    for (const line of block.split(/\r?\n/)) {
      const [, name, mark, value] = /^([\w;.-]+)(::?) *(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const plain = mark === '::' ? Buffer.from(value, 'base64').toString() : value;
      attributes.set(name.toLowerCase(), [...(attributes.get(name.toLowerCase()) ?? []), plain]);
    }
    const dn = attributes.get('dn')?.[0];
    return dn === undefined ? [] : [{ dn, attributes }];
  });
}

/** The entry above. */
export function parentOf(dn: string): string {
  return dn.replace(/^(?:\\.|[^,\\])*,\s*/, '');
}
