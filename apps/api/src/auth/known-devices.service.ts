import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { KnownDeviceEntity } from './known-device.entity';

/** More browsers than anybody uses; a script that signs in without cookies must not fill the table. */
const devicesPerAccount = 20;

/**
 * In which browsers an account was signed in to before. Guesses from there are counted apart: a stranger who uses up an
 * account's tries keeps other strangers out, but not the person (OWASP's device cookies).
 */
@Injectable()
export class KnownDevicesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async isKnown(email: string, deviceHash: string): Promise<boolean> {
    return this.unitOfWork.read((manager) =>
      manager.exists(KnownDeviceEntity, { where: { deviceHash, account: { email } } }),
    );
  }

  /** The password was right in this browser. Of too many, the ones longest unused are forgotten. */
  async remember(accountId: string, deviceHash: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const device = { accountId, deviceHash, lastUsedAtMs: Date.now() };
      await manager.upsert(KnownDeviceEntity, device, ['accountId', 'deviceHash']);
      const others = await manager.find(KnownDeviceEntity, {
        where: { accountId, deviceHash: Not(deviceHash) },
        order: { lastUsedAtMs: 'DESC' },
      });
      await manager.remove(others.slice(devicesPerAccount - 1));
    });
  }
}
