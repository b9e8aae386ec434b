import { Injectable } from '@nestjs/common';

/** Called before an account is deleted; what it returns, after. */
export type Goodbye = (accountId: string) => Promise<() => Promise<void>>;

/** Features that stand further right say here what goes with an account. */
@Injectable()
export class AccountGoodbyes {
  private readonly goodbyes: Goodbye[] = [];

  register(goodbye: Goodbye): void {
    this.goodbyes.push(goodbye);
  }

  /** Gives what is to be done once the account is gone. */
  async begin(accountId: string): Promise<() => Promise<void>> {
    const ends = await Promise.all(this.goodbyes.map((goodbye) => goodbye(accountId)));
    return async () => {
      for (const end of ends) await end();
    };
  }
}
