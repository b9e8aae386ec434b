/** The signed-in account behind a request. Read from the database for each request, so that revocation holds at once. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly pictureId: string | null;
  /** By which the account speaks now. */
  readonly sessionId: string;
  /** When that session's owner last signed in, or did so once more. */
  readonly provenAtMs: number;
  readonly byProvider: boolean;
}

/** Who a Cookie header speaks for. The auth feature provides it. */
export abstract class Identity {
  abstract accountOf(cookieHeader: string | undefined): Promise<AccountRecord | null>;
}
