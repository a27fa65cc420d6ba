import { stopOf } from './stop';

const stop = (tenant?: string) => ({
  id: tenant ?? 'all',
  enabled: false,
  tenant,
  endRunning: false,
  reason: 'Too dear',
  by: 'user:default/mira',
  at: '2026-11-25T12:00:00Z',
});
const state = (stops: ReturnType<typeof stop>[], environment = false) => ({
  enabled: true,
  isStoppedByEnvironment: environment,
  stops,
});
const PAYMENTS = 'group:default/payments';

describe('stopOf', () => {
  it('is nothing where nothing is stopped', () => {
    expect(stopOf(state([]), PAYMENTS)).toBeUndefined();
  });

  it('is not the stop of another tenant', () => {
    expect(stopOf(state([stop('group:default/other')]), PAYMENTS)).toBe(
      undefined,
    );
    expect(stopOf(state([stop(PAYMENTS)]))).toBeUndefined();
  });

  it('is that of all before that of the tenant', () => {
    expect(stopOf(state([stop(PAYMENTS), stop()]), PAYMENTS)).toMatchObject({
      event: { id: 'all' },
    });
    expect(stopOf(state([stop(PAYMENTS)]), PAYMENTS)).toMatchObject({
      event: { id: PAYMENTS },
    });
  });

  it('is the environment before anything else', () => {
    expect(stopOf(state([stop()], true), PAYMENTS)).toEqual({
      by: 'environment',
    });
  });
});
