import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from '../objects/identity.ts';
import { Departed } from './departed.ts';

const identity = (name: string, kind = 'Job') => ({ group: 'batch', kind, namespace: 'dev', name });
const object = (name: string): KubernetesObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'dev' },
});

describe('Departed', () => {
  it('remembers how a Job was until there is one of its name again', () => {
    const departed = new Departed();
    departed.note(identity('a'), object('a'), undefined);
    expect(departed.get(identity('a'))).toEqual(object('a'));
    departed.note(identity('a'), undefined, object('a'));
    expect(departed.get(identity('a'))).toBeUndefined();
  });

  it('remembers nothing but Jobs', () => {
    const departed = new Departed();
    departed.note(identity('a', 'CronJob'), object('a'), undefined);
    expect(departed.get(identity('a', 'CronJob'))).toBeUndefined();
  });

  it('forgets the oldest where there are very many', () => {
    const departed = new Departed();
    for (let count = 0; count <= 1_000; count += 1) {
      departed.note(identity(`j${count}`), object(`j${count}`), undefined);
    }
    expect(departed.get(identity('j0'))).toBeUndefined();
    expect(departed.get(identity('j1'))).toBeDefined();
    expect(departed.get(identity('j1000'))).toBeDefined();
  });
});
