import { describe, expect, it } from '@jest/globals';
import { fileOf } from '../testing.ts';
import { placeOfEntry } from './place-of-entry.ts';

describe('placeOfEntry', () => {
  it.each([
    { name: 'a block', text: 'all: {}\nx:\n  a: 1\n  b: 2\n', place: '4:3' },
    { name: 'quotes', text: "x:\n  'b': 2\n", place: '2:3' },
    { name: 'a quoted section', text: '"x":\n    a:\n        b: 1\n    b: 2\n', place: '4:5' },
    { name: 'braces', text: 'x: {a: 1, b: 2}\n', place: '1:11' },
    { name: 'braces over lines', text: 'x: {\n  a: 1,\n  b: 2,\n}\n', place: '3:3' },
    { name: 'comments', text: 'x: # b: 1\n  # b: 2\n\n  a: 1\n  b: 2\n', place: '5:3' },
    { name: 'a section of the same name elsewhere', text: 'b:\n  x:\n    b: 1\nx:\n  b: 2\n', place: '5:3' },
    { name: 'a section that bears the name itself', text: 'b:\n  b: 1\n', section: 'b', place: '2:3' },
    { name: 'what follows the section', text: 'x:\n  a: 1\ny:\n  b: 2\n', place: undefined },
    { name: 'no section', text: 'y: {b: 1}\n', place: undefined },
    { name: 'a name that is part of another', text: 'x:\n  a.b: 1\n  bb: 2\n', place: undefined },
    { name: 'a line break at the end of each line', text: 'x:\r\n  b: 1\r\n', place: '2:3' },
  ])('finds an entry: $name', ({ text, section = 'x', place }) => {
    const found = placeOfEntry(fileOf('pauses.yaml', text), section, 'b');
    expect(found && `${found.line}:${found.column}`).toBe(place);
  });

  it('takes a name as it is, whatever it means in a pattern', () => {
    const file = fileOf('pauses.yaml', 'x:\n  aab: 1\n  a+b(: 2\n');
    expect(placeOfEntry(file, 'x', 'a+b(')).toEqual({ line: 3, column: 3 });
  });

  it('finds nothing in a file that is no text', () => {
    expect(placeOfEntry({ path: 'x', id: '', content: { fault: 'no text' } }, 'x', 'b')).toBeUndefined();
  });
});
