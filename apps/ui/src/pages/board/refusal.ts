import { RequestRefused } from '../../live/services.ts';

/** A failed request, sorted for a form: what belongs to a field, and what does not. */
export interface Refusal {
  readonly fields: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly detail?: string;
}

/**
 * Sorts a failure by the fields of a form. `fieldOf` tells the form's field by the last part of the fault's path in the
 * request (`/body/reason` is `reason`); faults of no field of this form stay in the detail.
 */
export function refusalOf(error: Error, fieldOf: Readonly<Record<string, string>>): Refusal {
  if (!(error instanceof RequestRefused)) return { fields: {}, title: error.message };
  const { title, detail, errors = [] } = error.problem;
  const fields: Record<string, string> = {};
  const others: string[] = [];
  for (const { path, message } of errors) {
    const field = fieldOf[path.slice(path.lastIndexOf('/') + 1).toLowerCase()];
    if (field === undefined) others.push(`${path}: ${message}`);
    else fields[field] = message;
  }
  const isTold = Object.keys(fields).length > 0 && others.length === 0;
  if (isTold) return { fields };
  const text = [detail, ...others].filter((part) => part !== undefined).join(' ');
  return { fields, title, ...(text !== '' && { detail: text }) };
}
