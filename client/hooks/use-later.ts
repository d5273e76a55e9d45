import { useEffect, useState } from 'react';

/** True once `waiting` has lasted `ms`: what is fast never flashes a skeleton. */
export function useLater(waiting: boolean, ms = 250): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, ms]);
  return waiting && isLate;
}
