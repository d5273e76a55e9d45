import { blend, type Side } from '#server/search/blend/blend.ts';
import { logOddsOf } from '#server/search/blend/person-wanted.ts';
import type { BlendWeights } from '#server/search/blend/weights.ts';
import type { MixFeature } from '../collections/blended-mix.ts';
import { fitLogistic } from './logistic-regression.ts';

const FIRST = 3;
const PENALTY = 1;
/** From 2 both kinds are among the first three whenever neither has nine chances in ten. */
const PLACES = [2, 2.5, 3, 4, 5];
const LACKINGS = [0, 0.5, 1, 2, 4];

/** Weights from some questions; people and documents count as much as each other, however many are asked for. */
export function fitBlendWeights(features: readonly MixFeature[], penalty = PENALTY): BlendWeights {
  const names = [...new Set(features.flatMap(({ evidence }) => Object.keys(evidence)))].sort();
  const wanting = (wants: MixFeature['wants']) => features.filter((feature) => feature.wants === wants).length;
  const examples = features.map(({ evidence, wants }) => ({
    values: names.map((name) => evidence[name] ?? 0),
    isSo: wants === 'person',
    weight: features.length / (2 * wanting(wants)),
  }));
  const [bias = 0, ...weights] = fitLogistic(examples, penalty);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const evidence = Object.fromEntries(names.map((name, n) => [name, rounded(weights[n] ?? 0)]));
  const fitted = PLACES.flatMap((place) => LACKINGS.map((lacking) => ({ bias: rounded(bias), evidence, place, lacking })));
  return fitted.reduce((best, one) => (meanReciprocal(features, one) > meanReciprocal(features, best) + 1e-9 ? one : best));
}

/** Of the questions with something right among the first of its own kind, the part that has it among the first of all. */
export function keptPart(features: readonly MixFeature[], weights: BlendWeights): number {
  const counted = features.filter(isFirstOfKind);
  return counted.length === 0 ? 1 : counted.filter((feature) => placeOfRight(feature, weights) <= FIRST).length / counted.length;
}

/** Where the probability stands on the right side of one half. */
export function rightSide(features: readonly MixFeature[], weights: BlendWeights): number {
  return (
    features.filter(({ evidence, wants }) => logOddsOf(evidence, weights) > 0 === (wants === 'person')).length / features.length
  );
}

/** Mean of minus the logarithm of the probability of what was wanted; .69 for who knows nothing. */
export function logLoss(features: readonly MixFeature[], weights: BlendWeights): number {
  const losses = features.map(({ evidence, wants }) => {
    const logOdds = logOddsOf(evidence, weights);
    return Math.log1p(Math.exp(wants === 'person' ? -logOdds : logOdds));
  });
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}

export function isFirstOfKind({ wants, people, documents }: MixFeature): boolean {
  return (wants === 'person' ? people : documents).slice(0, FIRST).some(({ isRight }) => isRight);
}

function meanReciprocal(features: readonly MixFeature[], weights: BlendWeights): number {
  return (
    features.filter(isFirstOfKind).reduce((sum, feature) => sum + 1 / placeOfRight(feature, weights), 0) / features.length +
    keptPart(features, weights)
  );
}

function placeOfRight({ evidence, people, documents }: MixFeature, weights: BlendWeights): number {
  const isExact = { person: ['wholeName', 'handle'], document: ['exactTitle'] };
  const side = (kind: keyof typeof isExact, hits: MixFeature['people']): Side[] =>
    hits.map(({ score }, n) => ({
      id: `${kind} ${n}`,
      score,
      isExact: n === 0 && isExact[kind].some((name) => evidence[name] === 1),
    }));
  const best = blend({
    people: side('person', people),
    documents: side('document', documents),
    logOdds: logOddsOf(evidence, weights),
    weights,
  });
  const isRight = ({ type, id }: (typeof best)[number]) =>
    (type === 'person' ? people : documents)[Number(id.split(' ')[1])]?.isRight === true;
  return best.findIndex(isRight) + 1 || Number.POSITIVE_INFINITY;
}
