/** The variable that stops all LLM calls, whatever is configured or switched. */
export const ENVIRONMENT_VARIABLE = 'LLM_CALLS_ENABLED';

const YES = ['true', '1', 'yes', 'on', ''];
const NO = ['false', '0', 'no', 'off'];

/** What the environment says of LLM calls. */
export interface EnvironmentSwitch {
  isStopped: boolean;
  /** What is wrong with the value, where it says neither yes nor no. */
  problem?: string;
}

/**
 * Reads the switch of the environment. It is read from the environment itself, and not through the configuration, because a
 * configuration without the substitution would make it ineffective. A value that is neither yes nor no stops calls: who set it
 * wanted something, and a stop that a typing error undoes is none.
 */
export function readEnvironmentSwitch(
  environment: Record<string, string | undefined>,
): EnvironmentSwitch {
  const value = (environment[ENVIRONMENT_VARIABLE] ?? '').trim().toLowerCase();
  if (YES.includes(value)) {
    return { isStopped: false };
  }
  return NO.includes(value)
    ? { isStopped: true }
    : {
        isStopped: true,
        problem: `${ENVIRONMENT_VARIABLE} in the environment is neither true nor false, and so LLM calls are stopped`,
      };
}
