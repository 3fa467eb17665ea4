import { describe, expect, it } from '@jest/globals';
import { checkSchedule } from './schedule.ts';

describe('checkSchedule', () => {
  it.each(['* * * * *', '*/5 0-6,12 1 jan-mar MON', '0 0 1 1 0', '@daily', '@every 1h30m', '30 4 ? * 1-5/2'])(
    'takes %s',
    (schedule) => {
      expect(checkSchedule('spec.schedule', schedule)).toEqual([]);
    },
  );

  it.each([
    ['', 'Required value'],
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['a * * * *', 'failed to parse int from a: a'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['@often', 'unrecognized descriptor: @often'],
    ['TZ=UTC * * * * *', 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'],
  ])('refuses %j', (schedule, says) => {
    expect(checkSchedule('spec.schedule', schedule)[0]?.message).toContain(says);
  });
});
