import { objectsOf, objectOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { fill, section } from '../fill.ts';

/** Fills in the defaults of a LimitRange: what a container gets follows from what it may have at most. */
export function defaultLimitRange(limitRange: KubernetesObject): void {
  for (const item of objectsOf(objectOf(limitRange['spec'])['limits'])) {
    if (item['type'] !== 'Container') continue;
    for (const [section_, sources] of inherited) {
      const all = Object.assign({}, ...sources.map((source) => objectOf(item[source]))) as typeof item;
      if (Object.keys(all).length > 0) fill(section(item, section_), all);
    }
  }
}

const inherited: readonly (readonly [string, readonly string[]])[] = [
  ['default', ['max']],
  ['defaultRequest', ['min', 'default']],
];
