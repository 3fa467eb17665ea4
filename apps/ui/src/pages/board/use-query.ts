import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type Filter, filterOf, withFilter } from './filter.ts';
import type { Place } from './place.ts';

/** The filter, which lives in the address so that it can be shared and survives a reload. */
export function useFilter(): [Filter, (filter: Filter) => void] {
  const [query, setQuery] = useSearchParams();
  const setFilter = (filter: Filter) => setQuery((before) => withFilter(before, filter), { replace: true });
  return [filterOf(query), setFilter];
}

/** The place whose details are open, which also lives in the address. */
export function useOpenPlace(): [Place | undefined, (place: Place | undefined) => void] {
  const [query, setQuery] = useSearchParams();
  const environment = query.get('environment');
  const resource = query.get('resource');
  const setPlace = (place: Place | undefined) => {
    const change = (before: URLSearchParams) => {
      const next = new URLSearchParams(before);
      next.delete('environment');
      next.delete('resource');
      if (place) next.set('environment', place.environment);
      if (place?.resource !== undefined) next.set('resource', place.resource);
      return next;
    };
    // Back closes what was opened, and does not open again what was closed.
    setQuery(change, { replace: place === undefined });
  };
  const place = useMemo(() => {
    return environment === null ? undefined : { environment, ...(resource !== null && { resource }) };
  }, [environment, resource]);
  return [place, setPlace];
}
