import type { SourceKindForm, SourceSettings } from '../../../../server/contract/sources.ts';
import type { Draft } from './draft.ts';

/** The steps of the wizard, in their order; `choose` is about people, or about files. */
export const STEPS = ['kind', 'connect', 'choose', 'trial', 'publish'] as const;
export type Step = (typeof STEPS)[number];

/** What every step gets. */
export interface StepProps {
  draft: Draft;
  form: SourceKindForm;
  /** Undefined for a new source. */
  existing: SourceSettings | undefined;
  set: (change: Partial<Draft>) => void;
  next: () => void;
}
