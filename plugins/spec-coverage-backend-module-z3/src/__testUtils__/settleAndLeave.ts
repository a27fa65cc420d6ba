import { PROVEN, settle, testProver } from './settle';

// A process of its own, started by process.test.ts. The prover is not closed, and keeps its worker for a day.
async function main() {
  const prover = testProver({ idleMs: 24 * 60 * 60 * 1000 });
  const [{ outcome }] = await settle(prover, PROVEN);
  process.stdout.write(outcome);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
