import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';
import { recordingLogger } from './recording-logger.ts';

describe('createLogger', () => {
  it('writes JSON lines that name the service, with the level as a word and the time as ISO 8601', () => {
    const written: string[] = [];
    const log = createLogger({ name: 'deployer', destination: { write: (line) => void written.push(line) } });
    log.info({ environment: 'dev' }, 'deployed');
    log.debug('not at this level');
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'deployer',
      environment: 'dev',
      msg: 'deployed',
    });
  });

  it('lets no credential through, whichever way it comes', () => {
    const { log, lines } = recordingLogger();
    const url = 'https://ann:hunter2@host/';
    const error = new Error(`cannot fetch ${url}`, { cause: new Error(url) });
    log.info({ url }, `message ${url}`);
    log.info(`format %s`, url);
    log.error(error);
    log.error({ err: error, error, facts: { deep: [error] } }, 'failed');
    log.child({ url, headers: { authorization: 'Bearer hunter2' } }).info('bound');
    log.info({ manifest: { kind: 'Secret', stringData: { password: 'hunter2' } } }, 'secret');
    expect(lines).toHaveLength(6);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(lines[2]).toMatchObject({
      err: { type: 'Error', stack: expect.stringContaining('logger.test.ts') },
    });
  });
});
