import { execFileSync } from 'node:child_process';
import { environmentFor } from './snippets';

describe('environmentFor', () => {
  it.each([
    ['openai', 'OPENAI'],
    ['anthropic', 'ANTHROPIC'],
  ] as const)(
    'sets what the SDK of %s reads, in a real shell',
    (vendor, is) => {
      const baseUrl = "http://localhost:7007/it's $HOME";
      const script = `${environmentFor({ vendor, baseUrl }, 'plk_1')}
printf '%s|%s' "$${is}_BASE_URL" "$${is}_API_KEY"`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(
        `${baseUrl}|plk_1`,
      );
    },
  );
});
