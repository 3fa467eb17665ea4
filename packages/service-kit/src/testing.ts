/** What tests of services need: time that they move, logs that they read. */
export { type FakeClock, fakeClock } from './fake-clock.ts';
export { recordingLogger, type RecordingLogger } from './log/recording-logger.ts';
