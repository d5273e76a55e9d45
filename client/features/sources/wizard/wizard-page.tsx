import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { SourceKindForm, SourceSettings } from '../../../../server/contract/sources.ts';
import { AdminPage } from '../../../components/admin-page.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { useLater } from '../../../hooks/use-later.ts';
import { ApiError } from '../../../lib/api.ts';
import { paths } from '../../../paths.ts';
import { useSources } from '../use-sources.ts';
import { beginDraft, type Draft, draftOfSettings, keepDraft, keptDraft } from './draft.ts';
import { useSourceKinds, useSourceSettings } from './use-drafts.ts';
import { Wizard } from './wizard.tsx';
import { words } from './words.ts';

/** Makes a source, or changes one of the console: the same steps with the same forms. */
export function WizardPage() {
  const { id } = useParams();
  return (
    <AdminPage title={id === undefined ? words().add : words().change(id)}>
      <Loader key={id} id={id} />
    </AdminPage>
  );
}

function Loader({ id }: { id: string | undefined }) {
  const kinds = useSourceKinds();
  const sources = useSources();
  const settings = useSourceSettings(id);
  const isLate = useLater(kinds.isPending);
  const [round, setRound] = useState(0);
  const error = kinds.error ?? settings.error ?? refusalFor(settings.data) ?? sources.error;
  if (error) return <ProblemMessage error={error} retry={() => kinds.refetch()} />;
  if (!kinds.data || !sources.data || (id !== undefined && !settings.data)) return isLate ? <Skeleton kind="page" /> : null;
  // `new` is the address of this page.
  const taken = ['new', ...sources.data.items.map((source) => source.id)];
  return (
    <Filled key={round} forms={kinds.data.items} taken={taken} existing={settings.data} onAgain={() => setRound(round + 1)} />
  );
}

interface FilledProps {
  forms: readonly SourceKindForm[];
  taken: readonly string[];
  existing: SourceSettings | undefined;
  onAgain: () => void;
}

function Filled({ forms, taken, existing, onAgain }: FilledProps) {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const [first] = useState(() => firstDraft({ forms, taken, existing, wanted: parameters.get('kind') }));
  const discard = () => {
    keepDraft(existing?.id, undefined);
    if (existing) navigate(paths.source(existing.id));
    else {
      navigate(paths.newSource());
      onAgain();
    }
  };
  return <Wizard first={first} forms={forms} taken={taken} existing={existing} onDiscard={discard} />;
}

/** What was begun in this tab goes on, unless another kind is wanted now. */
function firstDraft(o: Omit<FilledProps, 'onAgain'> & { wanted: string | null }): Draft {
  const { forms, taken, existing, wanted } = o;
  const kept = keptDraft(existing?.id);
  const form = forms.find(({ kind }) => kind === (existing?.kind ?? wanted));
  if (kept && (wanted === null || kept.kind === wanted)) return kept;
  if (existing && form) return draftOfSettings(existing, form);
  return form ? beginDraft(form.kind, taken) : { ...beginDraft('', taken), id: '' };
}

function refusalFor(settings: SourceSettings | undefined): ApiError | undefined {
  if (settings === undefined || settings.managedBy === 'console') return undefined;
  return new ApiError({ code: 'managed-by-file', status: 409, title: words().ofTheFile, detail: words().ofTheFileHint });
}
