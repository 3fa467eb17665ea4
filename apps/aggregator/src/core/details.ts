/**
 * What people are told of the objects behind a cell, in a size that a state of thousands of cells can bear: only what is
 * not well, and of that no more than anybody reads.
 */
import {
  type Cell,
  type ChangedFields,
  type Drift,
  type FieldChange,
  type HealedDrift,
  type ObjectStatus,
  type ObjectView,
  type PruneStatus,
  type PruneView,
  type ResourceStatus,
  worst,
} from '@tribble/api';

const mostObjects = 10;
/** Of one message, in characters: as much as the end of a log takes, with what stands before it. */
const longestMessage = 2500;
/** The objects of one cell share these: a single one is told in full, of ten only the essence. */
const messagesOfCell = 4000;
const fieldsOfCell = 20;
const longestValue = 200;

/** What is told of a resource's objects, and of itself. */
export function detailsOf(
  resource: ResourceStatus,
): Pick<Cell, 'message' | 'objects' | 'moreObjects' | 'healed'> {
  const { message, healed } = resource;
  const troubled = resource.objects.filter(({ status }) => status !== 'Clean').toSorted(worstFirst);
  const told = troubled.slice(0, mostObjects);
  const more = troubled.length - told.length;
  // What one of its objects tells in full, a resource need not tell again.
  const isTold = told.some((object) => object.message === message);
  return {
    ...(message !== undefined && { message: shortened(isTold ? inOneLine(message) : message) }),
    ...(told.length > 0 && { objects: objectViews(told) }),
    ...(more > 0 && { moreObjects: more }),
    ...(healed && { healed: healedView(healed) }),
  };
}

/** What is told of what left git and is still there; undefined where that is nothing. */
export function pruneView({ objects, message, confirm }: PruneStatus): PruneView | undefined {
  if (objects.length === 0) return undefined;
  return {
    count: objects.length,
    objects: objectViews(objects.slice(0, mostObjects)),
    ...(message !== undefined && { message: shortened(message) }),
    ...(confirm !== undefined && { confirm }),
  };
}

/** A text of bounded length. The middle goes: a message begins with what is wrong, and a log ends with it. */
export function shortened(text: string, longest = longestMessage): string {
  if (text.length <= longest) return text;
  const half = Math.floor((longest - 3) / 2);
  // A cut through a pair of surrogates would leave half a character.
  const start = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, '');
  const end = text.slice(-half).replace(/^[\uDC00-\uDFFF]/, '');
  return `${start} … ${end}`;
}

function inOneLine(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return rest.length === 0 ? first : `${first} …`;
}

/** Those that are equally bad stay in their order, so that nothing moves without a reason. */
function worstFirst({ status: left }: ObjectStatus, { status: right }: ObjectStatus): number {
  if (left === right) return 0;
  return worst([left, right]) === left ? -1 : 1;
}

function objectViews(objects: readonly ObjectStatus[]): ObjectView[] {
  const longest = Math.min(longestMessage, Math.floor(messagesOfCell / objects.length));
  const mostFields = Math.floor(fieldsOfCell / objects.length);
  return objects.map(({ message, drift = [], ...object }) => ({
    ...object,
    ...(message !== undefined && { message: shortened(message, longest) }),
    ...(drift.length > 0 && { drift: changedFields(drift, mostFields) }),
  }));
}

function healedView({ object, managers, fields, healedAt }: Drift): HealedDrift {
  return {
    object,
    ...(managers && { managers: managers.slice(0, mostObjects) }),
    changes: changedFields(fields, fieldsOfCell),
    ...(healedAt !== undefined && { healedAt }),
  };
}

function changedFields(fields: readonly FieldChange[], most: number): ChangedFields {
  const more = fields.length - most;
  return { fields: fields.slice(0, most).map(shortenedField), ...(more > 0 && { more }) };
}

function shortenedField({ live, desired, ...field }: FieldChange): FieldChange {
  return {
    ...field,
    ...(live !== undefined && { live: shortened(live, longestValue) }),
    ...(desired !== undefined && { desired: shortened(desired, longestValue) }),
  };
}
