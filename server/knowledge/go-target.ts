const PLACE = /%s|\{\}/g;

/**
 * Where a go link leads to with what was typed behind its name. The argument becomes one piece of the address, whatever it holds:
 * the place never stands in the host (see the contract), and everything is escaped.
 */
export function goTarget(target: string, argument: string): string {
  return target.replace(PLACE, () => encodeURIComponent(argument.trim().toWellFormed()));
}

/** `go/ticket/123`, `go/ticket 123` or `ticket`: the name and what follows it; undefined for what cannot be one. */
export function readGo(text: string): { name: string; argument: string; isSaid: boolean } | undefined {
  const match = /^(?<go>go\/)?(?!go\/$)(?<name>[^\s/]{1,64})(?:[\s/]+(?<argument>.*))?$/iu.exec(text.trim());
  if (!match?.groups?.name) return undefined;
  return { name: match.groups.name, argument: match.groups.argument ?? '', isSaid: match.groups.go !== undefined };
}
