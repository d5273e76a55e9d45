import { Link } from 'react-router';
import type { ConnectionResponse, PersonDetail } from '../../../server/contract/people.ts';
import { Avatar } from '../../components/avatar.tsx';
import { paths } from '../../paths.ts';
import styles from './connection.module.css';
import { words } from './person-words.ts';
import { useConnection } from './use-person.ts';

/** Of the picture, of a step down in it, and of the middle of a face below its upper edge; px. */
const [HEIGHT, STEP, MIDDLE] = [100, 12, 24];

/** The way along reporting lines between the reader and somebody: in words, and as a small picture that rises to who is above. */
export function Connection({ person }: { person: PersonDetail }) {
  const { data } = useConnection(person.id);
  if (!data || data.path.length < 2) return null;
  const { path } = data;
  return (
    <section aria-labelledby="connected">
      <h2 id="connected" className={styles.heading}>
        {words().connected}
      </h2>
      <p className={styles.words}>{inWords(data)}</p>
      <div className={styles.picture}>
        <svg className={styles.line} viewBox={`0 0 ${path.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <title>{words().connected}</title>
          <polyline points={path.map((_step, place) => `${place + 0.5},${heightOf(data, place) + MIDDLE}`).join(' ')} />
        </svg>
        <ol className={styles.path}>
          {path.map((step, place) => (
            <li key={step.id} className={styles.step} style={{ paddingTop: heightOf(data, place) }}>
              <Link className={styles.link} to={paths.person(step.id)} title={step.name}>
                <Avatar name={step.name} photoUrl={step.photoUrl} size="s" />
                <span className={styles.name}>{place === 0 ? words().you : (step.name.split(' ')[0] ?? step.name)}</span>
              </Link>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Longer ways fall no deeper than the picture is high. */
function heightOf({ top }: ConnectionResponse, place: number): number {
  return Math.min(3, Math.abs(place - top)) * STEP;
}

function inWords({ path, top }: ConnectionResponse): string {
  const t = words();
  const last = path.length - 1;
  const [name, topName] = [path[last]?.name ?? '', path[top]?.name ?? ''];
  if (top === last) return last === 1 ? t.isManager(name) : t.isAbove(name, last);
  if (top === 0) return last === 1 ? t.isReport(name) : t.isBelow(name, last);
  return top === 1 && last === 2 ? t.sameManager(topName) : t.meet(topName, top, last - top);
}
