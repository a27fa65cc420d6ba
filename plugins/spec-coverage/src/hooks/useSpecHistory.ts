import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Page,
  SpecHistoryEntry,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageApiRef } from '../api';
import {
  listenToSignals,
  LiveResult,
  Question,
  retryInterval,
  useLiveQuery,
} from '../live';
import { useRefreshOnChange } from './useRefreshOnChange';

/** Entries of the history that are read at a time. */
const PAGE_SIZE = 25;

type History = Page<SpecHistoryEntry>;

const newestHistory: Question<History> = {
  name: 'history',
  ask: (specRef, { api, signals }) => ({
    fetch: signal =>
      api.getSpecHistory(specRef, { limit: PAGE_SIZE }, { signal }),
    pollInterval: state => (state.error ? retryInterval(state) : undefined),
    listen:
      signals &&
      (hint => listenToSignals({ signals, hint, refs: () => [specRef] })),
  }),
};

/**
 * Tells the entries of a history apart.
 *
 * @internal
 */
export function historyEntryId(entry: SpecHistoryEntry): string {
  switch (entry.type) {
    case 'version':
      return `version ${entry.at} ${entry.version.contentHash}`;
    case 'verdict':
      return `verdict ${entry.verdict.id}`;
    default:
      return `${entry.type} ${entry.drift.id}`;
  }
}

/**
 * Puts the newest page before what was read of older pages. What both have is taken from the newest page. Where the two
 * do not touch, entries between them are unknown, and the older ones are dropped: a history with a hole in it would be
 * a wrong history.
 *
 * @internal
 */
export function joinHistory(newest: History, read: History): History {
  const newestIds = new Set(newest.items.map(historyEntryId));
  const older = read.items.filter(
    entry => !newestIds.has(historyEntryId(entry)),
  );
  const touch = older.length < read.items.length;
  if (!touch || older.length === 0) {
    return newest;
  }
  return {
    items: [...newest.items, ...older],
    nextCursor: read.nextCursor,
  };
}

/**
 * The history of a spec, and how to read on in it.
 *
 * @internal
 */
export interface SpecHistory extends LiveResult<History> {
  /** Reads one more page; absent where the history is complete. */
  loadMore?: () => void;
  loadingMore: boolean;
  /** Why the last attempt to read on failed. */
  loadMoreError?: Error;
}

/**
 * What happened to a spec, newest first, kept fresh like the spec itself.
 *
 * @internal
 */
export function useSpecHistory(summary: SpecSummary): SpecHistory {
  const newest = useLiveQuery(newestHistory, summary.ref);
  useRefreshOnChange(JSON.stringify(summary), newest.refresh);

  const [read, setRead] = useState<History>();
  const data = useMemo(
    () => newest.data && (read ? joinHistory(newest.data, read) : newest.data),
    [newest.data, read],
  );
  // New entries are added to what was read, or else a later refresh would not touch it any more.
  useEffect(() => {
    const page = newest.data;
    if (page) {
      setRead(previous => previous && joinHistory(page, previous));
    }
  }, [newest.data]);

  const api = useApi(specCoverageApiRef);
  const [more, setMore] = useState<{ loading: boolean; error?: Error }>({
    loading: false,
  });
  const request = useRef<AbortController>();
  useEffect(() => () => request.current?.abort(), []);

  const cursor = data?.nextCursor;
  const loadMore = useCallback(async () => {
    const { signal } = (request.current = new AbortController());
    setMore({ loading: true });
    try {
      const page = await api.getSpecHistory(
        summary.ref,
        { limit: PAGE_SIZE, cursor },
        { signal },
      );
      setRead({
        items: [...(data?.items ?? []), ...page.items],
        nextCursor: page.nextCursor,
      });
      setMore({ loading: false });
    } catch (error) {
      if (!signal.aborted) {
        setMore({ loading: false, error: error as Error });
      }
    }
  }, [api, cursor, data, summary.ref]);

  return {
    ...newest,
    data,
    loadMore: cursor === undefined ? undefined : loadMore,
    loadingMore: more.loading,
    loadMoreError: more.error,
  };
}
