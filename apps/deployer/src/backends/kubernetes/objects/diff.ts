import type { FieldChange } from '@tribble/api';
import { canonicalJson, isValueMap, type Value, type ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { keyedItems } from './list-keys.ts';
import { managersOf } from './managed-fields.ts';
import { masked } from './mask.ts';
import { partsOf, pointerOf, withoutValueAt } from './pointer.ts';

export type DiffOptions = {
  /** Of the hashes that stand for the values of Secrets. */
  salt: string;
  /** JSON pointers of what is not compared. */
  ignore?: readonly string[];
  /** Our field manager: changes are told with the name of another that set the live value. */
  ourManager?: string;
};

/** The longest value that is shown. */
const valueLength = 200;

/**
 * What differs between a live object and the one that is wanted: labels, annotations, and all but metadata and status. Compare
 * with what the server would store (a dry run), never with a manifest. An absent side stands for an object that is not there.
 * The values of Secrets are told as hashes.
 */
export function diffObjects(
  live: KubernetesObject | undefined,
  desired: KubernetesObject | undefined,
  { salt, ignore = [], ourManager }: DiffOptions,
): FieldChange[] {
  const view = (object: KubernetesObject | undefined) => object && compared(masked(object, salt), ignore);
  const differences = valueDifferences(view(live) ?? {}, view(desired) ?? {}, []);
  return differences.map(({ path, live: before, desired: after }) => {
    const pointer = pointerOf(path);
    const managers = live === undefined || before === undefined ? [] : managersOf(live, pointer);
    const manager = ourManager === undefined ? undefined : managers.find((each) => each !== ourManager);
    return {
      path: pointer,
      ...(before !== undefined && { live: shown(before) }),
      ...(after !== undefined && { desired: shown(after) }),
      ...(manager !== undefined && { manager }),
    };
  });
}

/** The part of an object that git can have a say in. */
function compared(object: KubernetesObject, ignore: readonly string[]): ValueMap {
  const {
    metadata,
    status: _status,
    ...rest
  } = ignore.reduce<KubernetesObject>((kept, pointer) => withoutValueAt(kept, partsOf(pointer)), object);
  const { labels, annotations } = metadata;
  const texts = { ...(isFilled(labels) && { labels }), ...(isFilled(annotations) && { annotations }) };
  return { ...(Object.keys(texts).length > 0 && { metadata: texts }), ...rest };
}

const isFilled = (value: Value | undefined): value is ValueMap =>
  isValueMap(value) && Object.keys(value).length > 0;

type Difference = { path: string[]; live?: Value | undefined; desired?: Value | undefined };

function valueDifferences(live: Value | undefined, desired: Value | undefined, path: string[]): Difference[] {
  if (isSame(live, desired)) return [];
  const isCovered = path.length === 1 && path[0] === 'metadata';
  // Labels and annotations are told one by one, also where there were none.
  if (isCovered || isLabels(path)) return mapDifferences(mapOf(live), mapOf(desired), path);
  if (isValueMap(live) && isValueMap(desired)) return mapDifferences(live, desired, path);
  if (Array.isArray(live) && Array.isArray(desired)) return listDifferences(live, desired, path);
  return [{ path, live, desired }];
}

const isLabels = (path: readonly string[]): boolean => path.length === 2 && path[0] === 'metadata';
const mapOf = (value: Value | undefined): ValueMap => (isValueMap(value) ? value : {});

function mapDifferences(live: ValueMap, desired: ValueMap, path: string[]): Difference[] {
  const keys = [...new Set([...Object.keys(live), ...Object.keys(desired)])];
  const own = (map: ValueMap, key: string) => (Object.hasOwn(map, key) ? map[key] : undefined);
  return keys.flatMap((key) => valueDifferences(own(live, key), own(desired, key), [...path, key]));
}

function listDifferences(live: Value[], desired: Value[], path: string[]): Difference[] {
  const keyed = keyedItems(live, desired);
  if (keyed !== undefined) {
    const names = [...new Set([...keyed.left.keys(), ...keyed.right.keys()])];
    const differences = names.flatMap((name) =>
      valueDifferences(keyed.left.get(name), keyed.right.get(name), [...path, name]),
    );
    // The same items in another order are a difference of the list.
    return differences.length > 0 ? differences : [{ path, live, desired }];
  }
  const isOfMaps = [...live, ...desired].every(isValueMap);
  if (!isOfMaps || live.length !== desired.length) return [{ path, live, desired }];
  return live.flatMap((item, index) => valueDifferences(item, desired[index], [...path, String(index)]));
}

function isSame(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left === right || canonicalJson(left) === canonicalJson(right);
}

function shown(value: Value): string {
  const json = JSON.stringify(value);
  if (json.length <= valueLength) return json;
  // A cut through a pair of surrogates would leave half a character.
  return `${json.slice(0, valueLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
