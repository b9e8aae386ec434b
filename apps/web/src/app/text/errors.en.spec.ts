import { ErrorCode } from '@parley/contract';
import { sentenceFor, waitInWords } from './errors.en';

describe('sentences for failures', () => {
  it('exist for every code of the contract, each its own', () => {
    const sentences = ErrorCode.options.map((code) => sentenceFor({ code }));
    expect(sentences.every((sentence) => /^[A-Z].+\.$/.test(sentence))).toBe(true);
    expect(new Set(sentences).size).toBe(ErrorCode.options.length);
  });

  it('say how long to wait, rounded up', () => {
    expect(sentenceFor({ code: 'too-many-tries', retryAfterSeconds: 61 })).toBe(
      'Too many tries. Try again in 2 minutes.',
    );
    expect([1, 59, 60].map(waitInWords)).toEqual(['1 second', '59 seconds', '1 minute']);
  });
});
