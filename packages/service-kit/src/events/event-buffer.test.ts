import { describe, expect, it } from '@jest/globals';
import { EventBuffer } from './event-buffer.ts';

function bufferOf(frames: string[], limits = { events: 3, bytes: 100 }): EventBuffer {
  const buffer = new EventBuffer(limits);
  for (const frame of frames) buffer.add(Buffer.from(frame));
  return buffer;
}

describe('EventBuffer', () => {
  it.each([
    [0, ['a', 'b', 'c']],
    [2, ['c']],
    [3, []],
    [4, undefined],
  ])('knows what came after number %d', (number, expected) => {
    expect(bufferOf(['a', 'b', 'c']).after(number)?.map(String)).toEqual(expected);
  });

  it('keeps no more events than it may', () => {
    const buffer = bufferOf(['a', 'b', 'c', 'd']);
    expect(buffer.last).toBe(4);
    expect(buffer.after(0)).toBeUndefined();
    expect(buffer.after(1)?.map(String)).toEqual(['b', 'c', 'd']);
  });

  it('keeps no more bytes than it may', () => {
    const buffer = bufferOf(['aaaa', 'bbbb', 'cc'], { events: 3, bytes: 7 });
    expect(buffer.after(1)?.map(String)).toEqual(['bbbb', 'cc']);
    expect(buffer.after(0)).toBeUndefined();
    buffer.add(Buffer.from('too many bytes'));
    expect(buffer.after(3)).toBeUndefined();
    expect(buffer.after(4)).toEqual([]);
  });

  it('may keep nothing', () => {
    const buffer = bufferOf(['a'], { events: 0, bytes: 0 });
    expect(buffer.after(0)).toBeUndefined();
    expect(buffer.after(1)).toEqual([]);
  });
});
