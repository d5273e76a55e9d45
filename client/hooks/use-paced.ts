import { useEffect, useRef, useState } from 'react';

/** The value at once when it was at rest, and otherwise at most once in `ms`; the last one always arrives. */
export function usePaced<T>(value: T, ms: number): T {
  const [paced, setPaced] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const pass = () => {
      last.current = performance.now();
      setPaced(value);
    };
    const wait = last.current + ms - performance.now();
    if (wait <= 0) return pass();
    const timer = setTimeout(pass, wait);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return paced;
}
