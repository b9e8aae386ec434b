import { HttpException } from '@nestjs/common';
import { statusOf } from '@parley/contract';
import { QueryFailedError } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { startApi, type TestApi } from '../testing/start-api';
import { Refusal } from './refusal';
import { refusalOf } from './refusal-filter';

describe('what goes wrong', () => {
  it('stays a refusal where it is one', () => {
    const refusal = Refusal.of('room-full', 'Six are inside');
    expect(refusalOf(refusal)).toBe(refusal);
    expect(refusal.toFailure()).toEqual({ code: 'room-full', message: 'Six are inside' });
  });

  it.each([
    [404, 'not-found'],
    [413, 'too-large'],
    [418, 'invalid'],
    [500, 'internal'],
  ])('as the framework’s %s becomes %s', (status, code) => {
    expect(refusalOf(new HttpException('secret detail', status)).toFailure()).toEqual({
      code,
      message: expect.not.stringContaining('secret'),
    });
  });
});

describe('what nobody foresaw', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());

  it('is answered with internal, logged in full, and the server goes on', async () => {
    const ann = await api.signedIn();
    const broken = jest
      .spyOn(api.get(UnitOfWork), 'run')
      .mockRejectedValueOnce(new Error('canary-4711 exploded'));
    const reply = await ann.post('/api/rooms', { name: 'Room' });
    broken.mockRestore();
    expect(reply.status).toBe(statusOf.internal);
    expect(reply.text).toBe(
      '{"ok":false,"error":{"code":"internal","message":"Something went wrong on the server"}}',
    );
    expect(api.log()).toContain('canary-4711 exploded');
    expect((await ann.post('/api/rooms', { name: 'Room' })).status).toBe(200);
  });

  it('is logged without what a failed query was asked with', async () => {
    const ann = await api.signedIn();
    const failed = new QueryFailedError(
      'INSERT INTO rooms',
      ['canary-hash'],
      new Error('no table'),
    );
    const broken = jest.spyOn(api.get(UnitOfWork), 'run').mockRejectedValueOnce(failed);
    await ann.post('/api/rooms', { name: 'Room', password: 'secret' });
    broken.mockRestore();
    expect(api.log()).toContain('INSERT INTO rooms');
    expect(api.log()).not.toContain('canary-hash');
  });
});
