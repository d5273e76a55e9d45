import styles from './wordmark.module.css';

/** The name, drawn: six letters on one arch, and the light that falls in. */
export function Wordmark({ size }: { size: 'small' | 'large' }) {
  return (
    <svg className={`${styles.mark} ${styles[size]}`} viewBox="0 0 106 30" role="img" aria-label="Atrium">
      <g fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="9" cy="19" r="7" />
        <path d="M16 12v14" />
        <path d="M25.800 5.500v16.500a4 4 0 0 0 4 4h.8M22.600 12h7.400" />
        <path d="M37 26V12M37 19a7 7 0 0 1 6.200-7" />
        <path d="M50 12v14" />
        <path d="M57.500 12v7a7 7 0 0 0 14 0v-7M71.500 12v14" />
        <path d="M79.500 26V12M79.500 18a6 6 0 0 1 12 0v8M91.500 18a6 6 0 0 1 12 0v8" />
      </g>
      <circle className={styles.light} cx="50" cy="5.400" r="2.200" />
    </svg>
  );
}

/** The sign for small places: arches within arches. */
export function ArchSign({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 64 44" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
      {[29, 22, 15, 8].map((radius) => (
        <path key={radius} d={`M${32 - radius} 44V${32}a${radius} ${radius} 0 0 1 ${radius * 2} 0v12`} />
      ))}
    </svg>
  );
}

/** A row of great arches, one behind the other, that what is on the page stands in. */
export function ArchFrame() {
  return (
    <svg className={styles.frame} viewBox="0 0 1720 1500" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      {[440, 540, 640, 740, 840].map((radius, place) => (
        <path
          key={radius}
          opacity={1 - place * 0.2}
          d={`M${860 - radius} 1500V860a${radius} ${radius} 0 0 1 ${radius * 2} 0v640`}
        />
      ))}
    </svg>
  );
}
