import type { SearchResponse } from '../../../server/contract/search.ts';
import styles from './answers.module.css';

/** What the company itself answers to these words. */
export function Answers({ answers }: { answers: SearchResponse['answers'] }) {
  return answers.map((answer) => (
    <section key={answer.id} className={styles.answer}>
      <h2 className={styles.title}>{answer.url === null ? answer.title : <a href={answer.url}>{answer.title}</a>}</h2>
      <p className={styles.text}>{answer.text}</p>
    </section>
  ));
}
