import { type Cause } from '../../api-error.ts';
import { type JsonObject, objectOf, textOf } from '../../json.ts';
import { invalidValue } from '../causes.ts';
import { quantityAmount } from '../quantity.ts';

/** What is wrong with the resources of a container, if anything. */
export function checkResources(field: string, resources: JsonObject): Cause[] {
  const [limits, requests] = [objectOf(resources['limits']), objectOf(resources['requests'])];
  const negative = (['limits', 'requests'] as const).flatMap((list) =>
    Object.entries(objectOf(resources[list])).flatMap(([name, value]) =>
      (quantityAmount(textOf(value)) ?? 0n) < 0n
        ? [invalidValue(`${field}.${list}[${name}]`, value, 'must be greater than or equal to 0')]
        : [],
    ),
  );
  const excessive = Object.entries(requests).flatMap(([name, value]) => {
    const limit = quantityAmount(textOf(limits[name]));
    const amount = quantityAmount(textOf(value));
    if (limit === undefined || amount === undefined || amount <= limit) return [];
    const says = `must be less than or equal to ${name} limit of ${textOf(limits[name])}`;
    return [invalidValue(`${field}.requests`, value, says)];
  });
  return [...negative, ...excessive];
}
