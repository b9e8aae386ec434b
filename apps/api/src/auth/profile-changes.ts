import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

export interface ProfileChange {
  readonly accountId: string;
  /** What the account was called until now. */
  readonly nameBefore: string;
}

/** Says that an account has another name or picture now, for whoever shows it somewhere; the row is written by then. */
@Injectable()
export class ProfileChanges {
  private readonly changes = new Subject<ProfileChange>();
  readonly changed$ = this.changes.asObservable();

  tell(change: ProfileChange): void {
    this.changes.next(change);
  }
}
