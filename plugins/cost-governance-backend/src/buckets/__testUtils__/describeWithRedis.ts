import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * `describe` where there is a redis-server on the PATH; elsewhere the tests are skipped, which the summary counts, and a warning
 * says what is missing.
 */
export const describeWithRedis: jest.Describe = findProgram('redis-server')
  ? describe
  : skipLoudly();

function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function skipLoudly(): jest.Describe {
  process.stderr.write(
    'There is no redis-server on the PATH; tests against it are skipped.\n',
  );
  return describe.skip as jest.Describe;
}
