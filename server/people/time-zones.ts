declare global {
  namespace Intl {
    interface Locale {
      /** Of a region (Intl Locale Info); TypeScript does not know it yet. */
      getTimeZones(): string[] | undefined;
    }
  }
}

/** Tells the IANA time zone of a place as the directory writes it; undefined where it is not sure. */
export type TimeZones = (location: string) => string | undefined;

/**
 * First what the configuration says of the place. Otherwise only a country in which clocks agree, written in full at the end
 * ("Bergen, Norway", "Polska"): a city may have a namesake, and a code of two letters may be an American state.
 */
export function createTimeZones({ configured }: { configured: Readonly<Record<string, string>> }): TimeZones {
  const known = new Map(Object.entries(configured).map(([place, zone]) => [folded(place), zone]));
  const zones = new Map<string, string | undefined>();
  let countries: Map<string, string> | undefined;
  return (location) => {
    const place = folded(location);
    const said = known.get(place) ?? known.get(place.split(',')[0]?.trim() ?? '');
    if (said !== undefined) return said;
    countries ??= codesOfCountries();
    const country = place.split(',').at(-1)?.trim() ?? '';
    if (!zones.has(country)) zones.set(country, onlyZone(countries.get(country)));
    return zones.get(country);
  };
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // The one way to ask (ECMA-402): an unknown zone is a RangeError.
    return false;
  }
}

/** Also an American state. */
const AMBIGUOUS = new Set(['georgia']);
const NAMED_IN = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'];

/** Codes of countries by their names in some languages; from the tables that come with Node (CLDR). */
function codesOfCountries(): Map<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = NAMED_IN.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => names[0]?.of(code));
  const named = names.flatMap((name) => codes.map((code) => [folded(name.of(code) ?? ''), code] as const));
  return new Map(named.filter(([country]) => !AMBIGUOUS.has(country)));
}

/** A zone of the country, when all of its clocks agree in both halves of the year. */
function onlyZone(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const zones = new Intl.Locale(`und-${code}`).getTimeZones() ?? [];
  if (zones.length < 2) return zones[0];
  const clocks = new Set(zones.map((zone) => [0, 6].map((month) => clockOf(zone, month)).join()));
  return clocks.size === 1 ? zones[0] : undefined;
}

function clockOf(timeZone: string, month: number): string {
  const noon = new Date(Date.UTC(2026, month, 15, 12));
  return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(noon);
}

function folded(place: string): string {
  return place.normalize('NFC').trim().toLowerCase();
}
