import { ConfigReader } from '@backstage/config';
import { readGatewayConfig } from './config';

const read = (config: object) =>
  readGatewayConfig(new ConfigReader(config as never));
const apiKey = 'sk-a-key';

describe('readGatewayConfig', () => {
  it('has the addresses of the vendors, and only those that are configured', () => {
    expect(read({ openai: { apiKey } })).toEqual({
      vendors: {
        openai: {
          apiKey,
          baseUrl: 'https://api.openai.com',
          defaultMaxOutputTokens: 4096,
        },
      },
      maxRequestBytes: 33_554_432,
    });
    expect(readGatewayConfig(undefined).vendors).toEqual({});
  });

  it('takes another address', () => {
    expect(
      read({ anthropic: { apiKey, baseUrl: 'http://proxy.example/a/' } })
        .vendors.anthropic?.baseUrl,
    ).toBe('http://proxy.example/a');
  });

  it.each([
    [{ openai: {} }, 'apiKey'],
    [{ openai: { apiKey: 'sk a' } }, 'openai.apiKey'],
    [{ openai: { apiKey: 'sk\r\nx: y' } }, 'openai.apiKey'],
    [{ openai: { apiKey, baseUrl: 'api.openai.com' } }, 'openai.baseUrl'],
    [{ openai: { apiKey, baseUrl: 'file:///etc' } }, 'openai.baseUrl'],
    [{ openai: { apiKey, baseUrl: 'http://u:secret@x' } }, 'openai.baseUrl'],
    [{ openai: { apiKey, baseUrl: 'http://x?a=b' } }, 'openai.baseUrl'],
    [{ openai: { apiKey, defaultMaxOutputTokens: 0 } }, 'MaxOutputTokens'],
    [{ maxRequestBytes: 1.5 }, 'maxRequestBytes'],
  ])('refuses %j', (config, key) => {
    expect(() => read(config)).toThrow(key);
    expect(() => read(config)).not.toThrow('secret');
  });
});
