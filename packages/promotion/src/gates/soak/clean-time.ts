import { isSameVersion, type ResourceRecord } from '@tribble/resource-repo/format';

type CleanRecord = Pick<ResourceRecord, 'clean' | 'current' | 'failedAt'>;

/**
 * The instant, as milliseconds, at which exactly this version has been Clean for so long since the resource last failed: the same version
 * file, and the same rendered objects as now. It lies ahead where the version goes on being Clean. Undefined where the
 * recorded time is too short and none is open. It does not depend on the clock, so it stays the same while nothing happens.
 */
export function soakedAt(record: CleanRecord, versionId: string, length: number): number | undefined {
  const { current, clean, failedAt } = record;
  if (current === undefined || current.versionId !== versionId) return undefined;
  const counted = failedAt === undefined ? 0 : Date.parse(failedAt);
  let missing = length;
  for (const time of clean) {
    if (time.versionId !== versionId || !isSameVersion(time, current)) continue;
    const from = Math.max(Date.parse(time.from), counted);
    const lasted = time.until === undefined ? Infinity : Math.max(0, Date.parse(time.until) - from);
    if (lasted >= missing) return from + missing;
    missing -= lasted;
  }
  return undefined;
}
