/** `disableOnNumbers` came with 1.15, filterable attributes with features with 1.14; 1.21 is what the tests run against. */
export const MINIMUM_VERSION = '1.15.0';

export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = MINIMUM_VERSION.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
