import { readEnvironmentSwitch } from './environment';

describe('readEnvironmentSwitch', () => {
  it.each([undefined, '', 'true', 'TRUE', '1', 'yes', 'on'])(
    'allows calls with %p',
    value => {
      expect(readEnvironmentSwitch({ LLM_CALLS_ENABLED: value })).toEqual({
        isStopped: false,
      });
    },
  );

  it.each(['false', 'False', ' false ', '0', 'no', 'off'])(
    'stops calls with %p',
    value => {
      expect(readEnvironmentSwitch({ LLM_CALLS_ENABLED: value })).toEqual({
        isStopped: true,
      });
    },
  );

  it('stops calls with what it does not understand, and says so', () => {
    expect(readEnvironmentSwitch({ LLM_CALLS_ENABLED: 'flase' })).toEqual({
      isStopped: true,
      problem: expect.stringContaining('LLM_CALLS_ENABLED'),
    });
  });
});
