import { describe, expect, it } from '@jest/globals';
import { aState, now } from '../../../test/state.ts';
import { countMarks, type Filter, filterOf, matching, rowsOf, withFilter } from './filter.ts';
import { columnsOf } from './flow.ts';

const state = aState();
const rows = rowsOf(state.resources, columnsOf(state), now);
const namesOf = (filter: Filter) => matching(rows, filter).map(({ resource }) => resource);

describe('rowsOf', () => {
  it('sorts as people count', () => {
    const cells = {};
    const sorted = rowsOf({ s10: { cells }, s2: { cells }, a: { cells } }, [], now);
    expect(sorted.map(({ resource }) => resource)).toEqual(['a', 's2', 's10']);
  });

  it('marks a row by what any of its cells is', () => {
    expect(rows.find(({ resource }) => resource === 'payments/api')?.marks).toEqual(
      new Set(['Clean', 'Failed', 'Behind', 'Locked']),
    );
  });
});

describe('matching', () => {
  it.each<{ filter: Filter; names: string[] }>([
    {
      filter: { text: '', marks: [] },
      names: ['billing', 'gateway', 'payments/api', 's1', 'search/indexer'],
    },
    { filter: { text: ' PAY', marks: [] }, names: ['payments/api'] },
    { filter: { text: '', marks: ['Failed'] }, names: ['payments/api'] },
    { filter: { text: '', marks: ['Failed', 'Outdated'] }, names: ['gateway', 'payments/api'] },
    { filter: { text: '', marks: ['Behind'] }, names: ['payments/api', 's1'] },
    { filter: { text: '', marks: ['Locked'] }, names: ['payments/api'] },
    { filter: { text: 's1', marks: ['Failed'] }, names: [] },
  ])('$filter', ({ filter, names }) => {
    expect(namesOf(filter)).toEqual(names);
  });
});

describe('countMarks', () => {
  it('counts rows, not cells', () => {
    expect(countMarks(rows)).toEqual({
      Clean: 5,
      InProgress: 1,
      Outdated: 1,
      Failed: 1,
      Behind: 2,
      Locked: 1,
    });
  });
});

describe('the filter in the address', () => {
  it.each<{ query: string; filter: Filter }>([
    { query: '', filter: { text: '', marks: [] } },
    { query: 'q=pay', filter: { text: 'pay', marks: [] } },
    { query: 'q=pay&state=Failed&state=Behind', filter: { text: 'pay', marks: ['Failed', 'Behind'] } },
  ])('is read and written alike: $query', ({ query, filter }) => {
    expect(filterOf(new URLSearchParams(query))).toEqual(filter);
    expect(withFilter(new URLSearchParams(), filter).toString()).toBe(query);
  });

  it('leaves out what it does not know, and leaves other parameters alone', () => {
    expect(filterOf(new URLSearchParams('state=Green')).marks).toEqual([]);
    const query = new URLSearchParams('environment=prod&q=old&state=Failed');
    expect(withFilter(query, { text: 'new', marks: [] }).toString()).toBe('environment=prod&q=new');
  });
});
