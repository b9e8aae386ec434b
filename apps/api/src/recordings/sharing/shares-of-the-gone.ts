import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountGoodbyes } from '../../auth/account-goodbyes';
import { UnitOfWork } from '../../database/unit-of-work';
import { ShareEntity } from './share.entity';

/** Links end with the account of whoever made them, also where the recording stays with somebody else. */
@Injectable()
export class SharesOfTheGone implements OnModuleInit {
  constructor(
    private readonly goodbyes: AccountGoodbyes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.goodbyes.register((accountId) =>
      Promise.resolve(async () => {
        await this.unitOfWork.run((manager) => manager.delete(ShareEntity, { accountId }));
      }),
    );
  }
}
