import { fieldAt, objectsOf, textOf } from '../../json.ts';
import { ageColumn, column, nameColumn, numberColumn } from '../columns.ts';
import { defineKind } from '../kind.ts';
import { checkAutoscaler, defaultAutoscaler } from './rules.ts';

/** HorizontalPodAutoscalers. */
export const autoscalerKind = defineKind({
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  group: 'autoscaling',
  version: 'v2',
  shortNames: ['hpa'],
  categories: ['all'],
  subresources: ['status'],
  initialStatus: { currentMetrics: null, desiredReplicas: 0 },
  defaults: defaultAutoscaler,
  validate: checkAutoscaler,
  columns: [
    nameColumn,
    column('Reference', (autoscaler) => {
      const target = fieldAt(autoscaler, 'spec', 'scaleTargetRef');
      return `${textOf(fieldAt(target, 'kind'))}/${textOf(fieldAt(target, 'name'))}`;
    }),
    column('Targets', (autoscaler) => {
      const metrics = objectsOf(fieldAt(autoscaler, 'spec', 'metrics'));
      return metrics.map(() => '<unknown>').join(', ') || '<none>';
    }),
    numberColumn('MinPods', 'spec', 'minReplicas'),
    numberColumn('MaxPods', 'spec', 'maxReplicas'),
    numberColumn('Replicas', 'status', 'currentReplicas'),
    ageColumn,
  ],
});
