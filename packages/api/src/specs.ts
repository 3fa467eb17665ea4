/** The OpenAPI documents as data, for validation at run time. A door of its own: browsers need only the types. */
export { aggregatorSpec } from './generated/aggregator.spec.ts';
export { deployerSpec } from './generated/deployer.spec.ts';
export { transitionerSpec } from './generated/transitioner.spec.ts';
