import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiLoader4Line } from '@remixicon/react';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './RunningProof.module.css';

function Progress(props: {
  label: string;
  text: string;
  settled?: number;
  expected?: number;
}) {
  const { label, text, settled = 0, expected = 0 } = props;
  const known = expected > 0;
  return (
    <div className={styles.running}>
      <div className={styles.text}>
        <RiLoader4Line size={14} aria-hidden className={styles.spinner} />
        <span>{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuetext={text}
        aria-valuemin={known ? 0 : undefined}
        aria-valuemax={known ? expected : undefined}
        aria-valuenow={known ? settled : undefined}
        className={styles.track}
      >
        <div
          className={styles.fill}
          data-unknown={!known || undefined}
          style={known ? { width: `${(100 * settled) / expected}%` } : {}}
        />
      </div>
    </div>
  );
}

/**
 * How far the proofs and checks of several specs are; nothing where none is running.
 *
 * @internal
 */
export function RunningProofs(props: { specs: SpecSummary[] }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const jobs = props.specs.flatMap(({ proofJob }) => proofJob ?? []);
  const checking = props.specs.filter(spec => spec.checking).length;
  if (jobs.length === 0) {
    return checking === 0 ? null : (
      <Progress
        label={t('running.label')}
        text={t('running.checking', { count: checking })}
      />
    );
  }
  if (jobs.every(job => job.state === 'queued')) {
    return <Progress label={t('running.label')} text={t('running.queued')} />;
  }
  const settled = jobs.reduce((sum, job) => sum + job.settled, 0);
  const expected = jobs.reduce((sum, job) => sum + job.expected, 0);
  return (
    <Progress
      label={t('running.label')}
      text={t('running.proving', { settled, expected })}
      settled={settled}
      expected={expected}
    />
  );
}

/**
 * How far the proof or check of a spec is; nothing where none is running.
 *
 * @internal
 */
export function RunningProof(props: { spec: SpecSummary }) {
  const { checking, proofJob } = props.spec;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const label = t('running.labelOf', { title: props.spec.title });
  if (!proofJob) {
    return checking ? (
      <Progress label={label} text={t('running.checkingOne')} />
    ) : null;
  }
  const { expected, settled } = proofJob;
  return proofJob.state === 'queued' ? (
    <Progress label={label} text={t('running.queued')} />
  ) : (
    <Progress
      label={label}
      text={t('running.proving', { settled, expected })}
      settled={settled}
      expected={expected}
    />
  );
}
