import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus along with whoever walks the tree by keys; who found somebody by the search field keeps it there. */
export function useFollowFocus(tree: RefObject<HTMLElement | null>, active: number) {
  const isWalking = useRef(false);
  useEffect(() => {
    if (!isWalking.current) return;
    isWalking.current = false;
    tree.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
  }, [tree, active]);
  return {
    follow() {
      isWalking.current = true;
    },
  };
}
