import { packageOf, readLicences } from './read-licences.ts';

/** What the build tells a plugin, as far as this one needs it. */
interface Build {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown;
  getModuleIds(): Iterable<string>;
}

/** Writes `licences.json` beside the built client: what is in the bundle is known when it is made, and only then. */
export function licencesPlugin(root: string) {
  return {
    name: 'atrium-licences',
    generateBundle(this: Build) {
      const packages = [...this.getModuleIds()].map((id) => packageOf(id, root)).filter((place) => place !== undefined);
      const items = readLicences(root, new Set(packages));
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify({ items }) });
    },
  };
}
