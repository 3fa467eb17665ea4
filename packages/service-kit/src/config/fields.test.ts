import { describe, expect, it } from '@jest/globals';
import { duration, port, serviceConfig, urlList } from './fields.ts';

describe('duration', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5_000],
    ['1.5s', 1_500],
    ['2m', 120_000],
    ['1h', 3_600_000],
    [3, 3_000],
    [0.25, 250],
    [0, 0],
  ])('takes %s as %d milliseconds', (text, milliseconds) => {
    expect(duration.parse(text)).toBe(milliseconds);
  });

  it.each(['5', '5 s', '5d', '-5s', 's', '', -1, null, true, [5], Number.NaN])(
    'does not take %j',
    (value) => {
      expect(() => duration.parse(value)).toThrow('expected a duration such as 500ms');
    },
  );
});

describe('port', () => {
  it.each([0, 80, 65_535])('takes %d', (value) => expect(port.parse(value)).toBe(value));

  it.each([-1, 65_536, 1.5, '80'])('does not take %j', (value) => {
    expect(() => port.parse(value)).toThrow('expected a port from 0 to 65535');
  });
});

describe('urlList', () => {
  it.each([
    ['http://127.0.0.1:9001', ['http://127.0.0.1:9001']],
    [
      ['http://a:9001/', 'https://b/deployer//'],
      ['http://a:9001', 'https://b/deployer'],
    ],
  ])('takes %j', (value, list) => expect(urlList.parse(value)).toEqual(list));

  it.each([[[]], 'host:9001', 'ftp://a', '127.0.0.1', ['http://a', 'b']])('does not take %j', (value) => {
    expect(() => urlList.parse(value)).toThrow('expected an address such as');
  });
});

describe('serviceConfig', () => {
  const required = { versions_url: '/repo', versions_checkout_path: '/checkout', api_port: 9_001 };

  it('adds the fields of one service to those of all', () => {
    expect(serviceConfig({ deployer_url: urlList }).parse({ ...required, deployer_url: 'http://a' })).toEqual(
      {
        ...required,
        deployer_url: ['http://a'],
        api_host: '127.0.0.1',
        allow_unauthenticated: false,
        poll_interval: 5_000,
        log_level: 'info',
      },
    );
  });

  it('does not poll without a pause', () => {
    expect(() => serviceConfig({}).parse({ ...required, poll_interval: 0 })).toThrow('at least 100ms');
  });
});
