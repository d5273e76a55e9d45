import type { AccessRef, Principal } from '#indexers/types/access.ts';
import type { AclStore } from '../store/state-store.ts';
import type { KnownPrincipals } from './known-principals.ts';
import { createDenyRule } from './unknown-principals.ts';

/** Every stored list, ready to be evaluated for one viewer after the other: 20,000 in a few milliseconds. */
export interface CompiledAcls {
  /** The highest number among them; 0 when there are none. */
  highest: number;
  /** How many there are. */
  size: number;
  evaluate(principals: ReadonlySet<Principal>): EvaluatedAcls;
}

/** Numbers of slots, ascending. */
export interface EvaluatedAcls {
  /** What stands in them lets the viewer read. */
  readable: Uint32Array;
  /** Under them the index may show documents: less than `readable` while slots are narrowed. */
  shown: Uint32Array;
}

/**
 * Compiles what stands in the store at the moment of the call. What it compiled before is used again by its hash: 20,000 lists
 * take 0.4 s of CPU at first, and a first run adds one after the other while people search.
 */
export function createAclCompiler(from: {
  acls: Pick<AclStore, 'hashes' | 'accesses'>;
  known: KnownPrincipals;
}): () => CompiledAcls {
  let lists = emptyLists();

  return () => {
    const slots = from.acls.hashes();
    if (lists.byHash.size > 2 * slots.length + SPARE) lists = emptyLists();
    const { byHash, compile } = lists;
    const added = slots.filter(({ hash }) => !byHash.has(hash)).map(({ slot }) => slot);
    if (added.length > 0) for (const [hash, access] of from.acls.accesses(added)) byHash.set(hash, compile(access));
    const compiled = slots.flatMap(({ slot, hash, narrowed }) => {
      // Not there when somebody changed it since: then the generation has risen, and it is nobody's until the next look.
      const layers = byHash.get(hash);
      return layers === undefined ? [] : [{ slot, layers, shownBy: narrowed && { layers: compile(narrowed) } }];
    });
    return { highest: slots.at(-1)?.slot ?? 0, size: slots.length, evaluate: evaluator({ compiled, lists, known: from.known }) };
  };
}

/** Of each layer its entries as numbers of parties, negative where they deny. */
type CompiledAccess = Int32Array[];

interface CompiledSlot {
  slot: number;
  layers: CompiledAccess;
  /** Undefined within means nobody. */
  shownBy: { layers: CompiledAccess | undefined } | undefined;
}

/** Lists of former slots that are kept, at least. */
const SPARE = 1000;

interface Lists {
  /** Undefined is for nobody. */
  byHash: Map<string, CompiledAccess | undefined>;
  parties: Map<Principal, number>;
  denied: Set<Principal>;
  compile(access: AccessRef): CompiledAccess | undefined;
}

function emptyLists(): Lists {
  const parties = new Map<Principal, number>();
  const denied = new Set<Principal>();
  const partyOf = (principal: Principal): number => {
    const party = parties.get(principal) ?? parties.size + 1;
    parties.set(principal, party);
    return party;
  };
  const compileEntry = ({ effect, principal }: { effect: 'allow' | 'deny'; principal: Principal }): number => {
    if (effect === 'allow') return partyOf(principal);
    denied.add(principal);
    return -partyOf(principal);
  };
  const compile = (access: AccessRef) =>
    access.state === 'known' ? access.acl.layers.map(({ entries }) => Int32Array.from(entries, compileEntry)) : undefined;
  return { byHash: new Map(), parties, denied, compile };
}

/** What a viewer is to a party: named by it, or refused by its denies because nobody can tell that they are not meant. */
const NAMED = 1;
const REFUSED = 2;

function evaluator(o: { compiled: CompiledSlot[]; lists: Lists; known: KnownPrincipals }): CompiledAcls['evaluate'] {
  const { compiled } = o;
  const { parties, denied } = o.lists;
  const denyRule = createDenyRule(o.known);
  // Of whoever has signed in and holds nothing more: few, and nobody else of them is refused by others.
  const strangers = [...denied].filter(denyRule(new Set(['authenticated'])));

  return (principals) => {
    const who = new Uint8Array(parties.size + 1);
    const refusing = principals.has('authenticated') ? strangers : [...denied];
    for (const principal of refusing.filter(denyRule(principals))) who[parties.get(principal) ?? 0] = REFUSED;
    for (const principal of principals) who[parties.get(principal) ?? 0] = NAMED;
    const readable = compiled.filter(({ layers }) => letIn(layers, who));
    const shown = readable.filter(({ shownBy }) => !shownBy || (shownBy.layers !== undefined && letIn(shownBy.layers, who)));
    return { readable: slotsOf(readable), shown: slotsOf(shown) };
  };
}

function letIn(layers: CompiledAccess, who: Uint8Array): boolean {
  for (const layer of layers) if (!saysYes(layer, who)) return false;
  return true;
}

/** The first entry that names the viewer decides; none means no. Nobody is party 0. */
function saysYes(layer: Int32Array, who: Uint8Array): boolean {
  for (const entry of layer) {
    if (entry > 0 && who[entry] === NAMED) return true;
    if (entry < 0 && who[-entry] !== 0) return false;
  }
  return false;
}

function slotsOf(slots: readonly { slot: number }[]): Uint32Array {
  return Uint32Array.from(slots, ({ slot }) => slot);
}
