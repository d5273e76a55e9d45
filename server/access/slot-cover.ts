import { choiceNode, FOUR, SIXTY_FOUR, sixteenNode, sixtyFourNode } from './slot-nodes.ts';

/** Some slots of 1 to `highest`, in the fewest names that were found for them: those of `include` without those of `exclude`. */
export interface SlotCover {
  /** Undefined stands for all of them. */
  include: string[] | undefined;
  exclude: string[];
}

/**
 * Groups in which everything, or nearly everything, is wanted are named whole, less the exceptions; the same once more over all:
 * whoever may read all but a few is told by the few. What is not in `wanted` counts as unwanted, numbers that nobody has
 * included.
 */
export function coverSlots(wanted: readonly number[], highest: number): SlotCover {
  const choices = new Map<number, number>();
  for (const slot of wanted) {
    const four = Math.floor(slot / FOUR);
    choices.set(four, (choices.get(four) ?? 0) | (1 << (slot % FOUR)));
  }
  const filled = [...new Set(wanted.map((slot) => Math.floor(slot / SIXTY_FOUR)))].sort((a, b) => a - b);
  const parts = filled.map((n) => sixtyFour({ n, choices, highest }));
  const include = parts.flatMap((part) => part.include);
  const exclude = parts.flatMap((part) => part.exclude);
  const emptyOnes = Math.floor(highest / SIXTY_FOUR) + 1 - filled.length;
  const unwanted = parts.reduce((sum, part) => sum + part.unwanted.length, emptyOnes);
  if (unwanted >= include.length + exclude.length) return { include, exclude };
  const isFilled = new Set(filled);
  const empty = Array.from({ length: Math.floor(highest / SIXTY_FOUR) + 1 }, (_, n) => n).filter((n) => !isFilled.has(n));
  return { include: undefined, exclude: [...parts.flatMap((part) => part.unwanted), ...empty.map(sixtyFourNode)] };
}

/** A group told in three ways: `include` less `exclude` are the wanted slots in it, `unwanted` are the others. */
interface Part {
  include: string[];
  exclude: string[];
  unwanted: string[];
}

interface Group {
  n: number;
  /** Of each four with something wanted, which of them. */
  choices: ReadonlyMap<number, number>;
  highest: number;
}

function sixtyFour({ n, choices, highest }: Group): Part {
  return whole(
    sixtyFourNode(n),
    [0, 1, 2, 3].map((k) => sixteen({ n: n * 4 + k, choices, highest })),
  );
}

function sixteen({ n, choices, highest }: Group): Part {
  return whole(
    sixteenNode(n),
    [0, 1, 2, 3].map((k) => four({ n: n * 4 + k, choices, highest })),
  );
}

function four({ n, choices, highest }: Group): Part {
  const there = [0, 1, 2, 3].filter((k) => n * FOUR + k >= 1 && n * FOUR + k <= highest).reduce((bits, k) => bits | (1 << k), 0);
  const wanted = choices.get(n) ?? 0;
  const unwanted = there & ~wanted;
  return {
    include: wanted === 0 ? [] : [choiceNode(n, wanted)],
    exclude: [],
    unwanted: unwanted === 0 ? [] : [choiceNode(n, unwanted)],
  };
}

/** The pieces of a group, or the group by its own name where that takes fewer words. */
function whole(name: string, pieces: Part[]): Part {
  const include = pieces.flatMap((piece) => piece.include);
  const exclude = pieces.flatMap((piece) => piece.exclude);
  const unwanted = pieces.flatMap((piece) => piece.unwanted);
  if (include.length === 0) return { include, exclude, unwanted: unwanted.length > 1 ? [name] : unwanted };
  const isShorter = 1 + unwanted.length < include.length + exclude.length;
  return isShorter ? { include: [name], exclude: unwanted, unwanted } : { include, exclude, unwanted };
}
