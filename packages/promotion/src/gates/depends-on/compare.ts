import { compare, parse, type SemVer } from 'semver';

/**
 * Whether one version is at or beyond another. Undefined where nobody can tell: hashes, dates, a number beside a version with dots;
 * only equality is certain for those.
 */
export function isAtLeast(version: string, wanted: string): boolean | undefined {
  if (version === wanted) return true;
  if (isNumber(version) && isNumber(wanted)) return BigInt(version) >= BigInt(wanted);
  const [one, other] = [semanticVersion(version), semanticVersion(wanted)];
  return one && other ? compare(one, other) >= 0 : undefined;
}

function isNumber(text: string): boolean {
  return /^\d{1,100}$/.test(text);
}

/**
 * `v1.10`, `1.4.0-rc1`, `1.4rc1`: up to three numbers, with a dot or a `v` to tell a version by; what is missing is 0. Four numbers are
 * none: cut to three, different ones would be equal.
 */
function semanticVersion(text: string): SemVer | null {
  const [, v, major = '', minor, patch = '0', pre, build = ''] =
    /^(v?)(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-?([A-Za-z][\w.-]*|(?<=-)[\w.-]+))?(\+[\w.-]+)?$/i.exec(text) ?? [];
  // A hash may begin with numbers.
  const isGlued = pre !== undefined && !text.includes('-');
  if (minor === undefined && (v === '' || isGlued)) return null;
  return parse(`${major}.${minor ?? '0'}.${patch}${pre === undefined ? '' : `-${pre}`}${build}`, {
    loose: true,
  });
}
