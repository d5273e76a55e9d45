import { type FormEvent, useId, useState } from 'react';
import type { CardKind } from '../../../server/contract/knowledge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type CardDraft, cardOf, draftOf, emptyDraft } from './card-draft.ts';
import { words } from './cards.words.ts';
import { type Card, useCardActions } from './use-cards.ts';
import styles from './writing.module.css';

interface CardDialogProps {
  kind: CardKind;
  card: Card<CardKind> | undefined;
  /** Words that it is to be found by, for a new one. */
  wanted?: string | undefined;
  onClose: () => void;
}

/** Adds or changes a card; each kind asks for its own fields, and all for who keeps it and for whom it is. */
export function CardDialog({ kind, card, wanted = '', onClose }: CardDialogProps) {
  const t = words();
  const form = useId();
  const [draft, setDraft] = useState(() =>
    card ? draftOf(card) : { ...emptyDraft(), [kind === 'answers' ? 'lines' : 'name']: wanted },
  );
  const { save } = useCardActions(kind);
  const set = (change: Partial<CardDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(cardOf(kind, card?.id, draft), { onSuccess: onClose });
  };
  return (
    <Dialog
      title={card ? t.change[kind] : t.add[kind]}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
            {t.save}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <OwnFields kind={kind} draft={draft} set={set} />
        <Field label={t.owner} hint={t.ownerHint}>
          <input
            maxLength={256}
            autoComplete="off"
            autoCapitalize="off"
            value={draft.owner}
            onChange={(event) => set({ owner: event.target.value })}
          />
        </Field>
        {kind === 'go-links' ? null : (
          <Field label={t.until}>
            <input type="date" value={draft.verifiedUntil} onChange={(event) => set({ verifiedUntil: event.target.value })} />
          </Field>
        )}
        <Field label={t.groups} hint={t.groupsHint}>
          <textarea rows={2} value={draft.groups} onChange={(event) => set({ groups: event.target.value })} />
        </Field>
        {save.isError ? (
          <p className={styles.problem} role="alert">
            {save.error.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

interface OwnFieldsProps {
  kind: CardKind;
  draft: CardDraft;
  set: (change: Partial<CardDraft>) => void;
}

function OwnFields({ kind, draft, set }: OwnFieldsProps) {
  const t = words();
  if (kind === 'answers') {
    return (
      <>
        <Field label={t.questions} hint={t.questionsHint}>
          <textarea required rows={3} value={draft.lines} onChange={(event) => set({ lines: event.target.value })} />
        </Field>
        <Field label={t.text}>
          <textarea
            required
            rows={5}
            maxLength={5000}
            value={draft.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Field>
        <LinkField label={t.link} hint={t.optional} draft={draft} set={set} />
      </>
    );
  }
  if (kind === 'acronyms') {
    return (
      <>
        <Field label={t.short}>
          <input required maxLength={30} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t.meanings} hint={t.meaningsHint}>
          <textarea required rows={2} value={draft.lines} onChange={(event) => set({ lines: event.target.value })} />
        </Field>
        <LinkField label={t.link} hint={t.optional} draft={draft} set={set} />
      </>
    );
  }
  return (
    <>
      <Field label={t.name} hint={t.nameHint}>
        <input
          required
          maxLength={64}
          autoCapitalize="off"
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <LinkField label={t.target} hint={t.targetHint} draft={draft} set={set} isRequired />
      <Field label={t.description}>
        <input maxLength={300} value={draft.text} onChange={(event) => set({ text: event.target.value })} />
      </Field>
    </>
  );
}

interface LinkFieldProps extends Omit<OwnFieldsProps, 'kind'> {
  label: string;
  hint: string;
  isRequired?: boolean;
}

function LinkField({ label, hint, draft, set, isRequired = false }: LinkFieldProps) {
  return (
    <Field label={label} hint={hint}>
      <input
        required={isRequired}
        maxLength={2000}
        autoComplete="off"
        value={draft.link}
        onChange={(event) => set({ link: event.target.value })}
      />
    </Field>
  );
}
