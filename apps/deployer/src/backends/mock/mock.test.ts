import { describe, expect, it } from '@jest/globals';
import { applyTo, environmentOf, observed, rendered } from '../backend.contract.ts';
import { openMock } from './mock.contract.ts';

const aResource = (name: string, version: string) =>
  rendered(name, version, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { version } }]);

describe('the script of a Mock', () => {
  it('says how long a rollout takes, from the last change', async () => {
    let time = 0;
    const backend = openMock({ delay: 100 }, 'dev', () => new Date(time));
    const reasonAt = async (milliseconds: number) => {
      time = milliseconds;
      return (await observed(backend, aResource('s1', '1')))[0]?.reason;
    };
    await applyTo(backend, environmentOf(aResource('s1', '1')));
    expect(await reasonAt(99)).toBe('NotAllUpdated');
    await applyTo(backend, environmentOf(aResource('s1', '1')));
    expect(await reasonAt(100)).toBe('Clean');
    await applyTo(backend, environmentOf(aResource('s1', '2')));
    expect(await reasonAt(199)).toBe('NotAllUpdated');
    expect(await reasonAt(200)).toBe('Clean');
  });

  it.each<[string, object, string[]]>([
    ['everything', {}, ['s1@1', 's1@2', 's2@1']],
    ['one resource', { resource: 's1' }, ['s1@1', 's1@2']],
    ['one version', { version: '1' }, ['s1@1', 's2@1']],
    ['one version of one resource', { resource: 's1', version: '2' }, ['s1@2']],
  ])('says what is refused, and what fails: %s', async (_, fault, concerned) => {
    const refusing = openMock({ refuse: [{ ...fault, message: 'no' }] });
    const failing = openMock({ fail: [fault] });
    const refused: string[] = [];
    const failed: string[] = [];
    for (const [name, version] of [
      ['s1', '1'],
      ['s1', '2'],
      ['s2', '1'],
    ] as const) {
      const resource = aResource(name, version);
      const { failures } = await applyTo(refusing, environmentOf(resource));
      for (const { message } of failures.values()) refused.push(`${name}@${version}`, message);
      await applyTo(failing, environmentOf(resource));
      const [object] = await observed(failing, resource);
      if (object?.reason === 'Failed') failed.push(`${name}@${version}`);
      if (object?.reason === 'Failed') expect(object.message).toBe('scripted failure');
    }
    expect(refused).toEqual(concerned.flatMap((each) => [each, 'no']));
    expect(failed).toEqual(concerned);
  });
});
