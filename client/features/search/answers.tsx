import type { SearchResponse } from '../../../server/contract/search.ts';
import { CompanyAnswer } from '../../components/company-answer.tsx';

/** What the company itself answers to these words. */
export function Answers({ answers }: { answers: SearchResponse['answers'] }) {
  return answers.map((answer) => <CompanyAnswer key={answer.id} answer={answer} />);
}
