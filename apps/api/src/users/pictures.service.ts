import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import { Refusal } from '../errors/refusal';
import { AccountEntity } from '../auth/account.entity';
import { PictureEntity } from './picture.entity';
import { PicturePress } from './square-picture';

/** Keeps one picture for each account that wants one. Every new picture has a new id, so that a browser may keep the old. */
@Injectable()
export class PicturesService {
  private readonly press = new PicturePress();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async set(accountId: string, bytes: Buffer): Promise<void> {
    const square = await this.press.squareOf(bytes);
    const id = randomUUID();
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(PictureEntity, { accountId });
      await manager.insert(PictureEntity, { id, accountId, base64: square.toString('base64') });
      await manager.update(AccountEntity, { id: accountId }, { pictureId: id });
    });
  }

  async remove(accountId: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await manager.delete(PictureEntity, { accountId });
      await manager.update(AccountEntity, { id: accountId }, { pictureId: null });
    });
  }

  /** As WebP. Refuses `not-found`. */
  async read(id: string): Promise<Buffer> {
    const picture = await this.unitOfWork.read((manager) =>
      manager.findOneBy(PictureEntity, { id }),
    );
    if (!picture) throw Refusal.of('not-found', 'There is no such picture');
    return Buffer.from(picture.base64, 'base64');
  }
}
