import { describe, expect, it } from '@jest/globals';
import { withFreePort } from './with-free-port.ts';

describe('withFreePort', () => {
  it('tries another port where somebody else was faster', async () => {
    const tried: number[] = [];
    const port = await withFreePort((candidate) => {
      tried.push(candidate);
      return tried.length < 3
        ? Promise.reject(new Error('listen tcp 127.0.0.1: bind: address already in use'))
        : Promise.resolve(candidate);
    });
    expect(tried).toHaveLength(3);
    expect(port).toBe(tried[2]);
  });

  it('gives up after five', async () => {
    let tries = 0;
    const taken = withFreePort(() => Promise.reject(new Error(`address already in use (${(tries += 1)})`)));
    await expect(taken).rejects.toThrow('address already in use (5)');
  });

  it('does not try again for another reason', async () => {
    let tries = 0;
    await expect(withFreePort(() => Promise.reject(new Error(`no (${(tries += 1)})`)))).rejects.toThrow(
      'no (1)',
    );
  });
});
