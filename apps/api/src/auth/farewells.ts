import { Injectable } from '@nestjs/common';

/** Where the browser goes to sign out elsewhere, too; null for nowhere. */
type Farewell = () => Promise<string | null>;

/** Features that stand further right say here what belongs to a sign-out beyond our own. */
@Injectable()
export class Farewells {
  private farewell: Farewell = () => Promise.resolve(null);

  register(farewell: Farewell): void {
    this.farewell = farewell;
  }

  address(): Promise<string | null> {
    return this.farewell();
  }
}
