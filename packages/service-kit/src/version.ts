/** The version that the build put into the bundle; `development` when run from source. */
export const serviceVersion: string = process.env['TRIBBLE_VERSION'] ?? 'development';
