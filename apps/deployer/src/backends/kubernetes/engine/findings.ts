import type { FieldChange } from '@tribble/api';
import type { LiveObject } from '../../../core/live.ts';

/** What the last plan found out of an object that the cache alone does not tell. */
export type Finding = {
  /** Why nothing is done about it. */
  message?: string;
  /** What somebody else changed, and what was not put right. */
  drift?: readonly FieldChange[];
  /** The object is not there any more: where a Job stands that has removed itself, and what it was applied with. */
  removed?: Pick<LiveObject, 'reason' | 'message' | 'digest' | 'revision' | 'version'>;
};

/** The findings of the last plan, by key. */
export class Findings {
  #findings: ReadonlyMap<string, Finding> = new Map();

  of(key: string): Finding | undefined {
    return this.#findings.get(key);
  }

  replace(findings: ReadonlyMap<string, Finding>): void {
    this.#findings = findings;
  }
}
