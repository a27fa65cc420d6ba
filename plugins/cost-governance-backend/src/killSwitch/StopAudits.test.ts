import { mockServices } from '@backstage/backend-test-utils';
import { type AuditedEvent, recordingAuditor } from '@proofline/test-support';
import { LlmCallsStoppedError } from './LlmCallsStoppedError';
import { StopAudits } from './StopAudits';

const PAYMENTS = 'group:default/payments';
const MINUTE = 60_000;

describe('StopAudits', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function start(mostPairs?: number) {
    const audited: AuditedEvent[] = [];
    const auditor = recordingAuditor(audited);
    const logger = mockServices.logger.mock();
    const audits = new StopAudits({ auditor, logger, mostPairs });
    return {
      audited,
      auditor,
      audits,
      logger,
      refuse: (tenant = PAYMENTS, caller = 'plugin:a', why = 'the bill') =>
        audits.refused(
          { tenant, caller, tokens: 7, model: 'm', request: {} as never },
          new LlmCallsStoppedError(why),
        ),
      metas: () => audited.map(({ meta }) => meta),
    };
  }

  const first = (tenant = PAYMENTS, caller = 'plugin:a') => ({
    tenant,
    caller,
    tokens: 7,
    model: 'm',
  });
  const later = (refusals: number, tenant = PAYMENTS, caller = 'plugin:a') => ({
    tenant,
    caller,
    refusals,
  });

  it('audits the first refusal of a tenant and caller at once, and the others of the minute as one', async () => {
    const { audited, metas, refuse } = start();
    await Promise.all(Array.from({ length: 1_000 }, () => refuse()));
    await refuse(PAYMENTS, 'plugin:b');
    expect(metas()).toEqual([first(), first(PAYMENTS, 'plugin:b')]);
    await jest.advanceTimersByTimeAsync(MINUTE / 2);
    await refuse(PAYMENTS, 'plugin:a', 'the last word');
    await jest.advanceTimersByTimeAsync(MINUTE / 2 - 1);
    expect(audited).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(audited.slice(2)).toEqual([
      expect.objectContaining({
        eventId: 'llm-reserve',
        status: 'failed',
        meta: later(1_000),
        error: expect.stringContaining('the last word'),
      }),
    ]);
    await refuse();
    expect(metas().slice(3)).toEqual([first()]);
  });

  it('has no timer while there is nothing to write', async () => {
    const { audited, refuse } = start();
    await refuse();
    expect(jest.getTimerCount()).toBe(0);
    await refuse();
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(jest.getTimerCount()).toBe(0);
    expect(audited).toHaveLength(2);
  });

  it('audits at once again when a minute is over in which nothing was refused', async () => {
    const { metas, refuse } = start();
    await refuse();
    await jest.advanceTimersByTimeAsync(MINUTE);
    await refuse();
    expect(metas()).toEqual([first(), first()]);
  });

  it('audits what was gathered when it is closed, and then each refusal', async () => {
    const { audits, metas, refuse } = start();
    await refuse();
    await refuse();
    await refuse();
    await audits.close();
    expect(metas()).toEqual([first(), later(2)]);
    expect(jest.getTimerCount()).toBe(0);
    await refuse();
    expect(metas().slice(2)).toEqual([first()]);
  });

  it('gathers under one what is more than it tells apart, until there is room again', async () => {
    const { metas, refuse } = start(2);
    for (const tenant of ['a', 'b', 'c', 'd', 'e', 'a']) {
      await refuse(tenant);
    }
    expect(metas()).toEqual([first('a'), first('b'), first('c')]);
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(metas().slice(3)).toHaveLength(2);
    expect(metas().slice(3)).toEqual(
      expect.arrayContaining([later(1, 'a'), { refusals: 2 }]),
    );
    await refuse('d');
    expect(metas().slice(5)).toEqual([first('d')]);
  });

  it('tells the log what could not be audited', async () => {
    const { auditor, audits, logger, refuse } = start();
    await refuse();
    await refuse();
    jest.mocked(auditor.createEvent).mockRejectedValue(new Error('no disk'));
    await audits.close();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/^1 refusals .*no disk/),
    );
  });
});
