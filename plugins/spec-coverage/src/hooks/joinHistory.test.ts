import type {
  Page,
  SpecHistoryEntry,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { joinHistory } from './useSpecHistory';

function page(hashes: string[], nextCursor?: string): Page<SpecHistoryEntry> {
  return {
    items: hashes.map(contentHash => ({
      type: 'version',
      at: contentHash,
      version: { contentHash, seenAt: contentHash, invariants: 1 },
    })),
    nextCursor,
  };
}

describe('joinHistory', () => {
  it('puts what is new before what was read', () => {
    expect(
      joinHistory(page(['5', '4', '3'], 'after 3'), page(['4', '3', '2', '1'])),
    ).toEqual(page(['5', '4', '3', '2', '1']));
  });

  it('keeps the place up to which was read', () => {
    expect(
      joinHistory(page(['4', '3'], 'after 3'), page(['3', '2'], 'after 2')),
    ).toEqual(page(['4', '3', '2'], 'after 2'));
  });

  it('leaves no hole where too much happened in between', () => {
    const newest = page(['9', '8'], 'after 8');
    expect(joinHistory(newest, page(['3', '2']))).toBe(newest);
  });

  it('reads on from the newest page when nothing older was read', () => {
    const newest = page(['3', '2'], 'after 2');
    expect(joinHistory(newest, page(['2']))).toBe(newest);
  });

  it('takes the newer one of two accounts of a thing', () => {
    const drift = { id: 'd', specRef: 'a:b', title: 'B', openedAt: '1' };
    const opened = (closedAt?: string): Page<SpecHistoryEntry> => ({
      items: [{ type: 'drift-opened', at: '1', drift: { ...drift, closedAt } }],
    });
    const joined = joinHistory(opened('2'), {
      items: [...opened().items, ...page(['0']).items],
    });
    expect(joined.items[0]).toEqual(opened('2').items[0]);
  });
});
