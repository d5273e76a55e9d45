import type { CurationKind } from '../../../server/contract/curation.ts';
import { Field } from '../../components/field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { ChosenItems } from './chosen-items.tsx';
import styles from './curation.module.css';
import type { Draft } from './draft.ts';
import { ItemPicker } from './item-picker.tsx';
import { useSourceNames } from './use-source-names.ts';
import { words } from './words.ts';

export interface FieldsProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  /** What the server says is wrong, by the field's name in the entry. */
  problemOf: (...fields: string[]) => string | undefined;
}

const FIELDS = { pins: PinFields, synonyms: SynonymFields, boosts: BoostFields, golden: GoldenFields } as const;

/** What a kind of entry asks for. */
export function Fields({ kind, ...props }: FieldsProps & { kind: CurationKind }) {
  const Own = FIELDS[kind];
  const t = words();
  return (
    <>
      <Own {...props} />
      <Field label={t.note} hint={t.noteHint}>
        <input maxLength={500} value={props.draft.note} onChange={(event) => props.set({ note: event.target.value })} />
      </Field>
    </>
  );
}

function QueryField({ draft, set, problemOf }: FieldsProps) {
  const t = words();
  return (
    <Field label={t.query} hint={t.queryHint} problem={problemOf('query')}>
      <input required maxLength={200} value={draft.query} onChange={(event) => set({ query: event.target.value })} />
    </Field>
  );
}

function PinFields(props: FieldsProps) {
  const { draft, set, problemOf } = props;
  const t = words();
  return (
    <>
      <QueryField {...props} />
      <Choice label={t.match} names={t.matches} value={draft.match} onChange={(match) => set({ match })} />
      <div className={styles.group}>
        <Field label={t.items} hint={t.itemHint} problem={problemOf('items')}>
          <ItemPicker onChoose={(item) => set({ items: [...draft.items.filter(({ id }) => id !== item.id), item] })} />
        </Field>
        <ChosenItems items={draft.items} onChange={(items) => set({ items })} />
      </div>
      <Field label={t.until} problem={problemOf('until')}>
        <input type="date" value={draft.until} onChange={(event) => set({ until: event.target.value })} />
      </Field>
    </>
  );
}

function SynonymFields({ draft, set, problemOf }: FieldsProps) {
  const t = words();
  const isBoth = draft.direction === 'both';
  const options = (['both', 'one-way'] as const).map((value) => ({ value, label: t.directions[value] }));
  return (
    <>
      <Segmented label={t.direction} options={options} value={draft.direction} onChange={(direction) => set({ direction })} />
      <Field label={isBoth ? t.terms : t.from} hint={isBoth ? t.termsHint : undefined} problem={problemOf('terms', 'from')}>
        <textarea required rows={4} value={draft.terms} onChange={(event) => set({ terms: event.target.value })} />
      </Field>
      {isBoth ? null : (
        <Field label={t.to} problem={problemOf('to')}>
          <textarea required rows={4} value={draft.to} onChange={(event) => set({ to: event.target.value })} />
        </Field>
      )}
      <Field label={t.language} hint={t.languageHint} problem={problemOf('language')}>
        <input
          maxLength={2}
          autoCapitalize="off"
          value={draft.language}
          onChange={(event) => set({ language: event.target.value })}
        />
      </Field>
    </>
  );
}

function BoostFields({ draft, set, problemOf }: FieldsProps) {
  const t = words();
  const { on } = draft;
  const factors = Object.keys(t.factors).sort((a, b) => Number(b) - Number(a));
  const isKnown = factors.includes(draft.factor);
  return (
    <>
      <Choice label={t.on} names={t.ons} value={on} onChange={(next) => set({ on: next, what: '', source: '' })} />
      {on === 'source' ? null : (
        <Field
          label={t[on]}
          hint={on === 'folder' ? t.folderHint : on === 'mediaType' ? t.mediaTypeHint : undefined}
          problem={problemOf('folder', 'label', 'mediaType')}
        >
          <input
            required
            maxLength={300}
            spellCheck={false}
            value={draft.what}
            onChange={(event) => set({ what: event.target.value })}
          />
        </Field>
      )}
      {on === 'source' || on === 'folder' ? <SourceField {...{ draft, set, problemOf }} /> : null}
      <Field label={t.factor} problem={problemOf('factor')}>
        <select value={draft.factor} onChange={(event) => set({ factor: event.target.value })}>
          {isKnown ? null : <option value={draft.factor}>{t.times(draft.factor)}</option>}
          {Object.entries(t.factors)
            .toSorted(([a], [b]) => Number(b) - Number(a))
            .map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
        </select>
      </Field>
    </>
  );
}

function SourceField({ draft, set, problemOf }: FieldsProps) {
  const t = words();
  const sources = useSourceNames();
  return (
    <Field label={t.source} problem={problemOf('source')}>
      <select required={draft.on === 'source'} value={draft.source} onChange={(event) => set({ source: event.target.value })}>
        <option value="">{draft.on === 'folder' ? t.anySource : ''}</option>
        {sources.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </Field>
  );
}

function GoldenFields(props: FieldsProps) {
  const { draft, set, problemOf } = props;
  const t = words();
  return (
    <>
      <QueryField {...props} />
      <div className={styles.group}>
        <Field label={t.wanted} hint={t.wantedHint} problem={problemOf('wanted')}>
          <ItemPicker onChoose={(item) => set({ items: [item] })} />
        </Field>
        <ChosenItems items={draft.items} onChange={(items) => set({ items })} />
      </div>
      <Field label={t.worstRank} problem={problemOf('worstRank')}>
        <input
          type="number"
          required
          min={1}
          max={100}
          value={draft.worstRank}
          onChange={(event) => set({ worstRank: event.target.value })}
        />
      </Field>
      <Choice label={t.list} names={t.lists} value={draft.list} onChange={(list) => set({ list })} />
      <Field label={t.viewer} hint={t.viewerHint} problem={problemOf('viewer')}>
        <input
          maxLength={256}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          value={draft.viewer}
          onChange={(event) => set({ viewer: event.target.value })}
        />
      </Field>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  names: Record<Value, string>;
  value: Value;
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, names, value, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(names).filter((name): name is Value => name in names);
  return (
    <Field label={label}>
      <select value={value} onChange={(event) => onChange(values.find((one) => one === event.target.value) ?? value)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
    </Field>
  );
}
