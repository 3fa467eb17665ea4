import { describe, expect, it } from '@jest/globals';
import { type KubernetesObject } from '../objects.ts';
import { matchesFields, parseFieldSelector } from './field-selector.ts';
import { formatRequirements, matchesLabels, parseLabelSelector, requirementsOf } from './label-selector.ts';

describe('label selectors', () => {
  const labels = { app: 'web', tier: 'front', 'example.org/team': 'a' };
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier=front', true],
    ['app=web,tier=back', false],
    ['app!=api', true],
    ['missing!=x', true],
    ['tier in (front, back)', true],
    ['tier notin (front,back),app=web', false],
    ['missing notin (x)', true],
    ['example.org/team', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['missing=', false],
  ])('%j on the labels of a web front end: %j', (selector, expected) => {
    expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(expected);
  });

  it('refuses what it cannot read', () => {
    expect(() => parseLabelSelector('app=a=b')).toThrow('unable to parse requirement');
  });

  it('reads selector objects and writes them as text', () => {
    const requirements = requirementsOf({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    });
    expect(formatRequirements(requirements)).toBe('app=web,tier in (a,b),!old');
  });
});

describe('field selectors', () => {
  const pod: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'n' },
    status: { phase: 'Running' },
  };
  it.each([
    ['metadata.name=a', true],
    ['metadata.name=a,metadata.namespace=n', true],
    ['metadata.name!=a', false],
    ['status.phase=Running', true],
    ['status.phase==Pending', false],
  ])('%j: %j', (selector, expected) => {
    expect(matchesFields(parseFieldSelector(selector, 'Pod', ['status.phase']), pod)).toBe(expected);
  });

  it('refuses fields that the kind does not index', () => {
    expect(() => parseFieldSelector('spec.replicas=1', 'Deployment', [])).toThrow(
      'field label not supported: spec.replicas',
    );
  });
});
