import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CardKind } from '../../../server/contract/knowledge.ts';
import page from '../../components/admin-page.module.css';
import { AdminPage } from '../../components/admin-page.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useLater } from '../../hooks/use-later.ts';
import { exactDay } from '../../lib/dates.ts';
import { compareText } from '../../lib/language.ts';
import { CardDialog } from './card-dialog.tsx';
import { summaryOf, titleOf } from './card-draft.ts';
import { words } from './cards.words.ts';
import { type Card, useCardActions, useCards } from './use-cards.ts';
import styles from './writing.module.css';

const KINDS = ['answers', 'acronyms', 'go-links'] as const satisfies CardKind[];

/** What Atrium says itself, for administrators. The kind is in the address. */
export function CardsPage() {
  const t = words();
  const [parameters, setParameters] = useSearchParams();
  const kind = KINDS.find((one) => one === parameters.get('kind')) ?? 'answers';
  return (
    <AdminPage title={t.title}>
      <header>
        <h1 className={page.title}>{t.title}</h1>
        <p className={page.lead}>{t.lead}</p>
      </header>
      <div>
        <Segmented
          label={t.kind}
          options={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={kind}
          onChange={(next) => setParameters({ kind: next }, { replace: true })}
        />
      </div>
      <Cards key={kind} kind={kind} wanted={parameters.get('new') ?? undefined} />
    </AdminPage>
  );
}

/** `wanted`: words that people asked for in vain, for a new one. */
function Cards({ kind, wanted }: { kind: CardKind; wanted: string | undefined }) {
  const t = words();
  const cards = useCards(kind);
  const isLate = useLater(cards.isPending);
  const [edited, setEdited] = useState<Card<CardKind> | 'new' | undefined>(wanted === undefined ? undefined : 'new');
  const items = (cards.data?.items ?? []).toSorted((a, b) => compareText(titleOf(a.entry), titleOf(b.entry)));
  return (
    <section className={styles.section} aria-label={t.kinds[kind]}>
      <div className={styles.head}>
        <p className={styles.quiet}>{cards.data && items.length === 0 ? t.none[kind] : null}</p>
        <Button look="primary" onClick={() => setEdited('new')}>
          <Plus size={17} aria-hidden="true" /> {t.add[kind]}
        </Button>
      </div>
      {isLate ? <Skeleton /> : null}
      {cards.isError ? <ProblemMessage error={cards.error} retry={() => cards.refetch()} level={2} /> : null}
      {items.length === 0 ? null : (
        <ul className={styles.list}>
          {items.map((card) => (
            <CardItem key={card.id} kind={kind} card={card} onEdit={() => setEdited(card)} />
          ))}
        </ul>
      )}
      {edited ? (
        <CardDialog
          kind={kind}
          card={edited === 'new' ? undefined : edited}
          wanted={wanted}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </section>
  );
}

function CardItem({ kind, card, onEdit }: { kind: CardKind; card: Card<CardKind>; onEdit: () => void }) {
  const t = words();
  const { remove } = useCardActions(kind);
  const { entry, owner, verifiedUntil, isExpired } = card;
  const until = verifiedUntil === null ? null : exactDay(verifiedUntil);
  return (
    <li className={styles.item}>
      <h2 className={styles.itemTitle}>{titleOf(entry)}</h2>
      <p className={styles.details}>{summaryOf(entry)}</p>
      <p className={styles.meta}>
        <span>{owner ? `${t.owner} ${owner.name}` : t.noOwner}</span>
        {until === null ? null : isExpired ? <Badge look="attention">{t.expired}</Badge> : <span>{t.verifiedUntil(until)}</span>}
        {entry.audience.kind === 'groups' ? <span>{t.forGroups(entry.audience.groups.join(', '))}</span> : null}
      </p>
      <div className={styles.actions}>
        <Button aria-label={`${t.edit}: ${titleOf(entry)}`} onClick={onEdit}>
          {t.edit}
        </Button>
        <Button
          look="danger"
          aria-label={`${t.remove}: ${titleOf(entry)}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate(card.id)}
        >
          {t.remove}
        </Button>
      </div>
    </li>
  );
}
