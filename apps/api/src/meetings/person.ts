/** By what somebody is known again: the account, when signed in, and the browser. */
export interface Person {
  readonly accountId: string | null;
  readonly deviceHash: string;
}

export function isSamePerson(one: Person, other: Person): boolean {
  if (one.accountId !== null && one.accountId === other.accountId) return true;
  return one.deviceHash === other.deviceHash;
}
