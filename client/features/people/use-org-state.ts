import { useState } from 'react';
import { everyBranch, managersAbove, type OrgModel } from './org-model.ts';
import type { OrgStep } from './org-steps.ts';

/** What is open in the chart and where one is; the person in the middle and the way up are always open to begin with. */
export function useOrgState(model: OrgModel, centre: number) {
  const [known, setKnown] = useState({ model, centre });
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set([centre, ...managersAbove(model, centre)]));
  const [active, setActive] = useState(centre);
  if (known.model !== model) {
    // Rows of another answer are other people.
    setKnown({ model, centre });
    setOpen(new Set([centre, ...managersAbove(model, centre)]));
    setActive(centre);
  } else if (known.centre !== centre) {
    setKnown({ model, centre });
    setOpen(new Set([...open, centre, ...managersAbove(model, centre)]));
    setActive(centre);
  }

  return {
    open,
    active,
    setActive,
    take(step: OrgStep) {
      const next = new Set(open);
      if (step.open !== undefined) next.add(step.open);
      if (step.close !== undefined) next.delete(step.close);
      if (step.open !== undefined || step.close !== undefined) setOpen(next);
      if (step.go !== undefined) setActive(step.go);
    },
    /** Opens the way to somebody and goes there. */
    reveal(row: number) {
      setOpen(new Set([...open, ...managersAbove(model, row)]));
      setActive(row);
    },
    openAll: () => setOpen(everyBranch(model)),
    closeAll() {
      setOpen(new Set([centre, ...managersAbove(model, centre)]));
      setActive(centre);
    },
  };
}

export type OrgTreeState = ReturnType<typeof useOrgState>;
