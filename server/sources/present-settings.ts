import type { SourceConfig } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import type { SourceSettings } from '../contract/sources.ts';
import type { StateStore } from '../store/state-store.ts';
import { secretFields } from './source-drafts.ts';

/** How a source is set up, for an administrator: never a secret. Undefined for one that nobody has set up, such as Atrium's own. */
export function presentSettings(
  id: string,
  { store, ofFile }: { store: StateStore; ofFile: readonly SourceConfig[] },
): SourceSettings | undefined {
  const freshnessGoalMinutes = store.consoleSources.freshnessGoal(id) ?? null;
  const inFile = ofFile.find((config) => config.id === id);
  if (inFile) return { ...settingsOfFile(inFile), freshnessGoalMinutes };
  const stored = store.consoleSources.get(id);
  return (
    stored && {
      ...{ id, kind: stored.kind, managedBy: 'console', settings: stored.settings, freshnessGoalMinutes },
      ...{ secrets: Object.keys(stored.secrets), revision: stored.revision },
      ...{ createdBy: stored.createdBy, createdAt: new Date(stored.createdAt).toISOString() },
      ...{ changedBy: stored.changedBy, changedAt: new Date(stored.changedAt).toISOString() },
    }
  );
}

function settingsOfFile({ id, kind, ...settings }: SourceConfig): Omit<SourceSettings, 'freshnessGoalMinutes'> {
  const known = sourceKinds.find((candidate) => candidate.kind === kind);
  const secret = known ? secretFields(known) : [];
  const shown = Object.entries(settings).filter(([name, value]) => !secret.includes(name) && value !== undefined);
  return {
    ...{ id, kind, managedBy: 'file', settings: Object.fromEntries(shown) },
    secrets: secret.filter((name) => settings[name] !== undefined),
    ...{ revision: null, createdBy: null, createdAt: null, changedBy: null, changedAt: null },
  };
}
